"""The contradiction report of the At Tanf case, its scopes and its counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import pictures
from desk.asof.knowing import scoped
from desk.board import board
from desk.contradictions import ContradictionReport, report, statement_ids
from desk.references import id_of
from desk.refusals import RefusedError
from desk.scopes import ReportScope
from models import Link, Source, Speaker, Statement, Topic
from models.terms import LinkStatus, PairKind, Relation, Standing
from tests.desk.drafting import revise_key, withdraw
from tests.factories import a_confirmed_contradiction, a_contradiction, a_source, an_appearance

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from desk.actors import Actor

TODAY = date(2026, 9, 1)
CASE = {
    "b5-contradicts-o7",
    "b7-contradicts-o15",
    "o1-contradicts-o2",
    "o3-contradicts-o2",
    "o4-contradicts-o2",
}


def _report(session: Session, **scope: object) -> ContradictionReport:
    return report(session, ReportScope.model_validate(scope), TODAY)


def _keys(session: Session, **scope: object) -> set[str]:
    told = _report(session, **scope)
    assert told.counts.pairs == len(told.pairs)
    return {pair.key.replace("-contradicts-", " ") for pair in told.pairs}


def test_the_case_has_its_five_pairs(at_tanf: Session) -> None:
    told = _report(at_tanf)
    assert {pair.key for pair in told.pairs} == CASE
    counts = told.counts
    assert (counts.direct, counts.unresolved, counts.apparent) == (1, 2, 2)
    assert (counts.recheck, counts.self_, counts.proposed, counts.pairs) == (0, 0, 0, 5)
    assert (told.as_of, told.next) == (TODAY, None)


def test_the_one_direct_contradiction_is_that_about_the_deal(at_tanf: Session) -> None:
    direct = [pair for pair in _report(at_tanf).pairs if pair.standing is Standing.DIRECT]
    assert [pair.key for pair in direct] == ["o3-contradicts-o2"]


def test_the_case_disputes_three_statements(at_tanf: Session) -> None:
    disputed = _report(at_tanf).disputed
    assert [(one.statement.key, len(one.pairs)) for one in disputed] == [
        ("o2", 3),
        ("o15", 1),
        ("o7", 1),
    ]
    assert {response.key for response in disputed[0].responses} == {"o1", "o3", "o4"}
    assert disputed[0].origins == ("Reuters",)


def test_every_pair_of_the_case_has_an_unnamed_side_but_one(at_tanf: Session) -> None:
    told = _report(at_tanf)
    assert [pair.kind for pair in told.pairs].count(PairKind.UNNAMED) == 4
    named = [pair.key for pair in told.pairs if pair.kind is PairKind.OTHERS]
    assert named == ["b7-contradicts-o15"]


@pytest.mark.parametrize(
    ("kind", "reference", "pairs"),
    [
        (Speaker, "rebels", {"o1 o2", "o3 o2", "o4 o2"}),
        (Speaker, "dillon", {"b5 o7", "b7 o15"}),
        (Speaker, "muallem", {"b7 o15"}),
        (Speaker, "cnn", set()),
        (Source, "breach", {"b5 o7", "b7 o15"}),
        (Source, "sputnik-report", {"b7 o15"}),
        (Source, "reuters-report", {"o1 o2", "o3 o2", "o4 o2"}),
    ],
)
def test_a_party_is_matched_on_either_side(
    at_tanf: Session, kind: type[Speaker | Source], reference: str, pairs: set[str]
) -> None:
    found = id_of(at_tanf, kind, reference)
    assert _keys(at_tanf, **{f"{kind.__tablename__}_id": found}) == pairs


def test_a_topic_is_matched_on_either_side(at_tanf: Session) -> None:
    topic = id_of(at_tanf, Topic, "Coalition garrison at At Tanf, Syria")
    assert len(_keys(at_tanf, topic_id=topic)) == 5
    assert _keys(at_tanf, topic_id=topic + 1) == set()


@pytest.mark.parametrize(
    ("said", "scope", "shown"),
    [
        (("2017-09-18", "2018-03-01"), {"since": "2018-03-01"}, True),
        (("2017-09-18", "2018-03-01"), {"since": "2018-03-02"}, False),
        (("2017-09-18", "2018-03-01"), {"until": "2018-03-01"}, True),
        (("2017-09-18", "2018-03-01"), {"until": "2018-02"}, False),
        (("2017-09-18", "2018-03"), {"until": "2018-03"}, True),
        (("2017-09-18", "2018-03"), {"until": "2018-03-30"}, False),
        (("2018-03", "2017"), {"since": "2018-03-31"}, True),
        (("2018-03", "2017"), {"since": "2018-04"}, False),
        ((None, "2017-09"), {"since": "2017-09", "until": "2017-09"}, True),
        (("2017-09", None), {"until": "2017-08"}, False),
        ((None, None), {"since": "2017"}, False),
        ((None, None), {}, True),
    ],
)
def test_dates_are_inclusive_on_the_later_bound(
    session: Session, said: tuple[str | None, str | None], scope: dict[str, str], *, shown: bool
) -> None:
    link = a_confirmed_contradiction(session)
    link.from_statement.said, link.to_statement.said = said
    session.flush()
    assert len(_keys(session, **scope)) == shown


def test_a_withdrawn_statement_takes_its_pairs_with_it(at_tanf: Session, checker: Actor) -> None:
    statement = at_tanf.get_one(Statement, id_of(at_tanf, Statement, "o2"))
    withdraw(at_tanf, statement, checker)
    assert _keys(at_tanf) == {"b5 o7", "b7 o15"}
    assert {pair.key for pair in board(at_tanf).newest} == {
        "b5-contradicts-o7",
        "b7-contradicts-o15",
    }


def test_a_recheck_leaves_the_headline(at_tanf: Session, checker: Actor) -> None:
    revise_key(at_tanf, "o3", checker, claim="It was routine.")
    counts = _report(at_tanf).counts
    assert (counts.direct, counts.recheck, counts.pairs) == (0, 1, 5)


def test_a_proposed_contradiction_is_counted_apart(session: Session) -> None:
    a_contradiction(session)
    a_contradiction(session, status=LinkStatus.REJECTED)
    counts = _report(session).counts
    assert (counts.proposed, counts.pairs) == (1, 0)


def test_a_speaker_against_himself_is_counted_apart(session: Session) -> None:
    link = a_confirmed_contradiction(session)
    link.to_statement.speaker = link.from_statement.speaker
    session.flush()
    told = _report(session)
    assert told.counts.self_ == 1
    assert [pair.kind for pair in told.pairs] == [PairKind.SELF]


def test_an_unnamed_speaker_is_not_counted_against_himself(at_tanf: Session) -> None:
    for link in at_tanf.scalars(select(Link).where(Link.key == "o4-contradicts-o2")):
        link.from_statement.speaker = link.to_statement.speaker
    at_tanf.flush()
    told = _report(at_tanf)
    assert told.counts.self_ == 0
    assert PairKind.SELF not in {pair.kind for pair in told.pairs}
    at_tanf.rollback()


def test_a_report_as_of_a_day_knows_nothing_of_the_days_after(session: Session) -> None:
    link = a_confirmed_contradiction(session)
    first = datetime(2026, 1, 1, 23, 59, tzinfo=UTC)
    for side in (link.from_statement, link.to_statement):
        link.created_at = side.created_at = side.speaker.created_at = first
    link.decided_at = datetime(2026, 1, 3, 0, 0, tzinfo=UTC)
    session.flush()
    shown = [len(_keys(session, as_of=f"2026-01-0{day}")) for day in (1, 2, 3, 4)]
    assert shown == [0, 0, 1, 1]
    link.decided_at = link.from_statement.created_at
    session.flush()
    assert _report(session, as_of="2026-01-01").as_of == date(2026, 1, 1)
    assert len(_keys(session, as_of="2026-01-01")) == 1


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(9999, 12, 31)])
def test_a_day_to_come_is_refused(day: date, session: Session) -> None:
    a_confirmed_contradiction(session)
    scope = ReportScope(as_of=day)
    for ask in (report, statement_ids, pictures.shown):
        with pytest.raises(RefusedError, match="That day has not come yet") as refused:
            ask(session, scope, TODAY)
        assert refused.value.field == "as_of"


def test_as_of_today_it_is_the_record_itself(session: Session) -> None:
    a_confirmed_contradiction(session)
    scope = ReportScope(as_of=TODAY)
    with scoped(session, scope, (Relation.CONTRADICTS,), TODAY) as (asked, now, past):
        assert (asked, now, past) == (session, ReportScope(), None)
    told = report(session, scope, TODAY)
    assert (told.as_of, told.scope, len(told.pairs)) == (TODAY, scope, 1)


def test_pages_show_each_pair_once_newest_first(session: Session) -> None:
    ids = [a_confirmed_contradiction(session).id for _ in range(7)]
    seen: list[int] = []
    before: int | None = None
    while True:
        page = report(session, ReportScope(before=before), TODAY, size=3)
        assert page.counts.pairs == 7
        seen += [pair.id for pair in page.pairs]
        if page.next is None:
            break
        before = page.next
    assert seen == ids[::-1]
    assert len(report(session, ReportScope(), TODAY, size=None).pairs) == 7


def test_the_statements_of_a_report_stand_once_each(at_tanf: Session) -> None:
    ids = statement_ids(at_tanf, ReportScope(), TODAY)
    keys = set(at_tanf.scalars(select(Statement.key).where(Statement.id.in_(ids))))
    assert keys == {"b5", "b7", "o1", "o15", "o2", "o3", "o4", "o7"}
    assert len(ids) == len(keys)


@pytest.mark.parametrize("whole", [False, True])
def test_a_report_costs_the_same_whatever_its_size(
    engine: Engine,
    session: Session,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
    *,
    whole: bool,
) -> None:
    costs = set[int]()
    for _ in range(3):
        for _ in range(4):
            link = a_confirmed_contradiction(session)
            an_appearance(session, link.from_statement, a_source(session))
        session.commit()
        with count_queries(engine) as queries, Session(engine) as reading:
            report(reading, ReportScope(), TODAY, whole=whole)
        costs.add(len(queries))
    [cost] = costs
    assert cost <= (19 if whole else 14)
