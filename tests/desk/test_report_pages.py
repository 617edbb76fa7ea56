"""Pages of the report: its sections, where a page begins, what the headline tells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from desk import tallies
from desk.contradictions import Order, report
from desk.scopes import ReportScope
from models.terms import LinkStatus, PairKind
from tests.factories import a_confirmed_contradiction, a_link, a_speaker, a_statement, a_topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from desk.contradictions import ContradictionReport
    from tests.factories import LinkParts

TODAY = date(2026, 9, 1)


def test_a_page_holds_its_sections_with_what_there_is_of_each(session: Session) -> None:
    first = a_confirmed_contradiction(session)
    for _each in range(2):
        own = a_confirmed_contradiction(session)
        own.to_statement.speaker = own.from_statement.speaker
    session.flush()
    page = report(session, ReportScope(), TODAY, size=2, order=Order.SECTIONS)
    assert [(one.kind, len(one.pairs), one.tally.pairs) for one in page.sections] == [
        (PairKind.SELF, 2, 2)
    ]
    rest = report(session, ReportScope(before=page.next), TODAY, size=2, order=Order.SECTIONS)
    [section] = rest.sections
    assert (section.kind, [pair.id for pair in section.pairs]) == (PairKind.OTHERS, [first.id])


@pytest.mark.parametrize("order", [Order.TIME, Order.SECTIONS])
def test_behind_a_link_that_is_not_there_one_begins_anew(session: Session, order: Order) -> None:
    link = a_confirmed_contradiction(session)
    page = report(session, ReportScope(before=link.id + 9), TODAY, order=order)
    assert [pair.id for pair in page.pairs] == [link.id]


def test_three_answers_to_one_sentence_are_one_dispute(session: Session) -> None:
    link = a_confirmed_contradiction(session)
    parts: LinkParts = {
        "status": LinkStatus.CONFIRMED,
        "rationale": "Why.",
        "decider_id": link.decider_id,
    }
    for _each in range(2):
        a_link(session, a_statement(session), link.to_statement, link.relation, **parts)
    told = report(session, ReportScope(), TODAY)
    assert (told.counts.settled, told.headline) == (3, 1)


def test_of_too_many_pairs_it_is_not_told_what_they_dispute(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "MOST_GROUPED", 1)
    a_confirmed_contradiction(session)
    assert report(session, ReportScope(), TODAY).headline == 1
    a_confirmed_contradiction(session)
    assert report(session, ReportScope(), TODAY).headline is None


@pytest.mark.parametrize("order", list(Order))
def test_a_later_page_asks_no_more_than_one_question_more(
    session: Session,
    order: Order,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    for _each in range(5):
        a_confirmed_contradiction(session)
    session.commit()

    def asked(before: int | None) -> tuple[int, ContradictionReport]:
        with count_queries(engine) as queries, Session(engine) as reading:
            page = report(reading, ReportScope(before=before), TODAY, size=2, order=order)
        return len(queries), page

    first, page = asked(None)
    later, _page = asked(page.next)
    assert later - first <= 1


def test_a_later_page_of_two_parties_learns_who_leads_by_the_way(
    session: Session,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    speaker, topic = a_speaker(session, "Ann Example"), a_topic(session)
    for _each in range(5):
        link = a_confirmed_contradiction(session)
        link.from_statement.speaker, link.to_statement.topics = speaker, [topic]
    session.commit()
    both = ReportScope(speaker_id=speaker.id, topic_id=topic.id)
    costs = []
    for scope in (both, both.model_copy(update={"before": 3})):
        with count_queries(engine) as queries, Session(engine) as reading:
            page = report(reading, scope, TODAY, size=2)
        assert [pair.id for pair in page.pairs] == ([5, 4] if scope is both else [2, 1])
        assert page.counts.others == page.headline == 5
        costs.append(len(queries))
    # With who visits, the desk's settings and the names of both, a page asks twelve.
    assert costs == [10, 10]
