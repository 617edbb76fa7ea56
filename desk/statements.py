"""Statements: logged, revised, withdrawn, restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.audit import record
from desk.checks import check_quote
from desk.lint import odd
from desk.rechecks import recheck_links_of
from desk.refusals import MissingError, RefusedError, StaleError, UnconfirmedError
from desk.sources import source_for, source_with
from desk.speakers import is_known, role_at, speaker_for
from desk.statement_drafts import PLAIN
from desk.topics import topics_named
from models import Appearance, Capture, Relay, Statement, now
from models.search import StatementText, searchable
from models.terms import StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import AppearanceDraft, RelayDraft
    from desk.statement_drafts import StatementDraft, StatementWords
    from models import Source, Speaker

WORDS = ("form", *PLAIN)
#: A change of one of these asks for another look at what rests on the statement.
WEIGHTY = ("form", "quote", "claim", "said")


def log_statement(session: Session, draft: StatementDraft, by: Actor) -> Statement:
    """Log a statement found in a source, and the speaker, source, relays and topics it names.

    Raises RefusedError on the field that is wrong, AmbiguousSpeakerError when a person has to say
    who is meant, UnconfirmedError when the dates look odd and nobody has confirmed them.
    """
    source = _source(session, draft.appearance)
    _confirm_odd(session, draft, source)
    speaker = speaker_for(session, draft.speaker_id, draft.speaker, source, new=draft.new_speaker)
    statement = Statement(speaker=speaker, status=StatementStatus.LOGGED)
    _write(session, statement, draft)
    statement.role = draft.role or role_at(speaker, statement.said_from, statement.said_to)
    session.add(statement)
    found = Appearance(position=0, source=source)
    statement.appearances.append(found)
    _appear(session, found, draft.appearance)
    index(session, statement)
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
    source = _source(session, draft.appearance) if _names_source(draft.appearance) else found.source
    _confirm_odd(session, draft, source)
    before = weight(statement)
    statement.speaker = speaker_for(
        session, draft.speaker_id, draft.speaker, source, new=draft.new_speaker
    )
    _write(session, statement, draft)
    move(found, source)
    _appear(session, found, draft.appearance)
    if changed := changed_weight(before, weight(statement)):
        why = f"statement {statement.id} was revised: {', '.join(changed)}"
        recheck_links_of(session, statement, why)
    index(session, statement)
    _touch(statement)
    record(session, by, "statement:revise", statement)
    return statement


def withdraw_statement(
    session: Session, statement_id: int, version: int, reason: str, by: Actor
) -> Statement:
    """Take a statement out of lists and reports, with the reason; it stays in the record."""
    statement = current_statement(session, statement_id, version)
    field = "reason"
    if statement.status is StatementStatus.WITHDRAWN:
        raise RefusedError(field, "This statement is withdrawn already.")
    if not reason.strip():
        raise RefusedError(field, "Say why; the reason stays in the record.")
    statement.status, statement.status_reason = StatementStatus.WITHDRAWN, reason
    record(session, by, "statement:withdraw", statement)
    return statement


def restore_statement(session: Session, statement_id: int, version: int, by: Actor) -> Statement:
    """Log a withdrawn statement again."""
    statement = current_statement(session, statement_id, version)
    if statement.status is not StatementStatus.WITHDRAWN:
        field = "version"
        raise RefusedError(field, "Only a withdrawn statement can be restored.")
    statement.status, statement.status_reason = StatementStatus.LOGGED, None
    record(session, by, "statement:restore", statement)
    return statement


def current_statement(session: Session, statement_id: int, version: int) -> Statement:
    """Return the statement if this is its version; raises MissingError or StaleError."""
    chosen = select(Statement).where(Statement.id == statement_id).with_for_update()
    statement = session.scalar(chosen)
    noun = "statement"
    if statement is None:
        raise MissingError(noun, statement_id)
    if statement.version != version:
        raise StaleError(noun, statement_id)
    return statement


def index(session: Session, statement: Statement) -> None:
    """Put the words of a statement where the search finds them."""
    session.flush()
    spoken = statement.speaker
    parts = [
        statement.quote,
        statement.claim,
        spoken.name,
        *(name.name for name in spoken.names),
        statement.role,
        *(topic.name for topic in statement.topics),
        *(found.exact for found in statement.appearances),
    ]
    session.merge(StatementText(statement_id=statement.id, body=searchable(parts)))


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
    return {name: getattr(statement, name) for name in WEIGHTY} | {"speaker": speaker.id}


def changed_weight(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Return the names of the fields in which two weights differ."""
    return [name for name, value in after.items() if before[name] != value]


