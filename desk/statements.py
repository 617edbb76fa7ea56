"""Statements: logged, revised, withdrawn, restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.editing import in_version
from desk.history.audit import record
from desk.lint import odd
from desk.locating import (
    appear,
    basis,
    drafted_source,
    foreseen_source,
    move,
    names_source,
    open_if_read,
)
from desk.rechecks import recheck_links_of
from desk.refusals import (
    RefusedError,
    UnconfirmedError,
    needed_reason,
    refused_at,
)
from desk.speakers import is_known, role_at, speaker_for
from desk.statement_drafts import PLAIN
from desk.topics import topics_named
from models import Appearance, Statement, now
from models.terms import StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import AppearanceDraft
    from desk.statement_drafts import StatementDraft, StatementWords
    from models import Source, Speaker

APPEARANCE = "appearance"
"""Under which name a draft holds where a statement was found."""
WORDS = ("form", *PLAIN)
#: A change of one of these asks for another look at what rests on the statement.
WEIGHTY = ("form", "quote", "claim", "said")


def log_statement(session: Session, draft: StatementDraft, by: Actor) -> Statement:
    """Log a statement found in a source, and the speaker, source, relays and topics it names.

    Raises RefusedError on the field that is wrong, AmbiguousSpeakerError when a person has to say
    who is meant, UnconfirmedError when the dates look odd and nobody has confirmed them.
    """
    with refused_at(APPEARANCE):
        source = drafted_source(session, draft.appearance)
    _confirm_odd(session, draft, source)
    open_if_read(source, draft.appearance)
    speaker = speaker_for(session, draft.speaker_id, draft.speaker, source, new=draft.new_speaker)
    statement = Statement(speaker=speaker, status=StatementStatus.LOGGED)
    _write(session, statement, draft)
    statement.role = draft.role or role_at(speaker, statement.said_from, statement.said_to)
    session.add(statement)
    found = Appearance(position=0, source=source)
    statement.appearances.append(found)
    with refused_at(APPEARANCE):
        appear(session, found, draft.appearance)
    record(session, by, "statement:log", statement)
    return statement


def revise_statement(
    session: Session, statement_id: int, version: int, draft: StatementDraft, by: Actor
) -> Statement:
    """Replace what a statement and its first appearance say; links resting on it are re-checked.

    Raises StaleError when the version is not the current one, and all that log_statement raises.
    """
    statement = current_statement(session, statement_id, version)
    found = statement.appearances[0]
    with refused_at(APPEARANCE):
        source = _revised_source(session, found, draft.appearance)
    _confirm_odd(session, draft, source)
    open_if_read(source, draft.appearance)
    before = weight(statement)
    statement.speaker = speaker_for(
        session, draft.speaker_id, draft.speaker, source, new=draft.new_speaker
    )
    _write(session, statement, draft)
    move(found, source)
    with refused_at(APPEARANCE):
        appear(session, found, draft.appearance)
    if changed := changed_weight(before, weight(statement)):
        why = f"statement {statement.id} was revised: {', '.join(changed)}"
        recheck_links_of(session, statement, why)
    touch(statement)
    record(session, by, "statement:revise", statement)
    return statement


def _revised_source(session: Session, found: Appearance, draft: AppearanceDraft) -> Source:
    return drafted_source(session, draft) if names_source(draft) else found.source


def withdraw_statement(
    session: Session, statement_id: int, version: int, reason: str, by: Actor
) -> Statement:
    """Take a statement out of lists and reports, with the reason; it stays in the record.

    Raises MissingError, StaleError, and RefusedError on `reason`.
    """
    statement = current_statement(session, statement_id, version)
    if statement.status is StatementStatus.WITHDRAWN:
        field = "reason"
        raise RefusedError(field, "This statement is withdrawn already.")
    why = needed_reason(reason)
    statement.status, statement.status_reason = StatementStatus.WITHDRAWN, why
    record(session, by, "statement:withdraw", statement)
    return statement


def restore_statement(
    session: Session, statement_id: int, version: int, reason: str, by: Actor
) -> Statement:
    """Log a withdrawn statement again, with the reason.

    Raises MissingError, StaleError, and RefusedError on `reason`.
    """
    statement = current_statement(session, statement_id, version)
    if statement.status is not StatementStatus.WITHDRAWN:
        field = "reason"
        raise RefusedError(field, "Only a withdrawn statement can be restored.")
    why = needed_reason(reason)
    statement.status, statement.status_reason = StatementStatus.LOGGED, why
    record(session, by, "statement:restore", statement)
    return statement


def current_statement(session: Session, statement_id: int, version: int) -> Statement:
    """Return the statement if this is its version; raises MissingError or StaleError."""
    return in_version(session, Statement, statement_id, version)


def write_words(statement: Statement, draft: StatementWords) -> None:
    """Set every plain field of a statement from a draft."""
    for name in WORDS:
        setattr(statement, name, getattr(draft, name))


def _write(session: Session, statement: Statement, draft: StatementWords) -> None:
    with session.no_autoflush:
        write_words(statement, draft)
        statement.topics = topics_named(session, draft.topics)


def weight(statement: Statement) -> dict[str, object]:
    """Return what a link rests on: a change of it asks for another look."""
    speaker: Speaker = statement.speaker
    words = {name: getattr(statement, name) for name in WEIGHTY}
    return words | {"speaker": speaker.id} | basis(statement)


def changed_weight(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Return the names of the fields in which two weights differ."""
    return [name for name, value in after.items() if before[name] != value]


def touch(statement: Statement) -> None:
    """Move the version of a statement: an edit of an appearance alone is an edit of it."""
    statement.revised_at = now()


def odd_about(session: Session, draft: StatementDraft) -> list[str]:
    """Return what a person would be asked before the statement is logged; stores nothing.

    Raises RefusedError for a source that is not there.
    """
    return _odd(session, draft, foreseen_source(session, draft.appearance))


def _odd(session: Session, draft: StatementDraft, source: Source) -> list[str]:
    new = draft.speaker_id is None and not is_known(session, draft.speaker, source)
    return odd(draft, source, new_speaker=new)


def _confirm_odd(session: Session, draft: StatementDraft, source: Source) -> None:
    warnings = [] if draft.confirmed else _odd(session, draft, source)
    if warnings:
        raise UnconfirmedError(warnings)
