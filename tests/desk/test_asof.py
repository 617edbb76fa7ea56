"""The report as the desk knew it on a day: from the history, and no more than it tells."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk.actors import actor_of
from desk.contradictions import report
from desk.history.audit import writing_session
from desk.report_order import Order
from desk.scopes import ReportScope
from models import Role, for_writing, open_engine
from models.terms import Face
from tests.desk.days import DEEDS, FIRST, Clock, Desk, moved
from tests.factories import an_account
from views.report_words import report_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.databases import Databases

DEED = st.tuples(st.sampled_from([*DEEDS, "clash", "clash"]), st.integers(0, 9), st.integers(0, 9))
DAYS = st.lists(st.lists(DEED, max_size=5), min_size=2, max_size=4)


@contextmanager
def _desk(store: Databases) -> Iterator[Desk]:
    url = store.migrated()
    engine = open_engine(url)
    with Session(for_writing(engine)) as session:
        people = [an_account(session, role) for role in (Role.CHECKER, Role.REVIEWER)]
        session.commit()
        actors = [actor_of(account, Face.PAGE) for account in people]
    try:
        with writing_session(for_writing(engine)) as writing:
            writing.rollback()
            yield Desk(writing, *actors)
    finally:
        engine.dispose()
        store.drop(url)


def _told(desk: Desk, today: date, as_of: date | None = None) -> dict[str, Any]:
    scope = ReportScope(as_of=as_of)
    found = report(desk.session, scope, today, size=None, whole=True, order=Order.SECTIONS)
    told = report_json(found)
    tallies = {str(kind): str(tally) for kind, tally in found.tallies.items()}
    return {**told, "scope": None, "tallies": tallies}


def _work(desk: Desk, clock: Clock, days: list[list[Any]]) -> dict[date, dict[str, Any]]:
    """Do the deeds of each day and keep the report of its evening."""
    kept = {}
    for number, deeds in enumerate(days):
        day = FIRST + timedelta(days=number)
        clock.set(day)
        for deed in deeds:
            desk.do(*deed)
        kept[day] = _told(desk, day)
        desk.session.rollback()
    return kept


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(days=DAYS)
def test_a_report_as_of_a_day_is_the_one_of_that_evening(
    store: Databases, days: list[list[Any]]
) -> None:
    with moved() as clock, _desk(store) as desk:
        kept = _work(desk, clock, [[("clash", 0, 1)], *days])
        for day, told in kept.items():
            then = _told(desk, clock.today + timedelta(days=1), day)
            assert json.dumps(then, indent=1) == json.dumps(told, indent=1)