def _touch(statement: Statement) -> None:
    # An edit of an appearance alone is an edit of the statement: its version has to move.
    statement.revised_at = now()


def _names_source(draft: AppearanceDraft) -> bool:
    return any((draft.capture_id, draft.source_id, draft.source))


def _source(session: Session, draft: AppearanceDraft) -> Source:
    if draft.capture_id is not None:
        return _capture(session, draft.capture_id).source
    if draft.source_id is not None:
        return source_with(session, draft.source_id)
    if draft.source is None:
        field = "source_id"
        raise RefusedError(field, "Choose the source, or describe a new one.")
    return source_for(session, draft.source)


def _capture(session: Session, capture_id: int) -> Capture:
    capture = session.get(Capture, capture_id)
    if capture is None:
        field = "capture_id"
        raise RefusedError(field, f"There is no capture {capture_id}; paste the article again.")
    return capture


def _confirm_odd(session: Session, draft: StatementDraft, source: Source) -> None:
    new = draft.speaker_id is None and not is_known(session, draft.speaker, source)
    warnings = odd(draft, source, new_speaker=new)
    if warnings and not draft.confirmed:
        raise UnconfirmedError(warnings)


def _appear(session: Session, found: Appearance, draft: AppearanceDraft) -> None:
    place = draft.locator
    found.exact, found.prefix, found.suffix = place.exact, place.prefix, place.suffix
    found.start, found.end, found.page, found.time = place.start, place.end, place.page, place.time
    found.heard = draft.heard
    if draft.capture_id is not None:
        found.capture = _capture(session, draft.capture_id)
    _anchor(found)
    _hand_on(session, found, draft)
    check_quote(found.statement, found)


def _anchor(found: Appearance) -> None:
    """Keep a place in the captured text only if the passage stands there, else find it anew."""
    if found.capture is None or found.exact is None:
        found.start = found.end = None
        return
    text, exact = found.capture.text, found.exact
    if found.start is not None and text[found.start : found.end] == exact:
        return
    only = text.find(exact) if text.count(exact) == 1 else -1
    found.start, found.end = (only, only + len(exact)) if only >= 0 else (None, None)


def move(found: Appearance, source: Source) -> None:
    """Give an appearance its source; what was kept of one source is no capture of another."""
    if found.source is not source:
        found.capture, found.source = None, source


def _hand_on(session: Session, found: Appearance, draft: AppearanceDraft) -> None:
    relays = [_relay(session, place, hop) for place, hop in enumerate(draft.relays)]
    if [_told(hop) for hop in relays] == [_told(hop) for hop in found.relays]:
        return
    if found.relays:
        # The old hops have to go first: two of one place cannot stand beside each other.
        found.relays.clear()
        session.flush()
    found.relays = relays


def _told(hop: Relay) -> tuple[str, str | None, int | None]:
    return hop.name, hop.verb, hop.source.id if hop.source else None


def _relay(session: Session, position: int, hop: RelayDraft) -> Relay:
    source = None
    if hop.source_id is not None:
        source = source_with(session, hop.source_id, "relays")
    elif hop.source is not None:
        source = source_for(session, hop.source)
    return Relay(position=position, name=hop.name, verb=hop.verb, source=source)
