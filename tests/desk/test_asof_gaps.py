"""What the history no longer gives back of a day is said, and nothing hidden or redacted returns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from desk import notices, pictures, sight
from desk.asof.knowing import Past, Why, known_page
from desk.contradictions import CONFLICTS, report, statement_ids
from desk.importing.imports import import_file
from desk.remarks import RemarkDraft, make_remark
from desk.report_order import Order, links_in_order
from desk.restrictions import RestrictionDraft, restrict_topic
from desk.scopes import ReportScope
from models import Link, Source, Speaker, Statement, Topic
from tests.desk.days import FIRST, Desk, moved
from tests.desk.drafting import confirm, log, propose
from tests.desk.importing import a_file, a_line, a_link
from tests.desk.redacting import redact
from views.report_words import report_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.contradictions import ContradictionReport
    from desk.report_order import Aside
    from tests.desk.days import Clock

SECOND, TODAY = FIRST + timedelta(days=1), FIRST + timedelta(days=9)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock, at noon of the first day."""
    with moved() as found:
        yield found


@pytest.fixture
def desk(clock: Clock, writing: Session, checker: Actor, reviewer: Actor) -> Desk:
    """A desk that knows one conflict on the evening of the first day; it is the second now."""
    made = Desk(writing, checker, reviewer)
    made.do("clash", 0, 1)
    clock.set(SECOND)
    return made


def _then(session: Session, *, whole: bool = True, **scope: object) -> ContradictionReport:
    asked = ReportScope.model_validate({"as_of": FIRST} | scope)
    return report(session, asked, TODAY, size=None, whole=whole)


def _past(report: ContradictionReport) -> Past:
    assert report.past is not None
    return report.past


def test_redacted_values_stay_redacted(desk: Desk, admin: Actor) -> None:
    desk.do("revise", 0, 1)
    redact(desk.session, admin, "statement", 1, "quote")
    found = _then(desk.session)
    [pair] = found.pairs
    assert "[redacted]" in {side.quote for side in pair.sides}
    lost = {(one.why, one.noun, one.ids) for one in _past(found).lost}
    # What the revision changed beside the quote went with it.
    assert lost == {(Why.REDACTED, "statement", (1,)), (Why.REDACTED, "link", (pair.id,))}


def test_a_redaction_alone_takes_nothing_else(desk: Desk, admin: Actor) -> None:
    redact(desk.session, admin, "statement", 1, "quote")
    assert desk.session.scalars(select(Link.recheck)).one()
    found = _then(desk.session)
    [pair] = found.pairs
    assert (pair.recheck, _past(found)) == (False, Past(FIRST, FIRST, ()))


def test_a_remark_on_a_pair_is_no_part_of_a_report(
    desk: Desk, admin: Actor, checker: Actor
) -> None:
    before = report_json(_then(desk.session))
    link = desk.session.scalars(select(Link)).one()
    said = make_remark(desk.session, link.id, RemarkDraft(text="He is John Roe."), checker)
    desk.session.commit()
    redact(desk.session, admin, "remark", said.id, "text")
    found = _then(desk.session)
    assert (report_json(found), _past(found)) == (before, Past(FIRST, FIRST, ()))


@pytest.mark.parametrize(
    ("speaker", "why"),
    [
        ({"name": "James Mattis", "kind": "person"}, Why.IMPORTED),
        ({"name": "Somebody new", "kind": "person"}, Why.UNKNOWN),
    ],
)
def test_what_an_import_wrote_over_is_said(
    desk: Desk, command_line: Actor, speaker: dict[str, str], why: Why
) -> None:
    link = desk.session.scalars(select(Link)).one()
    start, end = link.from_statement, link.to_statement
    tie = a_link(end.key, key=link.key, same_meaning="no")
    line = a_line(start.key, quote="All of it.", links=[tie], speaker=speaker)
    import_file(desk.session, a_file(line), command_line, update=True)
    desk.session.commit()
    found = _then(desk.session)
    lost = {(one.why, one.noun, one.ids) for one in _past(found).lost}
    assert lost >= {(Why.UNKNOWN, "link", (link.id,)), (why, "statement", (start.id,))}
    assert (found.pairs, found.counts.pairs) == ((), 0)


def test_what_an_import_asks_for_was_not_asked_then(desk: Desk, command_line: Actor) -> None:
    link = desk.session.scalars(select(Link)).one()
    tie = a_link(link.from_statement.key, "corrects", same_meaning=None)
    line = a_line("new", quote="All of it.", links=[tie])
    import_file(desk.session, a_file(line), command_line)
    desk.session.commit()
    assert link.recheck
    found = _then(desk.session)
    assert ([pair.recheck for pair in found.pairs], _past(found).lost) == ([False], ())


