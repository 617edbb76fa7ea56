"""Saved reports, frozen versions and sets of which somebody may not see all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import exports, ledger, saved_reports, sets
from desk.freezing.freezing import frozen_line, frozen_reports
from desk.freezing.sharing import ShareDraft, revoke_share, share_report, shares
from desk.history.histories import events_of
from desk.history.subjects import Subject
from desk.ledger import LedgerScope
from desk.refusals import MissingError, RefusedError
from desk.saved_reports import SavedReportDraft
from desk.scopes import ReportScope
from desk.sets import SetDraft
from desk.sight import look_as
from models import Event, Export, SavedReport, SetMember, Statement, Topic, for_writing
from tests.desk.drafting import log, one_event
from tests.desk.freezing import conflict, freeze, save_report
from tests.desk.redacting import redact
from tests.factories import a_topic

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor
    from desk.ledger import ExportLine


@pytest.fixture
def secret_id(engine: Engine) -> int:
    """The number of a restricted topic."""
    with Session(for_writing(engine)) as session:
        topic = a_topic(session, "Secret")
        topic.restricted = True
        session.commit()
        return topic.id


def _hide(engine: Engine, topic_id: int, statement_id: int) -> None:
    with Session(for_writing(engine)) as session:
        secret = session.get_one(Topic, topic_id)
        session.get_one(Statement, statement_id).topics = [secret]
        session.commit()


def _revise(session: Session, report_id: int, by: Actor, **scope: Any) -> None:  # noqa: ANN401
    draft = SavedReportDraft(title="On something else", scope=ReportScope(**scope))
    seen = session.get_one(SavedReport, report_id).version
    saved_reports.revise_report(session, report_id, seen, draft, by)


def test_a_report_about_a_restricted_topic_stays_about_it(
    writing: Session, admin: Actor, engine: Engine, secret_id: int
) -> None:
    report_id = save_report(writing, admin, topic_id=secret_id)
    freeze(writing, admin, report_id)
    with pytest.raises(RefusedError, match="restricted topic; save a new one") as refused:
        _revise(writing, report_id, admin)
    assert refused.value.field == "topic_id"
    _revise(writing, report_id, admin, topic_id=secret_id, since="2017")
    writing.commit()
    with Session(for_writing(engine)) as session:
        session.get_one(Topic, secret_id).restricted = False
        session.commit()
    _revise(writing, report_id, admin)


def test_a_version_goes_with_its_topic_though_the_report_has_left_it(
    writing: Session, admin: Actor, checker: Actor, engine: Engine
) -> None:
    with Session(for_writing(engine)) as session:
        open_id = a_topic(session, "Restricted later").id
        session.commit()
    report_id = save_report(writing, admin, topic_id=open_id)
    freeze(writing, admin, report_id)
    _revise(writing, report_id, admin)
    writing.commit()
    with Session(engine) as session:
        look_as(session, checker.account_id)
        assert frozen_line(session, report_id, 1).number == 1
    with Session(for_writing(engine)) as session:
        session.get_one(Topic, open_id).restricted = True
        session.commit()
    with Session(engine) as session:
        assert frozen_line(session, report_id, 1).number == 1
        look_as(session, checker.account_id)
        with pytest.raises(MissingError):
            frozen_line(session, report_id, 1)
        assert _versions(session, report_id) == []
    freeze(writing, admin, report_id)
    with Session(engine) as session:
        assert _versions(session, report_id) == [2, 1]
        look_as(session, checker.account_id)
        assert _versions(session, report_id) == [2]
        assert frozen_reports(session, report_id, size=1).next is None


def _versions(session: Session, report_id: int) -> list[int]:
    return [one.number for one in frozen_reports(session, report_id).rows]


def test_a_guest_link_to_a_version_that_is_hidden_is_not_listed(
    writing: Session, reviewer: Actor, engine: Engine
) -> None:
    with Session(for_writing(engine)) as session:
        open_id = a_topic(session, "Restricted later").id
        session.commit()
    report_id = save_report(writing, reviewer, topic_id=open_id)
    freeze(writing, reviewer, report_id)
    _revise(writing, report_id, reviewer)
    for number in (1, None):
        draft = ShareDraft(label=f"Editor of {number}", number=number)
        share_report(writing, report_id, draft, reviewer, confirmed=True)
    writing.commit()
    for restricted, listed in ((False, [None, 1]), (True, [None])):
        with Session(for_writing(engine)) as session:
            session.get_one(Topic, open_id).restricted = restricted
            session.commit()
        with Session(engine) as session:
            look_as(session, reviewer.account_id)
            assert [one.number for one in shares(session, report_id).rows] == listed


def test_a_report_about_a_hidden_speaker_stays_about_him(
    writing: Session, admin: Actor, engine: Engine, secret_id: int
) -> None:
    statement = log(writing, admin)
    statement_id, speaker_id = statement.id, statement.speaker_id
    report_id = save_report(writing, admin, speaker_id=speaker_id)
    _hide(engine, secret_id, statement_id)
    with pytest.raises(RefusedError, match="restricted speaker; save a new one"):
        _revise(writing, report_id, admin)


def test_what_happened_to_a_hidden_report_is_not_told(
    writing: Session, admin: Actor, checker: Actor, engine: Engine, secret_id: int
) -> None:
    save_report(writing, admin, topic_id=secret_id)
    other_id = save_report(writing, admin)
    with Session(engine) as session:
        look_as(session, checker.account_id)
        told = select(Event.subject_id).where(Event.subject_type == "saved_report")
        assert session.scalars(told).all() == [other_id]


def test_who_is_outside_freezes_behind_a_version_that_is_hidden(
    writing: Session, checker: Actor, reviewer: Actor, engine: Engine, secret_id: int
) -> None:
    link = conflict(writing, checker, reviewer)
    hidden_id = link.to_id
    report_id = save_report(writing, reviewer)
    freeze(writing, reviewer, report_id)
    _hide(engine, secret_id, hidden_id)
    look_as(writing, reviewer.account_id)
    freeze(writing, reviewer, report_id)
    assert frozen_line(writing, report_id, 2).pairs == 0


def test_who_is_outside_deletes_a_set_with_a_statement_that_is_hidden(
    writing: Session, checker: Actor, engine: Engine, secret_id: int
) -> None:
    hidden_id = log(writing, checker).id
    made = sets.make_set(writing, SetDraft(name="Denials", statements=(hidden_id,)), checker)
    set_id, version = made.id, made.version
    writing.commit()
    _hide(engine, secret_id, hidden_id)
    look_as(writing, checker.account_id)
    with one_event(writing, "set:delete"):
        sets.delete_set(writing, set_id, version, checker)
    look_as(writing, None)
    assert writing.scalars(select(SetMember)).all() == []


def test_a_set_of_a_hidden_report_is_not_deleted_and_the_report_not_named(
    writing: Session, checker: Actor, admin: Actor, secret_id: int
) -> None:
    made = sets.make_set(writing, SetDraft(name="Denials"), checker)
    writing.commit()
    save_report(writing, admin, topic_id=secret_id, set_id=made.id)
    look_as(writing, checker.account_id)
    with pytest.raises(RefusedError, match="ask an admin") as refused:
        sets.delete_set(writing, made.id, made.version, checker)
    assert "Who holds it" not in refused.value.reason


def test_the_history_tells_nothing_of_a_version_that_is_hidden(
    writing: Session, checker: Actor, reviewer: Actor, engine: Engine, secret_id: int
) -> None:
    link = conflict(writing, checker, reviewer)
    hidden_id = link.to_id
    report_id = save_report(writing, reviewer)
    freeze(writing, reviewer, report_id)
    with Session(engine) as session:
        key = saved_reports.saved_report(session, report_id).key
        subject = Subject("saved_report", report_id, key)
        look_as(session, checker.account_id)
        assert _deeds(session, subject) == ["saved_report:freeze", "saved_report:save"]
    _hide(engine, secret_id, hidden_id)
    with Session(engine) as session:
        assert _deeds(session, subject) == ["saved_report:freeze", "saved_report:save"]
        look_as(session, checker.account_id)
        assert _deeds(session, subject) == ["saved_report:save"]


def test_a_redaction_names_the_versions_that_are_there_for_who_reads_alone(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor, engine: Engine, secret_id: int
) -> None:
    link = conflict(writing, checker, reviewer)
    shown = link.from_statement
    shown_id, shown_key, other_id = shown.id, shown.key, link.to_id
    report_id = save_report(writing, reviewer)
    hidden = freeze(writing, reviewer, report_id)
    redact(writing, admin, "statement", shown_id, "quote")
    subject = Subject("statement", shown_id, shown_key)
    with Session(engine) as session:
        look_as(session, checker.account_id)
        assert _left_of(session, subject) == [str(hidden)]
    _hide(engine, secret_id, other_id)
    with Session(engine) as session:
        assert _left_of(session, subject) == [str(hidden)]
        look_as(session, checker.account_id)
        assert _left_of(session, subject) == []


def _left_of(session: Session, subject: Subject) -> list[str]:
    """Return of which frozen versions the redaction of a record tells the SHA-256 that is left."""
    event = events_of(session, subject).events.rows[0]
    assert (event.tag, [one.table for one in event.records]) == (
        "statement:redact",
        ["redaction"],
    )
    fields = {one.name: one.after for one in event.records[0].fields}
    assert fields["parts"] == ["quote"]
    return sorted(fields.get("frozen", {}))


def test_the_history_tells_nothing_of_a_guest_link_to_a_version_that_is_hidden(
    writing: Session, reviewer: Actor, engine: Engine
) -> None:
    with Session(for_writing(engine)) as session:
        open_id = a_topic(session, "Restricted later").id
        session.commit()
    report_id = save_report(writing, reviewer, topic_id=open_id)
    freeze(writing, reviewer, report_id)
    _revise(writing, report_id, reviewer)
    share_report(writing, report_id, ShareDraft(label="Ed", number=1), reviewer, confirmed=True)
    [link] = shares(writing, report_id).rows
    revoke_share(writing, report_id, link.id, reviewer)
    subject = Subject("saved_report", report_id, saved_reports.saved_report(writing, report_id).key)
    writing.commit()
    about_it = ["unshare", "share"], ["freeze"]
    for restricted, seen in ((False, about_it), (True, ([], []))):
        with Session(for_writing(engine)) as session:
            session.get_one(Topic, open_id).restricted = restricted
            session.commit()
        with Session(engine) as session:
            look_as(session, reviewer.account_id)
            expected = [*seen[0], "revise", *seen[1], "save"]
            assert _deeds(session, subject) == [f"saved_report:{deed}" for deed in expected]


def _deeds(session: Session, subject: Subject) -> list[str]:
    """Return the deeds that were done to a record, the last first."""
    return [one.tag for one in events_of(session, subject).events.rows]


def test_an_export_of_which_nothing_is_seen_is_not_in_the_ledger(
    writing: Session, checker: Actor, engine: Engine, secret_id: int
) -> None:
    hidden_id, open_id = log(writing, checker).id, log(writing, checker, confirmed=True).id
    for held in ([hidden_id], [hidden_id, open_id], []):
        left = Export(format="csv", scope={})
        exports.record_export(writing, held, left, "0" * 64, checker)
    writing.commit()
    _hide(engine, secret_id, hidden_id)
    with Session(engine) as session:
        first, both, empty = (one.id for one in reversed(_ledger(session)))
        look_as(session, checker.account_id)
        assert [(one.id, one.statements) for one in _ledger(session)] == [(empty, 0), (both, 1)]
        with pytest.raises(MissingError):
            ledger.export(session, first)


def _ledger(session: Session) -> tuple[ExportLine, ...]:
    return tuple(ledger.exports(session, LedgerScope()).rows)
