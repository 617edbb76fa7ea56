"""Pages of links: the pair page, linking two statements, deciding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from citations.pair_formats import pair_line
from desk import accounts, captures, decisions, link_records, remarks, replies
from desk import links as desk
from desk.board import Queue, beside
from desk.exports import Selection
from desk.history.subjects import Subject
from desk.judgements import can_be_judged, judge_link
from desk.pairs import Pair, pair_of
from models import Link, Permission
from models.terms import LinkStatus, Relation
from views import addresses, histories, linking
from views.context import me, reading
from views.deeds import onward, tried
from views.followups import followed_up
from views.forms.links import DecisionForm, JudgementForm, LinkForm
from views.forms.remarks import RemarkForm
from views.guards import may
from views.link_words import decided_words
from views.numbers import number, number_in
from views.pair_citing import cited_pair
from views.words import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from models.records import LinkRecord, StatementRecord

    Page = tuple[str, int]

bp = Blueprint("links", __name__)
#: Where links are decided in a row, by the name that its forms send.
QUEUES = {"desk": "desk.index", "proposed": "desk.proposed", "rechecks": "desk.rechecks"}


@bp.route("/statements/<int:id>/link", methods=["GET", "POST"])
@may(Permission.PROPOSE)
def new(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Link a statement to another one."""
    return linking.link(id)


@bp.get("/links/<int:id>.<suffix>")
@may(Permission.EXPORT)
def cited(id: int, suffix: str) -> Response:  # noqa: A002
    """Send a pair in the format that the address ends with."""
    return addresses.ended(Selection(link=id), suffix, f"link-{id}")


@bp.get("/links/<int:id>")
@may(Permission.SEE)
def show(id: int) -> Response | str:  # noqa: A002
    """Show a pair: both statements, what is between them, and the decision.

    Or send it in a format that the client would rather have.
    """
    sent = addresses.accepted(Selection(link=id), f"link-{id}")
    return sent or pair_page(pair_of(reading(), id))


