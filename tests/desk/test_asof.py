"""The report as the desk knew it on a day: from the history, and no more than it tells."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk import pictures
from desk.actors import actor_of, named_actor
from desk.contradictions import report
from desk.history.audit import writing_session
from desk.report_order import Order
from desk.scopes import ReportScope
from models import Role, Statement, for_writing, open_engine
from models.terms import Face
from tests.desk.days import DEEDS, FIRST, Clock, Desk, moved
from tests.desk.redacting import redact
from tests.factories import an_account
from views.report_words import report_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desk.actors import Actor
    from tests.databases import Databases

DEED = st.tuples(st.sampled_from([*DEEDS, "clash", "clash"]), st.integers(0, 9), st.integers(0, 9))
SCOPES = (
    {"speaker_id": 1},
    {"topic_id": 1},
    {"source_id": 1, "kind": "others"},
    {"since": "2017-09-18", "until": "2017-09"},
)
DAYS = st.lists(st.lists(DEED, max_size=5), min_size=1, max_size=3)


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
    found = report(
        desk.session, ReportScope(as_of=as_of), today, size=None, whole=True, order=Order.SECTIONS
    )
    return {**report_json(found), "scope": None, "in_all": str(found.tallies)}


def _narrowed(
    desk: Desk, scope: Mapping[str, object], today: date, as_of: date | None = None
) -> object:
    """Return what a page tells of this scope, the next one, and what a timeline of it shows."""
    asked = ReportScope.model_validate({**scope, "as_of": as_of})
    pages = [report(desk.session, asked, today, size=2, order=Order.TIME)]
    if pages[0].next:
        behind = asked.model_copy(update={"before": pages[0].next})
        pages.append(report(desk.session, behind, today, size=2, order=Order.TIME))
    told = [{**report_json(one), "scope": None, "of": str(one.tallies)} for one in pages]
    seen = pictures.shown(desk.session, asked, today)
    return told, [one.id for one in seen.links], [one.key for one in seen.statements], seen.whole


def _work(
    desk: Desk, clock: Clock, days: list[list[Any]], scope: Mapping[str, object]
) -> dict[date, Any]:
    """Do the deeds of each day and keep the report of its evening."""
    kept = {}
    for number, deeds in enumerate(days):
        day = FIRST + timedelta(days=number)
        clock.set(day)
        for deed in deeds:
            desk.do(*deed)
        kept[day] = _told(desk, day), _narrowed(desk, scope, day)
        desk.session.rollback()
    return kept


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(days=DAYS, scope=st.sampled_from(SCOPES))
def test_a_report_as_of_a_day_is_the_one_of_that_evening(
    store: Databases, days: list[list[Any]], scope: Mapping[str, object]
) -> None:
    with moved() as clock, _desk(store) as desk:
        kept = _work(desk, clock, [[("clash", 0, 1)], *days], scope)
        today = clock.today + timedelta(days=1)
        clock.set(today)
        for day, (told, narrowed) in kept.items():
            assert json.dumps(_told(desk, today, day)) == json.dumps(told)
            assert _narrowed(desk, scope, today, day) == narrowed
        key = _redact_first(desk)
        for day, (told, _narrow) in kept.items():
            _holds_all_else(_told(desk, today, day), told, key)


def test_each_deed_is_taken_at_some_time(store: Databases) -> None:
    """The test above would prove little if the desk refused what it draws."""
    with moved(), _desk(store) as desk:
        clashes = (("clash", 0, 3), ("clash", 0, 1), ("clash", 2, 1))
        for deed in (*clashes, ("revise", 0, 1), ("settle", 0, 0)):
            assert desk.do(*deed)
        # Some can be done only after others, so there are rounds.
        taken = {
            deed
            for _round in range(3)
            for deed in DEEDS
            if any(desk.do(deed, one, one + 3) for one in range(10))
        }
        assert taken | {"settle"} == set(DEEDS)


class _Faulty(Desk):
    def log(self, one: int, other: int) -> None:
        raise KeyError(one, other)


def test_a_fault_of_the_desk_is_not_taken_for_a_refusal(
    session: Session, checker: Actor, reviewer: Actor
) -> None:
    with pytest.raises(KeyError):
        _Faulty(session, checker, reviewer).do("log", 0, 1)
    assert not Desk(session, checker, reviewer).do("withdraw", 0, 1)


def _redact_first(desk: Desk) -> str:
    """Redact the quote of the first statement and return its key."""
    desk.session.rollback()
    by = named_actor(desk.session, None, Face.COMMAND)
    redact(desk.session, by, "statement", 1, "quote")
    return desk.session.get_one(Statement, 1).key


def _holds_all_else(then: dict[str, Any], told: dict[str, Any], key: str) -> None:
    """Compare two reports of a day, the later one without the quote of a statement.

    Where the history lost more than the quote, the pairs that do not rest on it are compared.
    """
    masked = _without_quote(told, key)
    if then.pop("lost", None) is None:
        assert json.dumps(then) == json.dumps(masked)
        return
    then, masked = ({one["key"]: one for one in each["pairs"]} for each in (then, masked))
    for name, pair in masked.items():
        if key not in {pair["first"]["key"], pair["second"]["key"]}:
            assert then[name] == pair


def _without_quote(told: Any, key: str) -> Any:  # noqa: ANN401 -- any part of a report
    """Put the tombstone where the quote of a statement stands, and words of it that a link marks."""
    if isinstance(told, list):
        return [_without_quote(one, key) for one in told]
    if not isinstance(told, dict):
        return told
    gone = {"quote"} if told.get("key") == key else set()
    gone |= {"to_words"} if told.get("to") == key else set()
    masked = {name: "[redacted]" if name in gone else one for name, one in told.items()}
    if told.get("key") == key:
        links = [
            {**one, **({"words": "[redacted]"} if "words" in one else {})}
            for one in told.get("links", ())
        ]
        masked |= {"links": links} if links else {}
    return {name: _without_quote(one, key) for name, one in masked.items()}