def test_a_notice_tells_all_that_it_touches(desk: Desk, clock: Clock, reviewer: Actor) -> None:
    wire = {"type": "article-newspaper", "title": "The wire", "url": "https://example.org/wire"}
    for number in (1, 2):
        # One is found in the source of the conflict, the other in a source of its own.
        where = {"type": "article-newspaper", "title": f"Report {number}"}
        relays = [{"name": "The wire", "source": wire}]
        place = {"source": where, "relays": relays}
        made = log(desk.session, desk.checker, quote=f"No {number}.", appearance=place)
        if number == 1:
            link = propose(desk.session, made, desk.session.get_one(Statement, 1), desk.checker)
            confirm(desk.session, link, desk.reviewer)
    source = desk.session.scalars(select(Source).where(Source.title == "The wire")).one()
    touched = [found.id for found in notices.resting_on(desk.session, source)]
    told = {"kind": "corrected", "date": "2017-10", "appearances": touched}
    placed = notices.PlacedNotice.model_validate(told)
    notices.place_notice(desk.session, source.id, placed, reviewer)
    desk.session.commit()
    kept = report_json(report(desk.session, ReportScope(), SECOND, size=None))
    clock.set(TODAY)
    desk.do("revise", 0, 1)
    then = report_json(_then(desk.session, whole=False, as_of=SECOND))
    assert len(touched) == 2
    assert then | {"scope": {}} == kept


def test_before_the_first_deed_nothing_was_known(desk: Desk) -> None:
    day = FIRST - timedelta(days=1)
    found = _then(desk.session, as_of=day)
    assert (found.pairs, found.past) == ((), Past(day, FIRST, ()))


def test_a_speaker_merged_since_has_a_report_of_that_day(desk: Desk) -> None:
    desk.do("merge", 0, 1)
    gone = desk.session.scalars(select(Speaker).where(Speaker.merged_into_id.is_not(None))).one()
    [pair] = _then(desk.session, speaker_id=gone.id).pairs
    assert gone.id in {side.speaker.id for side in pair.sides}
    assert report(desk.session, ReportScope(speaker_id=gone.id), TODAY).pairs == ()


def test_what_is_hidden_today_is_not_there_then(desk: Desk, admin: Actor, checker: Actor) -> None:
    assert desk.do("edit", 0, 0)
    topic = desk.session.scalars(select(Topic).order_by(Topic.id).limit(1)).one()
    draft = RestrictionDraft(version=topic.version)
    restrict_topic(desk.session, topic.id, draft, admin)
    desk.session.commit()
    assert len(_then(desk.session).pairs) == 1
    sight.look_as(desk.session, checker.account_id)
    assert (_then(desk.session).pairs, _then(desk.session).counts.pairs) == ((), 0)
    # A page, which leaves the rest to today's record, takes nothing hidden off the sums twice.
    page = report(desk.session, ReportScope(as_of=FIRST), TODAY)
    assert (page.pairs, page.counts.pairs, page.counts.proposed) == ((), 0, 0)


def test_pictures_and_choices_follow_the_day(desk: Desk) -> None:
    desk.do("clash", 2, 0)
    desk.do("revise", 0, 1)
    scope = ReportScope(as_of=FIRST)
    seen = pictures.shown(desk.session, scope, TODAY)
    assert (len(seen.links), seen.past) == (1, Past(FIRST, FIRST, ()))
    assert {one.id for one in seen.statements} == set(statement_ids(desk.session, scope, TODAY))
    assert pictures.shown(desk.session, ReportScope(), TODAY).past is None
    now = desk.session.scalars(select(Statement.quote).where(Statement.id == 1)).one()
    assert now not in {one.quote for one in seen.statements}


def test_it_costs_the_same_whatever_was_done_since(
    engine: Engine,
    desk: Desk,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    costs = set[int]()
    for _ in range(3):
        for deed in ("clash", "revise", "notice", "log", "correct_title", "describe"):
            desk.do(deed, 0, 1)
        with count_queries(engine) as queries:
            assert len(_then(desk.session).pairs) == 1
        costs.add(len(queries))
        desk.session.rollback()
    [cost] = costs
    assert cost <= 14


def test_a_page_takes_up_what_it_shows_and_what_changed_since(desk: Desk, clock: Clock) -> None:
    taken = set[int]()
    for number, day in enumerate((SECOND, SECOND + timedelta(days=1))):
        clock.set(day)
        for one in range(6):
            assert desk.do("clash", one, one + 1)
        clock.set(day + timedelta(days=1))
        assert desk.do("edit", 0, number)
        scope = ReportScope(as_of=day)

        def first_page(aside: Aside) -> Sequence[int]:
            return links_in_order(desk.session, ReportScope(), Order.NEWEST, 2, aside)

        with known_page(desk.session, scope, CONFLICTS, TODAY, first_page) as known:
            taken.add(known.session.scalars(select(func.count(Link.id))).one())
        desk.session.rollback()
    # The two that are shown, and the one that was edited.
    assert taken == {3}


def test_very_many_rows_are_told_as_one_value(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = report_json(_then(desk.session))
    for deed in ("clash", "revise", "merge", "notice"):
        desk.do(deed, 0, 1)
    monkeypatch.setattr("models.among.FEW", 0)
    assert report_json(_then(desk.session)) == kept
