"""Pages of where a statement was found: another source, its place, its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from desk import appearances as desk
from desk import captures, parties, records, sources
from desk.refusals import MissingError
from models import Permission
from views.choices import known_sources
from views.context import me, reading
from views.date_words import moment
from views.deeds import onward, tried
from views.forms.appearances import AppearanceForm
from views.forms.relays import STUB
from views.forms.withdrawals import WithdrawalForm
from views.guards import may
from views.numbers import number, number_in
from views.same_works import asks_which_work, take_picked
from views.words import chain_line, outlet_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from desk.source_drafts import AppearanceDraft
    from models import Appearance
    from models.records import AppearanceRecord, StatementRecord

    Page = tuple[str, int]

bp = Blueprint("appearances", __name__, url_prefix="/statements/<int:id>/appearances")


@bp.route("/new", methods=["GET", "POST"])
@may(Permission.LOG)
def new(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Add a source in which a statement was found too."""
    statement, form = records.card(reading(), id), AppearanceForm()
    if request.method != "POST":
        form.version.data = str(statement.version)
        _begin(form)
        return _page(form, statement), 200
    return _answer(form, statement, None)


@bp.route("/<int:appearance>", methods=["GET", "POST"])
@may(Permission.REVISE)
def edit(id: int, appearance: int) -> Response | Page:  # noqa: A002
    """Change where a statement was found, and through whose hands it came there."""
    statement, form = records.card(reading(), id), AppearanceForm()
    found = next((one for one in statement.appearances if one.id == appearance), None)
    if request.method != "POST":
        form.version.data = str(statement.version)
        form.tell(_known(found, appearance))
        return _page(form, statement, found), 200
    if found is None:
        return _offer_anew(form, statement), 409
    return _answer(form, statement, found)


@bp.route("/<int:appearance>/remove", methods=["GET", "POST"])
@may(Permission.REVISE)
def remove(id: int, appearance: int) -> Response | Page:  # noqa: A002
    """Take an appearance off a statement, with a reason."""
    statement = records.card(reading(), id)
    found = next((one for one in statement.appearances if one.id == appearance), None)
    found, form = _known(found, appearance), WithdrawalForm(version=statement.version)
    draft = form.draft() if request.method == "POST" else None
    gone = tried(
        form,
        draft,
        lambda session, said: desk.remove_appearance(
            session, appearance, said.version, said.reason, me()
        ),
        statement.version,
    )
    if gone is None:
        remove = "appearances/remove.html"
        return render_template(
            remove, statement=statement, found=found, form=form
        ), form.answer_status
    told = _("The source is taken off; the history keeps it and your reason.")
    return onward(told, "statements.show", id=id)


def _known(found: AppearanceRecord | None, appearance_id: int) -> AppearanceRecord:
    if found is None:
        noun = "appearance"
        raise MissingError(noun, appearance_id)
    return found


def _offer_anew(form: AppearanceForm, statement: StatementRecord) -> str:
    """Keep what was typed of an appearance that somebody else has taken off meanwhile."""
    form.form_errors.append(
        _("Somebody else has taken this source off meanwhile. Storing adds it anew.")
    )
    form.version.data = str(statement.version)
    return _page(form, statement)


def _begin(form: AppearanceForm) -> None:
    """Fill in the source or the capture that the address names."""
    capture, source = number("capture"), number("source")
    if capture:
        kept = captures.capture_record(reading(), capture)
        form.capture_id.data, source = str(kept.id), kept.source.id
    form.source_id.data = str(source or "")


def _answer(
    form: AppearanceForm, statement: StatementRecord, found: AppearanceRecord | None
) -> Response | Page:
    wanted = request.form.get("do")
    if wanted:
        form.relays.rearrange(wanted)
        return _page(form, statement, found), 200
    take_picked(form)
    draft, version, sure = form.draft(), number_in(form.version.data) or 0, form.confirm.data
    if draft and asks_which_work(form, draft.source):
        return _page(form, statement, found), form.refusal_status

    def deed(session: Session, draft: AppearanceDraft) -> Appearance:
        if found is None:
            return desk.add_appearance(session, statement.id, version, draft, me(), confirmed=sure)
        return desk.revise_appearance(session, found.id, version, draft, me(), confirmed=sure)

    if tried(form, draft, deed, statement.version) is None:
        return _page(form, statement, found), form.refusal_status
    told = _("The source is added.") if found is None else _("The appearance is revised.")
    return onward(told, "statements.show", id=statement.id)


def _page(
    form: AppearanceForm,
    statement: StatementRecord,
    found: AppearanceRecord | None = None,
) -> str:
    form.offer(known_sources(*form.sources_chosen), _kept(form))
    return render_template(
        "appearances/edit.html" if found else "appearances/new.html",
        form=form,
        statement=statement,
        found=found,
        stale=form.stale,
        warnings=form.warnings,
        preview=_preview(form),
    )


def _kept(form: AppearanceForm) -> list[tuple[str, Any]]:
    chosen = number_in(form.source_id.data)
    if chosen is None:
        return []
    lines = captures.captures_of(reading(), sources.source_of(reading(), chosen))
    return [(str(line.id), f"{moment(line.retrieved_at)}, {line.media_type}") for line in lines]


def _preview(form: AppearanceForm) -> str:
    """Say the chain that the form holds, as pages will say it."""
    chosen = form.sources_chosen
    works = parties.sources(reading(), chosen) if chosen else {}
    own = works.get(number_in(form.source_id.data) or 0)
    typed = form.source_container_title.data or form.source_publisher.data
    hops = [
        (row.name.data or "…", row.verb.data, _not_consulted(row.source.data, works))
        for row in form.relays.filled
    ]
    return chain_line(outlet_words(own) if own else typed or _("The source"), hops)


def _not_consulted(chosen: str | None, works: Any) -> bool:  # noqa: ANN401 -- sources by id
    work = works.get(number_in(chosen) or 0)
    return chosen == STUB or bool(work and not work.seen)