@bp.route("/links/<int:id>/edit", methods=["GET", "POST"])
@may(Permission.PROPOSE)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change what a link says."""
    pair, form = pair_of(reading(), id), LinkForm()
    if request.method != "POST":
        form.fill(pair.link)
        return _editing(pair, form), 200
    sure = form.confirm.data
    revised = tried(
        form,
        form.words_draft(),
        lambda session, draft: desk.revise_link(
            session, id, _version(form), draft, me(), confirmed=sure
        ),
        pair.link.version,
    )
    if revised is None:
        return _editing(pair, form), form.refusal_status
    return onward(_("The link is revised."), "links.show", id=id)


@bp.post("/links/<int:id>/confirm")
@may(Permission.DECIDE)
def confirm(id: int) -> Response | Page:  # noqa: A002
    """Confirm a proposed link."""
    return _decide(id, decisions.confirm_link, _("The link is confirmed."))


@bp.post("/links/<int:id>/reject")
@may(Permission.DECIDE)
def reject(id: int) -> Response | Page:  # noqa: A002
    """Reject a proposed link, with the reason."""
    return _decide(id, decisions.reject_link, _("The link is rejected; the reason stays."))


@bp.post("/links/<int:id>/withdraw")
@may(Permission.PROPOSE)
def withdraw(id: int) -> Response | Page:  # noqa: A002
    """Take a link back, with the reason."""
    return _decide(id, decisions.withdraw_link, _("The link is withdrawn; the reason stays."))


@bp.post("/links/<int:id>/recheck")
@may(Permission.DECIDE)
def recheck(id: int) -> Response | Page:  # noqa: A002
    """Say that a link still stands after what it rests on has changed."""
    return _decide(id, decisions.settle_recheck, _("The link stands; it counts again."))


@bp.post("/links/<int:id>/judge")
@may(Permission.DECIDE)
def judge(id: int) -> Response | Page:  # noqa: A002
    """Say whether a speaker changed position or both of two statements are explained."""
    form = JudgementForm()
    done = tried(
        form,
        form.draft(),
        lambda session, draft: judge_link(session, id, _version(form), draft, me()).id,
    )
    if done is not None:
        return onward(_("It is said on the pair and in the report."), "links.show", id=id)
    return pair_page(_as_it_is(form, id), judgement=form), form.refusal_status


@bp.get("/links/<int:id>/history", endpoint="history")
@may(Permission.SEE)
def show_history(id: int) -> str:  # noqa: A002
    """Show what happened to a link, the last deed first."""
    pair = pair_of(reading(), id)
    subject = Subject("link", id, pair.key)
    return histories.page(subject, pair.rationale or pair.key, url_for("links.show", id=id))


def _decide(link_id: int, deed: Callable[..., Link], done: str) -> Response | Page:
    form, queue = DecisionForm(), _queue(link_id)
    corrected = tried(
        form,
        form.draft(),
        lambda session, draft: _corrected(deed(session, link_id, _version(form), draft, me())),
    )
    if corrected is not None:
        return _onward(followed_up(done, corrected), link_id, queue)
    return pair_page(_as_it_is(form, link_id), form), form.refusal_status


def _as_it_is(form: DecisionForm | JudgementForm, link_id: int) -> Pair:
    """Return the pair of a link about which the desk said no; what was typed stays, for it."""
    pair = pair_of(reading(), link_id)
    form.renew(pair.link.version)
    return pair


def _queue(link_id: int) -> Queue | None:
    """Return in which list a link waits that is decided there."""
    if request.form.get("queue") not in QUEUES:
        return None
    link = pair_of(reading(), link_id).link
    return Queue.PROPOSED if link.status is LinkStatus.PROPOSED else Queue.RECHECKS


def _onward(told: str, link_id: int, queue: Queue | None) -> Response:
    """Lead on to the link, or to what took its place in the list in which it was decided."""
    if queue is None:
        return onward(told, "links.show", id=link_id)
    after = number("after", request.form)
    row = beside(reading(), queue, link_id, after)
    place = f"row-{row}" if row else None
    return onward(told, QUEUES[request.form["queue"]], after=after, _anchor=place)


def _corrected(link: Link) -> list[int]:
    """Return the statement that a link corrects, once it is confirmed."""
    confirmed = link.status is LinkStatus.CONFIRMED and link.relation is Relation.CORRECTS
    return [link.to_id] if confirmed else []


def _version(form: DecisionForm | JudgementForm | LinkForm) -> int:
    return number_in(form.version.data) or 0


def pair_page(
    pair: Pair,
    form: DecisionForm | None = None,
    judgement: JudgementForm | None = None,
    remark: RemarkForm | None = None,
) -> str:
    """Show a pair with its forms, as they were sent or empty."""
    judged, (own, asked) = can_be_judged(pair), replies.of_pair(reading(), pair)
    return render_template(
        "links/show.html",
        pair=pair,
        # The page has no form any more to say it in.
        late=(form if not pair.link.status.live else None) or (judgement if not judged else None),
        form=form or DecisionForm(None, version=pair.link.version),
        judgement=(judgement or JudgementForm.of(pair.link)) if judged else None,
        contexts={side.id: _context(side) for side in pair.sides},
        needs_second=decisions.needs_second(reading(), pair.link, me()),
        replies=own,
        asked=asked,
        discussion=remarks.discussion(reading(), pair.id, number("after")),
        remark=remark or RemarkForm(None),
        decided_words=decided_words,
        names=accounts.names_of(reading(), (pair.link.proposer_id, pair.link.decider_id)),
        cited=_citation(pair),
        beside=_beside(pair),
    )


def _beside(pair: Pair) -> list[LinkRecord]:
    """Return the other links of the two, rejected and withdrawn ones too, the oldest first."""
    one, other = (side.id for side in pair.sides)
    known = link_records.between(reading(), one, [other]).get(other, ())
    return [link for link in known if link.id != pair.id]


def _citation(pair: Pair) -> tuple[str, str | None] | None:
    """Return the citation of a pair in plain text and its address, to be copied."""
    cited = cited_pair(pair)
    return (pair_line(cited), cited.url) if cited else None


def _context(statement: StatementRecord) -> tuple[str, str, str] | None:
    for found in statement.appearances:
        if found.capture_id and found.start is not None and found.end is not None:
            return captures.paragraph_around(reading(), found.capture_id, found.start, found.end)
    return _around(statement)


def _around(statement: StatementRecord) -> tuple[str, str, str] | None:
    """Return the passage with the words kept before and behind it, where it shows more."""
    for found in statement.appearances:
        if found.exact and (found.prefix or found.suffix or found.exact != shown(statement)):
            return found.prefix or "", found.exact, found.suffix or ""
    return None


def _editing(pair: Pair, form: LinkForm) -> str:
    turned = _as_linked(pair)
    return render_template(
        "links/edit.html",
        pair=turned,
        form=form,
        conflict=pair.link if form.stale else None,
        warnings=form.warnings,
    )


def _as_linked(pair: Pair) -> Pair:
    """Return a pair in the order of its link: the form speaks of the first and the second."""
    if pair.first.id == pair.link.from_id:
        return pair
    return replace(pair, first=pair.second, second=pair.first)
