"""What pictures show, against a plain search through all links."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk import contradictions, pictures
from desk.pictures import between_speakers, shown
from desk.scopes import ReportScope
from models.dates import bounds
from models.terms import LinkStatus, Relation, StatementStatus
from tests.desk.random_links import Drawn, drawn_links, store_links
from tests.factories import a_speaker, a_statement

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import pytest
    from sqlalchemy import Engine

    from desk.pictures import Shown
    from models import Link

STATEMENTS = 7
MOST_QUERIES = 12
TODAY = date(2026, 11, 21)


_DATES = ["2017", "2017-09-18", "2017-09-18~", "../2016", "2018-01/2018-03", "2019/..", None]
_said = st.lists(st.sampled_from(_DATES), min_size=STATEMENTS, max_size=STATEMENTS)
_by = st.lists(st.integers(0, 2), min_size=STATEMENTS, max_size=STATEMENTS)


def _store(
    session: Session, drawn: list[Drawn], said: list[str | None], by: list[int], withdrawn: int
) -> list[Link]:
    speakers = [a_speaker(session, f"Speaker {number}") for number in range(3)]
    made = [
        a_statement(session, said=when, speaker=speakers[one])
        for when, one in zip(said, by, strict=True)
    ]
    made[withdrawn].status = StatementStatus.WITHDRAWN
    made[withdrawn].status_reason = "said by another"
    return store_links(session, made, drawn)


def _later(link: Link) -> date | None:
    ends = [bounds(side.said)[1] for side in (link.from_statement, link.to_statement)]
    return max((end for end in ends if end), default=None)


def _in_scope(link: Link, scope: ReportScope) -> bool:
    sides = (link.from_statement, link.to_statement)
    if link.status is not LinkStatus.CONFIRMED:
        return False
    if any(side.status is not StatementStatus.LOGGED for side in sides):
        return False
    if scope.speaker_id and scope.speaker_id not in {side.speaker_id for side in sides}:
        return False
    since, later = bounds(scope.since)[0], _later(link)
    return since is None or (later is not None and later >= since)


def _tied(links: list[Link]) -> set[int]:
    return {side for link in links for side in (link.from_id, link.to_id)}


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn_links(STATEMENTS), _said, _by, st.integers(0, STATEMENTS - 1), st.booleans())
def test_a_picture_shows_what_a_plain_search_finds_and_the_conflicts_of_the_report(
    engine: Engine,
    drawn: list[Drawn],
    said: list[str | None],
    by: list[int],
    withdrawn: int,
    narrowed: bool,  # noqa: FBT001
) -> None:
    with Session(engine) as session:
        links = _store(session, drawn, said, by, withdrawn)
        who = links[0].from_statement.speaker_id if links and narrowed else None
        scope = ReportScope(speaker_id=who, since="2017-06" if narrowed else None)
        expected = [link for link in links if _in_scope(link, scope)]
        seen = shown(session, scope, TODAY)
        assert {link.id for link in seen.links} == {link.id for link in expected}
        assert {one.id for one in seen.statements} == _tied(expected)
        assert seen.whole
        report = contradictions.report(session, scope, TODAY)
        clashes = {one.id for one in seen.links if one.relation is Relation.CONTRADICTS}
        assert clashes == {pair.id for pair in report.pairs}
        assert seen.conflicts == report.counts.pairs
        _is_told_by_speakers(seen)
        _leaves_out_no_more_than_it_must(session, scope, expected)
        session.rollback()


def _is_told_by_speakers(seen: Shown) -> None:
    speaker = {one.id: one.speaker.id for one in seen.statements}
    groups = between_speakers(seen.links, seen.statements)
    assert sorted(link.id for one in groups for link in one.links) == sorted(
        link.id for link in seen.links
    )
    for one in groups:
        for link in one.links:
            sides = (speaker[link.from_id], speaker[link.to_id])
            assert sides == (one.first.id, one.second.id) or (
                link.relation.symmetric and set(sides) == {one.first.id, one.second.id}
            )
            assert (link.relation, link.standing, link.recheck) == (
                one.relation,
                one.links[0].standing,
                one.links[0].recheck,
            )


def _place(link: Link) -> tuple[bool, int, int]:
    """Return where a link is drawn: conflicts first, those said last first; then the last logged."""
    clash, later = link.relation is Relation.CONTRADICTS, _later(link)
    return not clash, -later.toordinal() if clash and later else 0, -link.id


def test_of_very_many_statements_the_links_logged_last_are_looked_at(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = a_speaker(session)
    made = [a_statement(session, speaker=speaker) for _each in range(5)]
    links = store_links(session, made, [Drawn((0, end), Relation.SUPPORTS) for end in range(1, 5)])
    scope = ReportScope(speaker_id=speaker.id)
    monkeypatch.setattr(pictures, "FEW", 4)
    assert shown(session, scope, TODAY).whole
    monkeypatch.setattr(pictures, "WALKED", 2)
    seen = shown(session, scope, TODAY)
    assert not seen.whole
    assert [link.id for link in seen.links] == [link.id for link in reversed(links[-2:])]


def _leaves_out_no_more_than_it_must(
    session: Session, scope: ReportScope, expected: list[Link]
) -> None:
    order = sorted(expected, key=_place)
    for most, most_links in ((3, 100), (100, 2)):
        some = shown(session, scope, TODAY, most, most_links)
        held = set[int]()
        kept = []
        for link in order[:most_links]:
            if len(held | _tied([link])) <= most:
                held |= _tied([link])
                kept.append(link.id)
        assert [link.id for link in some.links] == kept
        assert {one.id for one in some.statements} == held
        assert some.whole == (len(kept) == len(expected))


def test_statements_stand_in_order_of_time_the_undated_last(session: Session) -> None:
    made = [a_statement(session, said=when) for when in (None, "2018", "2017-09-18", "2017")]
    store_links(session, made, [Drawn((0, end), Relation.SUPPORTS) for end in range(1, 4)])
    seen = shown(session, ReportScope(), TODAY)
    assert [one.said for one in seen.statements] == ["2017", "2017-09-18", "2018", None]


def test_a_hub_costs_no_more_than_a_pair(
    session: Session,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    made = [a_statement(session) for _each in range(40)]
    clashes = [Drawn((0, one), Relation.CONTRADICTS) for one in range(1, len(made))]
    store_links(session, made, clashes)
    with count_queries(engine) as queries:
        some = shown(session, ReportScope(), TODAY, most=10)
    assert len(some.statements) == 10
    assert not some.whole
    assert len(queries) <= MOST_QUERIES
