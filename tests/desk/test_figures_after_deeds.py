"""Every figure after random edits, decisions, notices, withdrawals, redactions and restores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import select

from desk.board import board
from desk.coverage import coverage
from desk.coverage_scopes import CoverageScope
from desk.decisions import confirm_link, reject_link, settle_recheck, withdraw_link
from desk.link_drafts import DecisionDraft, LinkDraft, LinkWords
from desk.links import propose_link, revise_link
from desk.notices import PlacedNotice, place_notice
from desk.read_models.checking import differences
from desk.redacting import redactions
from desk.refusals import DeskError
from desk.statements import restore_statement, revise_statement, withdraw_statement
from models import Link, ReplyRequest, Statement
from models.terms import LinkStatus, Relation, StatementStatus
from tests.desk.drafting import a_draft
from tests.desk.redacting import draft
from tests.desk.slow_coverage import is_logged, tallied_slowly
from tests.desk.slow_report import is_as_counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor

Row = TypeVar("Row", Link, Statement)
DATES = (None, "2017", "2017-09", "2017-09-18", "2017-09-18~", "2018-01-02")
ANSWERS = ("yes", "no", "unknown")
WHY = "They speak of one post."


class _Deed(NamedTuple):
    """What is done, to which record, and two numbers more to choose by."""

    verb: str
    which: int
    other: int
    choice: int


def _revise(session: Session, statement: Statement, deed: _Deed, by: Actor) -> None:
    drafted = a_draft(
        form="indirect",
        quote=None,
        claim=f"It is put in other words, {deed.choice}.",
        said=DATES[deed.choice % len(DATES)],
        speaker=None,
        speaker_id=statement.speaker_id,
        appearance={},
    )
    revise_statement(session, statement.id, statement.version, drafted, by)


def _propose(session: Session, start: Statement, deed: _Deed, by: Actor) -> None:
    ids = session.scalars(select(Statement.id).order_by(Statement.id)).all()
    drafted = LinkDraft(
        from_id=start.id,
        to_id=ids[deed.other % len(ids)],
        relation=list(Relation)[deed.choice % len(Relation)],
        rationale=WHY,
        same_meaning=ANSWERS[deed.choice % len(ANSWERS)],
        same_time="yes",
        same_place="yes",
    )
    propose_link(session, drafted, by, confirmed=True)


def _change_link(session: Session, link: Link, deed: _Deed, by: Actor) -> None:
    asked = link.relation is Relation.CONTRADICTS
    answers = {"same_time": ANSWERS[deed.choice % len(ANSWERS)]} if asked else {}
    words = LinkWords(relation=link.relation, rationale=f"{WHY} {deed.choice}", **answers)
    revise_link(session, link.id, link.version, words, by, confirmed=True)


def _decided(decide: Callable[..., Link]) -> Callable[[Session, Link, _Deed, Actor], None]:
    def deed_of(session: Session, link: Link, deed: _Deed, by: Actor) -> None:
        said = DecisionDraft(reason=WHY, override_reason="Nobody else is here.")
        decide(session, link.id, link.version, said, by)
        del deed

    return deed_of


def _redact(session: Session, statement: Statement, deed: _Deed, by: Actor) -> None:
    fields = (("quote",), ("said",), ("quote", "claim"))[deed.choice % 3]
    redactions.redact(session, "statement", statement.id, draft(*fields), by)


def _notice(session: Session, statement: Statement, deed: _Deed, by: Actor) -> None:
    for appearance in statement.appearances[:1]:
        kind = ("corrected", "retracted")[deed.choice % 2]
        placed = PlacedNotice(kind=kind, note="They took it back.")
        place_notice(session, appearance.source_id, placed, by)


def _withdraw(session: Session, statement: Statement, _deed: _Deed, by: Actor) -> None:
    withdraw_statement(session, statement.id, statement.version, WHY, by)


def _restore(session: Session, statement: Statement, _deed: _Deed, by: Actor) -> None:
    restore_statement(session, statement.id, statement.version, WHY, by)


ON_STATEMENTS = {
    "notice": _notice,
    "propose": _propose,
    "redact": _redact,
    "restore": _restore,
    "revise": _revise,
    "withdraw": _withdraw,
}
ON_LINKS = {
    "change": _change_link,
    "confirm": _decided(confirm_link),
    "reject": _decided(reject_link),
    "settle": _decided(settle_recheck),
    "take back": _decided(withdraw_link),
}
_deeds = st.lists(
    st.builds(
        _Deed,
        st.sampled_from([*ON_STATEMENTS, *ON_LINKS, "propose", "confirm", "confirm", "settle"]),
        st.integers(0, 40),
        st.integers(0, 40),
        st.integers(0, 11),
    ),
    max_size=25,
)


def _chosen(session: Session, kind: type[Row], which: int) -> Row:
    rows = session.scalars(select(kind).order_by(kind.id)).all()
    return rows[which % len(rows)]


def _do(session: Session, deed: _Deed, by: Actor) -> bool:
    """Do a deed, wholly or not at all; tell whether the desk took it."""
    try:
        with session.begin_nested():
            if deed.verb in ON_LINKS:
                ON_LINKS[deed.verb](session, _chosen(session, Link, deed.which), deed, by)
            else:
                said = _chosen(session, Statement, deed.which)
                ON_STATEMENTS[deed.verb](session, said, deed, by)
    except (DeskError, ValidationError):
        return False
    return True


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_deeds)
def test_every_figure_is_counted_after_whatever_was_done(
    at_tanf: Session, command_line: Actor, deeds: list[_Deed]
) -> None:
    for deed in deeds:
        _do(at_tanf, deed, command_line)
    assert set(differences(at_tanf).values()) == {0}
    at_tanf.expire_all()
    links = list(at_tanf.scalars(select(Link).order_by(Link.id)))
    is_as_counted(at_tanf, links)
    _covers_as_counted(at_tanf, links)
    _waits_as_counted(at_tanf, links)
    at_tanf.rollback()


def _covers_as_counted(session: Session, links: list[Link]) -> None:
    asked = {
        ("statement", row.statement_id) if row.statement_id else ("link", row.link_id or 0)
        for row in session.scalars(select(ReplyRequest).where(ReplyRequest.whom.is_not(None)))
    }
    logged = [one for one in session.scalars(select(Statement)) if is_logged(one)]
    found = coverage(session, CoverageScope(), size=None)
    assert found.total == tallied_slowly(session, links, asked, logged)


def _waits_as_counted(session: Session, links: list[Link]) -> None:
    shown = board(session)
    proposed = [link for link in links if link.status is LinkStatus.PROPOSED]
    again = [link for link in links if link.status is LinkStatus.CONFIRMED and link.recheck]
    assert (shown.proposed.total, shown.rechecks.total) == (len(proposed), len(again))
    settled = [
        link.id
        for link in reversed(links)
        if link.relation is Relation.CONTRADICTS
        and link.status is LinkStatus.CONFIRMED
        and not link.recheck
        and link.from_statement.status is StatementStatus.LOGGED
        and link.to_statement.status is StatementStatus.LOGGED
    ]
    assert [pair.id for pair in shown.newest] == settled[:5]


def test_each_deed_is_taken_at_some_time(at_tanf: Session, command_line: Actor) -> None:
    """The test above would prove little if the desk refused what it draws."""
    taken = {
        verb
        for verb in ("withdraw", "restore", "change", "confirm", "revise", "settle", "notice")
        for which in range(12)
        if _do(at_tanf, _Deed(verb, which, which + 3, which), command_line)
    }
    more = ("propose", "reject", "take back", "redact")
    taken |= {
        verb
        for verb in more
        for which in range(12)
        if _do(at_tanf, _Deed(verb, which, which + 5, which), command_line)
    }
    assert taken == {*ON_STATEMENTS, *ON_LINKS}
    at_tanf.rollback()
