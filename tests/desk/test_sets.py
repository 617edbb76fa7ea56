"""Sets of statements, and what a report of one of them tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import contradictions, saved_reports, sets
from desk.coverage import coverage
from desk.coverage_scopes import CoverageScope
from desk.refusals import MissingError, RefusedError, StaleError
from desk.saved_reports import SavedReportDraft
from desk.scopes import ReportScope
from desk.sets import ChosenDraft, SetDraft, SetNameDraft
from desk.sight import look_as
from models import SavedReport, SetMember, Statement, StatementSet, for_writing, now
from models.terms import LinkStatus, Relation
from tests.desk.drafting import log, one_event
from tests.desk.random_links import Drawn, drawn_links, store_links
from tests.factories import a_statement, a_topic, an_account

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor

TODAY = now().date()
STATEMENTS = 6


def _made(session: Session, by: Actor, *ids: int, name: str = "Denials") -> StatementSet:
    made = sets.make_set(session, SetDraft(name=name, statements=ids), by)
    session.commit()
    return made


def _members(session: Session, set_id: int) -> list[int]:
    return sorted(sets.members(session, set_id, None).rows)


def test_statements_go_in_once_and_out_again(writing: Session, checker: Actor) -> None:
    one, other = (log(writing, checker, quote=f"No {each}.").id for each in range(2))
    with one_event(writing, "set:make"):
        made = _made(writing, checker, one, one)
    with one_event(writing, "set:add"):
        assert sets.add_statements(writing, made.id, ChosenDraft(statements=(one, other)), checker)
    assert _members(writing, made.id) == [one, other]
    with one_event(writing, "set:remove"):
        gone = ChosenDraft(statements=(one,))
        assert sets.remove_statements(writing, made.id, gone, checker) == 1
    assert sets.remove_statements(writing, made.id, gone, checker) == 0
    assert sets.names_of(writing, other) == ((made.id, "Denials"),)
    with pytest.raises(MissingError):
        sets.add_statements(writing, made.id, ChosenDraft(statements=(999,)), checker)


def test_a_name_is_held_once_however_it_is_written(writing: Session, checker: Actor) -> None:
    made, other = _made(writing, checker), _made(writing, checker, name="Promises")
    with pytest.raises(RefusedError, match="Denials"):
        sets.make_set(writing, SetDraft(name=" DENIALS "), checker)
    draft = SetNameDraft(name="denials", version=other.version)
    with pytest.raises(RefusedError):
        sets.rename_set(writing, other.id, draft, checker)
    with one_event(writing, "set:rename"):
        same = SetNameDraft(name="DENIALS", version=made.version)
        assert sets.rename_set(writing, made.id, same, checker).name == "DENIALS"
    with pytest.raises(StaleError):
        sets.rename_set(writing, made.id, same, checker)


def test_a_set_is_not_deleted_while_a_report_is_about_it(writing: Session, checker: Actor) -> None:
    made = _made(writing, checker, log(writing, checker).id)
    draft = SavedReportDraft(title="What was denied", scope=ReportScope(set_id=made.id))
    saved = saved_reports.save_report(writing, draft, checker)
    writing.commit()
    with pytest.raises(RefusedError, match="What was denied"):
        sets.delete_set(writing, made.id, made.version, checker)
    everything = SavedReportDraft(title="All of it")
    saved_reports.revise_report(writing, saved.id, saved.version, everything, checker)
    with one_event(writing, "set:delete"):
        sets.delete_set(writing, made.id, made.version, checker)
    assert writing.scalars(select(SetMember)).all() == []


def test_who_may_not_see_a_topic_sees_neither_its_statements_in_a_set_nor_its_reports(
    writing: Session, checker: Actor, engine: Engine
) -> None:
    open_id, hidden_id = (log(writing, checker, quote=f"No {each}.").id for each in range(2))
    writing.commit()
    with Session(for_writing(engine)) as session:
        secret = a_topic(session, "Secret")
        secret.restricted = True
        session.get_one(Statement, hidden_id).topics = [secret]
        topic_id, outsider = secret.id, an_account(session).id
        session.commit()
    set_id = _made(writing, checker, open_id, hidden_id).id
    draft = SavedReportDraft(title="On it", scope=ReportScope(topic_id=topic_id))
    saved_id = saved_reports.save_report(writing, draft, checker).id
    writing.commit()
    with Session(engine) as session:
        look_as(session, outsider)
        assert _members(session, set_id) == [open_id]
        assert sets.set_line(session, set_id).statements == 1
        assert saved_reports.saved_reports(session).rows == ()
        with pytest.raises(MissingError):
            saved_reports.saved_report(session, saved_id)


def test_a_saved_report_is_revised_in_the_version_that_was_seen(
    writing: Session, checker: Actor
) -> None:
    with one_event(writing, "saved_report:save"):
        saved = saved_reports.save_report(writing, SavedReportDraft(title="One"), checker)
    seen = saved.version
    with one_event(writing, "saved_report:revise"):
        other = SavedReportDraft(title="Two", scope=ReportScope(since="2017", before=3))
        saved_reports.revise_report(writing, saved.id, seen, other, checker)
    found = saved_reports.saved_report(writing, saved.id)
    assert (found.title, found.scope) == ("Two", ReportScope(since="2017"))
    assert saved_reports.id_with_key(writing, found.key) == found.id
    with pytest.raises(StaleError):
        saved_reports.revise_report(writing, saved.id, seen, other, checker)
    missing = SavedReportDraft(title="Three", scope=ReportScope(topic_id=99))
    with pytest.raises(RefusedError, match="no topic 99"):
        saved_reports.save_report(writing, missing, checker)


def test_saved_reports_and_sets_are_listed_page_by_page(writing: Session, checker: Actor) -> None:
    for number in range(3):
        _made(writing, checker, name=f"Set {number}")
        writing.add(SavedReport(title=f"Report {number}", scope={}))
        sets.make_set(writing, SetDraft(name=f"More {number}"), checker)
    found, before = [], None
    while before != 0:
        page = sets.sets(writing, before, size=2)
        found += [one.name for one in page.rows]
        before = page.next or 0
    assert found == [name for each in (2, 1, 0) for name in (f"More {each}", f"Set {each}")]
    first = saved_reports.saved_reports(writing, size=2)
    rest = saved_reports.saved_reports(writing, first.next, size=2)
    titles = [one.title for one in (*first.rows, *rest.rows)]
    assert (titles, rest.next) == (["Report 2", "Report 1", "Report 0"], None)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=drawn_links(STATEMENTS), chosen=st.sets(st.integers(0, STATEMENTS - 1)))
def test_a_report_of_a_set_has_the_pairs_with_a_side_in_it(
    engine: Engine, links: list[Drawn], chosen: set[int]
) -> None:
    with Session(engine) as session:
        made = [a_statement(session) for _each in range(STATEMENTS)]
        stored = store_links(session, made, links)
        kept = StatementSet(name="Chosen")
        session.add(kept)
        session.flush()
        ids = {made[place].id for place in chosen}
        session.add_all(SetMember(set_id=kept.id, statement_id=one) for one in ids)
        session.flush()
        found = contradictions.report(session, ReportScope(set_id=kept.id), TODAY, size=None)
        expected = [
            one
            for one in stored
            if one.relation is Relation.CONTRADICTS
            and one.status is LinkStatus.CONFIRMED
            and ids & {one.from_id, one.to_id}
        ]
        assert {pair.id for pair in found.pairs} == {one.id for one in expected}
        assert found.counts.pairs == len(expected)
        assert found.counts.recheck == sum(one.recheck for one in expected)
        total = coverage(session, CoverageScope(set_id=kept.id)).total
        assert total.statements == len(ids)
        session.rollback()
