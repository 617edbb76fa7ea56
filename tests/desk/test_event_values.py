"""An event tells what its deed changed, never a secret; and no deed escapes the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, update

from desk import accounts
from desk.accounts import InvitationDraft
from desk.history.audit import UnrecordedDeedError, record, writing_session
from desk.statements import log_statement, withdraw_statement
from models import Account, Event, EventHead, Role, Speaker, Statement, StatementText, for_writing
from models.terms import SpeakerKind
from tests.desk.drafting import (
    LONG_ENOUGH,
    WORDS,
    a_draft,
    a_joining_draft,
    found,
    history,
    keep,
    log,
    revise,
    told,
)
from tests.factories import a_speaker

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor

REUTERS = {"name": "Reuters", "verb": "told"}


def _last(session: Session) -> tuple[dict[str, dict[str, dict[str, object]]], ...]:
    return told(history(session)[-1])


def test_logging_tells_the_whole_statement(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, said="2017-09", topics=["At Tanf"])
    before, after = _last(writing)
    assert before == {}
    row = after["statement"][str(statement.id)]
    assert (row["quote"], row["said"], row["status"]) == (WORDS, "2017-09", "logged")
    assert row["topics"] == [statement.topics[0].key]
    assert {"speaker", "source", "appearance", "topic"} <= set(after)


def test_a_revision_tells_what_changed_and_from_what(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, said="2017-09-18", note="Seen.", topics=["At Tanf"])
    revise(writing, statement, checker, said="2017-09-19", topics=["Deir Ezzor"])
    before, after = (values["statement"][str(statement.id)] for values in _last(writing))
    assert (before["said"], after["said"]) == ("2017-09-18", "2017-09-19")
    assert (before["note"], after["note"]) == ("Seen.", None)
    assert len(str(before["topics"])) == len(str(after["topics"]))
    assert before["topics"] != after["topics"]
    assert "quote" not in before
    assert "quote" not in after


def test_a_revision_tells_which_speaker_stood_there(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    first = statement.speaker_id
    revise(writing, statement, checker, speaker={"name": "Jim Mattis"})
    before, after = (values["statement"][str(statement.id)] for values in _last(writing))
    assert (before["speaker_id"], after["speaker_id"]) == (first, statement.speaker_id)
    assert first != statement.speaker_id


def test_a_revision_tells_which_source_stood_there(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    appearance = statement.appearances[0]
    first = appearance.source_id
    other = {"type": "webpage", "title": "Transcript"}
    revise(writing, statement, checker, appearance={"source": other})
    before, after = (values["appearance"][str(appearance.id)] for values in _last(writing))
    assert (before["source_id"], after["source_id"]) == (first, appearance.source_id)


def test_a_relay_that_went_leaves_its_name(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, appearance=found(relays=[REUTERS]))
    revise(writing, statement, checker)
    before, after = _last(writing)
    [gone] = before["relay"].values()
    assert (gone["name"], gone["verb"]) == ("Reuters", "told")
    assert "relay" not in after


def test_what_is_made_and_changed_in_one_deed_is_new(writing: Session, checker: Actor) -> None:
    speaker = Speaker(name="Mattis", kind=SpeakerKind.PERSON)
    writing.add(speaker)
    writing.flush()
    speaker.name = "James Mattis"
    seq = record(writing, checker, "speaker:make", speaker)
    before, after = told(writing.get_one(Event, seq))
    assert before == {}
    row = after["speaker"][str(speaker.id)]
    assert (row["name"], row["kind"]) == ("James Mattis", "person")


def test_a_row_that_was_deleted_is_told_whole(writing: Session, checker: Actor) -> None:
    speaker = a_speaker(writing)
    record(writing, checker, "speaker:make", speaker)
    writing.delete(speaker)
    seq = record(writing, checker, "speaker:delete")
    before, after = told(writing.get_one(Event, seq))
    [row] = before["speaker"].values()
    assert (row["name"], after) == ("James Mattis", {})


def test_secrets_stay_out_of_the_history(writing: Session, admin: Actor) -> None:
    draft = InvitationDraft(email="a@example.org", name="A", role=Role.CHECKER)
    secret = accounts.invite(writing, draft, admin)
    writing.commit()
    account = accounts.join(writing, secret, a_joining_draft(), "the-first-hash")
    writing.commit()
    accounts.change_password(writing, account, "the-second-hash", admin)
    writing.commit()
    texts = "".join(f"{event.before}{event.after}" for event in history(writing))
    assert not [word for word in (secret, LONG_ENOUGH, "-hash") if word in texts]
    assert '"password_hash":"(secret)"' in texts
    assert '"hash":"(secret)"' in texts


def test_the_first_admin_is_told_whole(writing: Session) -> None:
    secret = accounts.offer_first_admin(writing)
    assert secret
    writing.commit()
    account = accounts.join(writing, secret, a_joining_draft(), "a-hash")
    writing.commit()
    before, after = _last(writing)
    assert "account" not in before
    row = after["account"][str(account.id)]
    assert (row["email"], row["role"]) == ("a@example.org", "admin")


def test_the_bytes_of_a_capture_are_not_copied_into_the_history(
    writing: Session, checker: Actor
) -> None:
    capture = keep(writing, checker)
    _, after = _last(writing)
    row = after["capture"][str(capture.id)]
    assert row["sha256"] == capture.sha256
    assert "content" not in row


def test_a_change_without_an_event_is_not_committed(writing: Session) -> None:
    a_speaker(writing)
    with pytest.raises(UnrecordedDeedError):
        writing.commit()


def test_a_change_after_the_event_is_not_committed(writing: Session, checker: Actor) -> None:
    statement = log_statement(writing, a_draft(), checker)
    statement.note = "One more thing."
    with pytest.raises(UnrecordedDeedError):
        writing.commit()


@pytest.mark.parametrize(
    "bulk",
    [
        insert(Speaker).values(
            key="k", name="A", name_key="a", kind="person", plural=False, version=1
        ),
        update(Account).values(name="Nobody"),
        delete(StatementText),
    ],
)
def test_bulk_writing_without_an_event_is_not_committed(writing: Session, bulk: object) -> None:
    writing.execute(bulk)  # type: ignore[call-overload]
    with pytest.raises(UnrecordedDeedError):
        writing.commit()


def test_reading_needs_no_event(writing: Session) -> None:
    assert writing.get(EventHead, 1)
    writing.commit()
    assert history(writing) == []


def test_a_deed_that_is_rolled_back_leaves_no_event(writing: Session, checker: Actor) -> None:
    log_statement(writing, a_draft(), checker)
    writing.rollback()
    assert history(writing) == []
    assert writing.get_one(EventHead, 1).seq == 0
    writing.commit()


def test_a_deed_after_a_rolled_back_one_tells_of_itself_alone(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker)
    withdraw_statement(writing, statement.id, statement.version, "By mistake.", checker)
    writing.rollback()
    revise(writing, statement, checker, claim="No ground was given up.")
    before, after = (values["statement"][str(statement.id)] for values in _last(writing))
    assert (before["claim"], after["claim"]) == (None, "No ground was given up.")
    assert "status" not in before


def test_what_a_savepoint_took_back_needs_no_event(writing: Session, checker: Actor) -> None:
    attempt = writing.begin_nested()
    a_speaker(writing)
    attempt.rollback()
    writing.commit()
    attempt = writing.begin_nested()
    a_speaker(writing, "Nobody")
    attempt.rollback()
    log(writing, checker)
    assert "Nobody" not in str(_last(writing))


def test_a_session_for_deeds_waits_at_the_head(engine: Engine) -> None:
    with writing_session(for_writing(engine)) as session:
        assert session.in_transaction()
        assert session.get_one(EventHead, 1).seq == 0
        assert session.get(Statement, 1) is None
        assert session.get(Event, 1) is None
