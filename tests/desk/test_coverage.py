"""Every figure of balance and coverage, against a plain count over all that is stored."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk import rows
from desk.coverage import By, Line, coverage
from desk.coverage_scopes import CoverageScope
from desk.speakers import role_at
from models import Office, Relay, ReplyRequest, Source
from models.terms import Answer, LinkStatus, Relation, SpeakerKind, StatementStatus
from tests.desk.slow_coverage import is_logged, tallied_slowly
from tests.factories import (
    a_link,
    a_source,
    a_speaker,
    a_statement,
    a_topic,
    an_account,
    an_appearance,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from models import Link, Statement
    from tests.factories import LinkParts

STATEMENTS = 5
DATES = [None, "2017-03", "2017-09-18", "2019"]
FIRST_DAYS = {"2017-04": date(2017, 4, 1), "2017": date(2017, 1, 1)}
LAST_DAYS = {"2017": date(2017, 12, 31), "2018": date(2018, 12, 31)}
NAMES = [None, "CNN", " cnn", "Reuters"]


class _Said(NamedTuple):
    """A statement: by whom of four, when, on which topics of two, found how, and whether it stands."""

    speaker: int
    said: str | None
    topics: frozenset[int]
    #: The source of each appearance, of four, and the source or the name of its first relay.
    found: tuple[tuple[int, int | None, str | None], ...]
    withdrawn: bool
    asked: bool | None


class _Tied(NamedTuple):
    """A link between two of the statements, and whether comment was asked on it."""

    sides: tuple[int, int]
    relation: Relation
    status: LinkStatus
    asked: bool | None


_found = st.tuples(
    st.integers(0, 3), st.none() | st.integers(0, 3), st.sampled_from([*NAMES, None])
)
_whether = st.sampled_from([None, None, True, False])
_said = st.builds(
    _Said,
    st.integers(0, 3),
    st.sampled_from(DATES),
    st.frozensets(st.integers(0, 1)),
    st.lists(_found, max_size=3).map(tuple),
    st.sampled_from([False, False, False, True]),
    _whether,
)
_tied = st.lists(
    st.builds(
        _Tied,
        st.sampled_from(list(combinations(range(STATEMENTS), 2))),
        st.sampled_from([*Relation, Relation.CONTRADICTS]),
        st.sampled_from([*LinkStatus, LinkStatus.CONFIRMED]),
        _whether,
    ),
    max_size=6,
    unique_by=lambda link: link.sides,
)
_scopes = st.sampled_from(
    [{}, {}, {"since": "2017-04"}, {"until": "2017"}, {"since": "2017", "until": "2018"}]
)


class _Desk(NamedTuple):
    statements: list[Statement]
    links: list[Link]
    asked: set[tuple[str, int]]


def _store(session: Session, said: list[_Said], tied: list[_Tied]) -> _Desk:
    mattis = a_speaker(session, "Mattis", speaks_for="The Pentagon")
    mattis.offices = [
        Office(
            position=0, title="Secretary", organisation="Defense", since="2017-01", until="2018"
        ),
        Office(position=1, title="General", organisation="Army", since="2017-06", until="2017-08"),
    ]
    described: dict[str, SpeakerKind | Source] = {"kind": SpeakerKind.UNNAMED}
    described["source"] = a_source(session, "A wire")
    speakers = [
        mattis,
        a_speaker(session, "The Pentagon", kind=SpeakerKind.ORGANISATION),
        a_speaker(session, "An official", **described),  # type: ignore[arg-type]
        a_speaker(session, "Jane", kind=SpeakerKind.PERSON),
    ]
    sources = [
        a_source(session, "A", url="https://a.example/"),
        a_source(session, "B", seen=False, url="https://b.example/"),
        a_source(session, "C"),
        a_source(session, "D", csl={"DOI": "10.1/d"}),
    ]
    topics = [a_topic(session, "One"), a_topic(session, "Two")]
    made, asked = [], set[tuple[str, int]]()
    for one in said:
        statement = a_statement(
            session,
            speaker=speakers[one.speaker],
            said=one.said,
            topics=[topics[number] for number in sorted(one.topics)],
        )
        if one.withdrawn:
            statement.status, statement.status_reason = StatementStatus.WITHDRAWN, "Twice."
        for found in one.found:
            _find(session, statement, sources, *found)
        _ask(session, asked, ("statement", statement.id), whether=one.asked)
        made.append(statement)
    decider = an_account(session).id
    links = [_link(session, made, one, decider) for one in tied]
    for link, tie in zip(links, tied, strict=True):
        _ask(session, asked, ("link", link.id), whether=tie.asked)
    session.flush()
    return _Desk(made, links, asked)


def _find(
    session: Session,
    statement: Statement,
    sources: list[Source],
    where: int,
    through: int | None,
    name: str | None,
) -> None:
    appearance = an_appearance(session, statement, sources[where])
    if name is not None or through is not None:
        source = sources[through] if through is not None else None
        appearance.relays = [
            Relay(position=1, name=name or "Somebody", source=source),
            Relay(position=2, name="Further off"),
        ]


def _ask(
    session: Session, asked: set[tuple[str, int]], about: tuple[str, int], *, whether: bool | None
) -> None:
    if whether is None:
        return
    told = {"whom": "Them"} if whether else {"not_sought_because": "They are dead."}
    session.add(ReplyRequest(**{f"{about[0]}_id": about[1]}, **told))
    if whether:
        asked.add(about)


def _link(session: Session, made: list[Statement], one: _Tied, decider: int) -> Link:
    parts: LinkParts = {"status": one.status, "rationale": "Why.", "decider_id": decider}
    if one.relation is Relation.CONTRADICTS:
        yes = Answer.YES
        parts |= {"same_time": yes, "same_place": yes, "same_meaning": yes}
    start, end = (made[side] for side in one.sides)
    return a_link(session, start, end, one.relation, **parts)


def _in_scope(statement: Statement, scope: CoverageScope) -> bool:
    if scope.topic_id not in {None, *(topic.id for topic in statement.topics)}:
        return False
    last = statement.said_to
    after = not scope.since or (last is not None and last >= FIRST_DAYS[scope.since])
    until = not scope.until or (last is not None and last <= LAST_DAYS[scope.until])
    return is_logged(statement) and after and until


def _organisation(statement: Statement) -> str:
    speaker = statement.speaker
    role = role_at(speaker, statement.said_from, statement.said_to)
    if role is not None:
        return role.partition(", ")[2]
    own = speaker.name if speaker.kind is SpeakerKind.ORGANISATION else ""
    return speaker.speaks_for or own


_GROUPS: dict[By, Callable[[Statement], list[str]]] = {
    By.SPEAKER: lambda one: [one.speaker.name],
    By.ORGANISATION: lambda one: [_organisation(one)],
    By.TOPIC: lambda one: [topic.name for topic in one.topics] or [""],
}


def _paged(session: Session, scope: CoverageScope, by: By) -> list[Line]:
    [table] = coverage(session, scope, [by], size=1).tables
    lines = list(table.lines)
    while table.next:
        [table] = coverage(session, scope, [by], table.next, size=1).tables
        lines += table.lines
    return lines


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(_said, min_size=STATEMENTS, max_size=STATEMENTS), _tied, _scopes)
def test_every_figure_is_what_a_plain_count_finds(
    engine: Engine, said: list[_Said], tied: list[_Tied], dates: dict[str, str]
) -> None:
    # Few enough that links lead from one batch to another.
    with Session(engine) as session, pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "BATCH", 2)
        desk = _store(session, said, tied)
        topics = {topic.id for one in desk.statements for topic in one.topics}
        for topic_id in (None, *topics):
            scope = CoverageScope(topic_id=topic_id, **dates)
            chosen = [one for one in desk.statements if _in_scope(one, scope)]
            found = coverage(session, scope, size=None)
            assert found.total == tallied_slowly(session, desk.links, desk.asked, chosen)
            for table in found.tables:
                groups: dict[str, list[Statement]] = {}
                for one in chosen:
                    for name in _GROUPS[table.by](one):
                        groups.setdefault(name, []).append(one)
                told = {line.name: line.tally for line in table.lines}
                assert told == {
                    name: tallied_slowly(session, desk.links, desk.asked, them)
                    for name, them in groups.items()
                }
                assert _paged(session, scope, table.by) == list(table.lines)
        session.rollback()
