"""Sections, counts and order of the report, against a plain search through random records."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk.contradictions import Order, report
from desk.redacting import redactions
from desk.scopes import ReportScope
from models.terms import (
    Answer,
    LinkStatus,
    PairKind,
    Relation,
    SpeakerKind,
    StatementStatus,
)
from tests.desk.redacting import draft
from tests.desk.slow_report import (
    KINDS,
    TODAY,
    is_as_counted,
    kind_of,
    newest_slowly,
    ordered_slowly,
)
from tests.factories import a_link, a_source, a_speaker, a_statement, an_account

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Engine

    from desk.actors import Actor
    from desk.pairs import Pair
    from models import Link, Speaker, Statement
    from tests.factories import LinkParts

STATEMENTS = 6
DATES = (None, "2017", "2017-09", "2017-09-18", "2017-09-18~", "2017-09-19", "2018", "../2017")
SPEAKERS = (
    SpeakerKind.PERSON,
    SpeakerKind.ORGANISATION,
    SpeakerKind.UNNAMED,
    SpeakerKind.GROUP,
)


class _Said(NamedTuple):
    """A statement: which of four speakers made it, when, and whether it stands."""

    speaker: int
    said: str | None
    status: StatementStatus


class _Drawn(NamedTuple):
    """A link between two of six statements."""

    sides: tuple[int, int]
    relation: Relation
    status: LinkStatus
    answers: tuple[Answer, Answer, Answer]
    recheck: bool


_said = st.builds(
    _Said,
    st.integers(0, len(SPEAKERS) - 1),
    st.sampled_from(DATES),
    st.sampled_from([StatementStatus.LOGGED] * 8 + list(StatementStatus)),
)
_links = st.lists(
    st.builds(
        _Drawn,
        st.sampled_from(list(combinations(range(STATEMENTS), 2))),
        st.sampled_from([Relation.CONTRADICTS] * 6 + [Relation.REPEATS]),
        st.sampled_from([LinkStatus.CONFIRMED] * 6 + list(LinkStatus)),
        st.tuples(*(st.sampled_from([Answer.YES] * 3 + list(Answer)) for _each in range(3))),
        st.sampled_from([False] * 5 + [True]),
    ),
    max_size=12,
    unique_by=lambda link: link.sides,
)
_record = st.tuples(st.lists(_said, min_size=STATEMENTS, max_size=STATEMENTS), _links)


def _store(session: Session, said: list[_Said], drawn: list[_Drawn]) -> list[Link]:
    speakers = [_speaker(session, one) for one in SPEAKERS]
    made = [_stated(session, speakers, one) for one in said]
    decider = an_account(session).id
    return [_link(session, made, one, decider) for one in drawn]


def _speaker(session: Session, kind: SpeakerKind) -> Speaker:
    source = a_source(session) if kind is SpeakerKind.UNNAMED else None
    return a_speaker(session, f"A {kind}", kind=kind, source=source)


def _stated(session: Session, speakers: list[Speaker], one: _Said) -> Statement:
    why = "Logged twice." if one.status is StatementStatus.WITHDRAWN else None
    speaker = speakers[one.speaker]
    return a_statement(
        session, speaker=speaker, said=one.said, status=one.status, status_reason=why
    )


def _link(session: Session, made: list[Statement], one: _Drawn, decider: int) -> Link:
    parts: LinkParts = {"status": one.status, "rationale": "Why.", "decider_id": decider}
    if one.relation is Relation.CONTRADICTS:
        time, place, meaning = one.answers
        parts |= {"same_time": time, "same_place": place, "same_meaning": meaning}
    if one.recheck and one.status is LinkStatus.CONFIRMED:
        parts |= {"recheck": True, "recheck_why": "The quote was changed."}
    return a_link(session, made[one.sides[0]], made[one.sides[1]], one.relation, **parts)


def _walked(session: Session, order: Order, **scope: object) -> list[Pair]:
    """Return the pairs of every page, each page of two."""
    found: list[Pair] = []
    before: int | None = None
    while True:
        asked = ReportScope.model_validate({**scope, "before": before})
        page = report(session, asked, TODAY, size=2, order=order)
        assert page.previous_exists == (before is not None)
        found += page.pairs
        if page.next is None:
            return found
        before = page.next


def _ids(pairs: Iterable[Pair]) -> list[int]:
    return [pair.id for pair in pairs]


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_record, st.sampled_from([None] * 2 + list(range(STATEMENTS))))
def test_every_figure_is_that_of_a_plain_count(
    engine: Engine,
    command_line: Actor,
    record: tuple[list[_Said], list[_Drawn]],
    redacted: int | None,
) -> None:
    with Session(engine) as session:
        links = _store(session, *record)
        if redacted is not None and links:
            number = links[redacted % len(links)].from_id
            redactions.redact(session, "statement", number, draft("quote", "said"), command_line)
        is_as_counted(session, links)
        _is_walked_in_order(session, links)
        session.rollback()


def _is_walked_in_order(session: Session, links: list[Link]) -> None:
    in_time = ordered_slowly(links)
    assert _ids(_walked(session, Order.TIME)) == in_time
    newest = newest_slowly(links)
    assert _ids(_walked(session, Order.NEWEST)) == newest
    kinds = {link.id: KINDS.index(kind_of(link)) for link in links}
    assert _ids(_walked(session, Order.SECTIONS)) == sorted(newest, key=lambda one: kinds[one])
    for kind in PairKind:
        mine = [one for one in in_time if KINDS[kinds[one]] is kind]
        assert _ids(_walked(session, Order.TIME, kind=kind)) == mine
