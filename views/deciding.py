"""What a person makes of a proposal: a statement, one more place of a known one, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from desk import records
from desk.proposals import deciding as desk
from desk.proposals.deciding import SeenStatement
from desk.proposals.proposed import next_waiting, proposal_record, speakers_meant
from models.terms import ProposalState
from views import quote_checks
from views.context import me, reading
from views.deeds import tried
from views.forms.proposals import sent
from views.forms.seen import SeenForm
from views.logging import asks_first, published_for
from views.numbers import number, number_in
from views.proposals import page, review_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models.reading_records import ProposalRecord
    from views.forms.statements import StatementForm

    Page = tuple[str, int]


def decide(id: int, number: int) -> Response | Page:  # noqa: A002 -- the names in the address
    """Make a statement of a proposal, or add its place to a known one; go on to the next."""
    if request.method != "POST":
        return redirect(place(id, number))
    review = review_of(id, number)
    proposal, form = review.proposal, sent(review.article.capture_id)
    # Before anything is asked about what somebody else has logged just now.
    late = form.version.data != str(proposal.version)
    statement_id = None if late else _decided(proposal, form)
    if statement_id is not None:
        told = _("Proposal %(number)s is accepted:", number=number)
        flash({"text": told, "statements": [statement_id], "source": None}, "success")  # type: ignore[arg-type]
        quote_checks.warn(statement_id)
        return onward(proposal)
    if late or form.stale:
        return page(review_of(id, number), stale=True), 409
    return page(review, form, speakers_meant(reading(), proposal)), form.refusal_status


def _decided(proposal: ProposalRecord, form: StatementForm) -> int | None:
    """Return the id of the statement that there is now, None where something is to be said first."""
    held = (proposal.id, number_in(form.version.data) or 0)
    known = number("as_appearance", request.form)
    if known is not None:
        return _found_again(held, form, known)
    draft = form.draft(published_for(form))
    repeats = number("as_repeat", request.form)
    if asks_first(form, draft, repeats) or _asks_who(proposal, form):
        return None
    return tried(
        form,
        draft,
        lambda session, told: desk.accept(session, *held, told, me(), repeats=repeats).id,
    )


def _found_again(held: tuple[int, int], form: StatementForm, known: int) -> int | None:
    """Add the article as an appearance of a known statement, and return the id of that."""
    seen = SeenStatement(known, records.card(reading(), known).version)
    return tried(
        form,
        form.sighting(),
        lambda session, found: desk.accept_as_appearance(session, *held, seen, found, me()).id,
    )


def _asks_who(proposal: ProposalRecord, form: StatementForm) -> bool:
    """Ask which of those who may be meant it is, before anybody new is made of a part of a name."""
    if form.speaker_id.data or form.speaker_name.data != proposal.speaker:
        return False
    asks = bool(speakers_meant(reading(), proposal))
    if asks:
        form.speaker_id.errors = [_("Say which one it is, or that it is somebody new.")]
    return asks


def reject(id: int, number: int) -> Response | Page:  # noqa: A002
    """Say that a proposal is not to be logged; it stays rejected when the article is read again."""
    proposal, form = review_of(id, number).proposal, SeenForm()
    version = tried(
        form,
        form.draft(),
        lambda session, seen: desk.reject(session, proposal.id, seen.version, me()).version,
    )
    if version is None:
        return _not_done(id, number, form)
    undo = url_for("reading.bring_back", id=id, number=number)
    told = _("Proposal %(number)s is rejected.", number=number)
    flash({"text": told, "undo": undo, "version": version}, "success")  # type: ignore[arg-type]
    return onward(proposal)


def bring_back(id: int, number: int) -> Response | Page:  # noqa: A002
    """Let a rejected proposal wait again; an accepted one once its statement is withdrawn."""
    proposal, form = review_of(id, number).proposal, SeenForm()
    version = tried(
        form,
        form.draft(),
        lambda session, seen: desk.reopen(session, proposal.id, seen.version, me()).version,
    )
    if version is None:
        return _not_done(id, number, form)
    flash(_("Proposal %(number)s waits again.", number=number), "success")
    return redirect(place(id, number), 303)


def _not_done(reading_id: int, number: int, form: SeenForm) -> Page:
    """Show how a proposal stands now, and why a button did nothing."""
    for fault in (*form.form_errors, *form.version.errors):
        if not form.stale:
            flash(str(fault), "danger")
    return page(review_of(reading_id, number), stale=form.stale), form.refusal_status


def onward(proposal: ProposalRecord) -> Response:
    """Lead on to the next proposal that waits, or say that there is none."""
    found = next_waiting(reading(), proposal.reading_id, proposal.id)
    following = proposal_record(reading(), found) if found is not None else None
    if following is None or following.state is not ProposalState.WAITING:
        return redirect(url_for("reading.show", id=proposal.reading_id), 303)
    return redirect(place(proposal.reading_id, following.number), 303)


def place(reading_id: int, number: int) -> str:
    """Return the address of a proposal: the one that is looked at, in focus."""
    return url_for("reading.show", id=reading_id, proposal=number, _anchor=f"row-{number}")
