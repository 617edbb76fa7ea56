"""Appearances: the sources in which a statement was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk.history.audit import record
from desk.lint import odd_appearance
from desk.locating import appear, drafted_source, move, names_source, open_if_read
from desk.rechecks import recheck_links_of
from desk.refusals import MissingError, RefusedError, UnconfirmedError, needed_reason
from desk.statements import changed_weight, current_statement, touch, weight
from models import Appearance, NoticeAppearance, Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import AppearanceDraft
    from models import Source


def add_appearance(
    session: Session,
    statement_id: int,
    version: int,
    draft: AppearanceDraft,
    by: Actor,
    *,
    confirmed: bool = False,
) -> Appearance:
    """Add a source in which a known statement was found too.

    Raises RefusedError on the field that is wrong, StaleError when the version is not the current
    one, UnconfirmedError when something looks odd and nobody has confirmed it.
    """
    statement = current_statement(session, statement_id, version)
    source = drafted_source(session, draft)
    _confirm(statement, source, draft, confirmed=confirmed)
    open_if_read(source, draft)
    position = statement.appearances[-1].position + 1
    found = Appearance(position=position, source=source)
    statement.appearances.append(found)
    appear(session, found, draft)
    _refuse_twin(found)
    touch(statement)
    record(session, by, "statement:appear", statement)
    return found


def revise_appearance(
    session: Session,
    appearance_id: int,
    version: int,
    draft: AppearanceDraft,
    by: Actor,
    *,
    confirmed: bool = False,
) -> Appearance:
    """Replace what an appearance says; a draft that names no source or capture keeps those.

    Confirmed links are re-checked when the first appearance or the passage says something else.
    The version is that of the statement. Raises what add_appearance raises.
    """
    found, statement = _current(session, appearance_id, version)
    source = drafted_source(session, draft) if names_source(draft) else found.source
    _confirm(statement, source, draft, confirmed=confirmed)
    open_if_read(source, draft)
    before = weight(statement)
    _speaker_follows(session, found, source)
    move(found, source)
    appear(session, found, draft)
    _refuse_twin(found)
    _recheck(session, statement, before, "an appearance of statement {} was revised: {}")
    touch(statement)
    record(session, by, "statement:revise_appearance", statement)
    return found


def need_appearance(session: Session, statement_id: int, appearance_id: int) -> None:
    """Make sure that an appearance is one of this statement; raises MissingError."""
    found = session.get(Appearance, appearance_id)
    if found is None or found.statement_id != statement_id:
        noun = "appearance"
        raise MissingError(noun, appearance_id)


def remove_appearance(
    session: Session, appearance_id: int, version: int, reason: str, by: Actor
) -> Statement:
    """Take an appearance off a statement, with the reason; never the only one.

    Raises RefusedError and StaleError.
    """
    found, statement = _current(session, appearance_id, version)
    _refuse_removal(found, reason)
    before = weight(statement)
    for touched in session.scalars(
        select(NoticeAppearance).where(NoticeAppearance.appearance_id == found.id)
    ):
        session.delete(touched)
    statement.appearances.remove(found)
    session.flush()
    _close_ranks(session, statement)
    _recheck(session, statement, before, "an appearance of statement {} was removed: {}")
    touch(statement)
    record(session, by, "statement:remove_appearance", statement, because=reason.strip())
    return statement


def _current(session: Session, appearance_id: int, version: int) -> tuple[Appearance, Statement]:
    found = session.get(Appearance, appearance_id)
    if found is None:
        noun = "appearance"
        raise MissingError(noun, appearance_id)
    return found, current_statement(session, found.statement_id, version)


def _confirm(
    statement: Statement, source: Source, draft: AppearanceDraft, *, confirmed: bool
) -> None:
    warnings = odd_appearance(statement.quote, statement.said, source, draft)
    if warnings and not confirmed:
        raise UnconfirmedError(warnings)


def _refuse_twin(found: Appearance) -> None:
    """Refuse a second appearance that nothing tells from a known one."""
    for other in found.statement.appearances:
        if other is not found and _place(other) == _place(found):
            field = "source_id"
            reason = "The statement is known to appear there already; revise that appearance."
            raise RefusedError(field, reason)


def _place(found: Appearance) -> tuple[object, ...]:
    return found.source, found.exact, found.page, found.time


def _recheck(session: Session, statement: Statement, before: dict[str, object], why: str) -> None:
    if changed := changed_weight(before, weight(statement)):
        recheck_links_of(session, statement, why.format(statement.id, ", ".join(changed)))


def _refuse_removal(found: Appearance, reason: str) -> None:
    field = "reason"
    needed_reason(reason)
    others = [one for one in found.statement.appearances if one is not found]
    if not others:
        raise RefusedError(
            field, "It is the only source of this statement; revise it, or withdraw the statement."
        )
    home = found.statement.speaker.source
    if home is found.source and all(one.source is not home for one in others):
        raise RefusedError(field, _at_home(found))


def _speaker_follows(session: Session, found: Appearance, source: Source) -> None:
    """Keep an unnamed speaker in a source of the statement: it goes along if it said nothing else."""
    speaker = found.statement.speaker
    if speaker.source is not found.source or source is found.source:
        return
    if any(
        one is not found and one.source is speaker.source for one in found.statement.appearances
    ):
        return
    said = select(func.count()).where(Statement.speaker_id == speaker.id)
    if session.scalar(said) != 1:
        field = "source_id"
        raise RefusedError(field, _at_home(found))
    speaker.source = source


def _at_home(found: Appearance) -> str:
    name = found.statement.speaker.name
    return f"“{name}” is described by “{found.source.title}” alone; change the speaker first."


def _close_ranks(session: Session, statement: Statement) -> None:
    # One at a time: two of one place cannot stand beside each other.
    for place, found in enumerate(statement.appearances):
        found.position = place
        session.flush()
