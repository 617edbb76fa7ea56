"""Sets: named lists of statements, put together by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from sqlalchemy import func, select

from desk.drafts import NOT_EMPTY, Draft, Line, RecordId, SeenDraft, at_most
from desk.editing import in_version, locked
from desk.history.audit import record
from desk.pages import SIZE, Page, page_of
from desk.refusals import MissingError, RefusedError
from desk.sight import whole_record
from models import SavedReport, SetMember, Statement, StatementSet, name_key
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.rows import AnySelect

AT_ONCE = 500
_NOUN = "set"
SetName = Annotated[Line, *at_most(200)]
Chosen = Annotated[tuple[RecordId, ...], Field(max_length=AT_ONCE), *NOT_EMPTY]


class NameDraft(Draft):
    """What a set is to be called."""

    name: SetName


class SetDraft(NameDraft):
    """A new set, and the statements that it begins with."""

    statements: tuple[RecordId, ...] = ()


class SetNameDraft(NameDraft, SeenDraft):
    """What a set is to be called, and which version was seen."""


class ChosenDraft(Draft):
    """Statements that go into a set, or out of it."""

    statements: Chosen


@dataclass(frozen=True)
class SetLine:
    """A set with the number of its statements."""

    id: int
    key: str
    version: int
    name: str
    statements: int


def make_set(session: Session, draft: SetDraft, by: Actor) -> StatementSet:
    """Make a set of statements; raises RefusedError for a name that is taken, MissingError."""
    _refuse_taken(session, draft.name)
    made = StatementSet(name=draft.name.strip())
    session.add(made)
    session.flush()
    _put_in(session, made, draft.statements)
    record(session, by, "set:make", made)
    return made


def rename_set(session: Session, set_id: int, draft: SetNameDraft, by: Actor) -> StatementSet:
    """Give a set another name; raises MissingError, StaleError, RefusedError when it is taken."""
    kept = in_version(session, StatementSet, set_id, draft.version, _NOUN)
    if name_key(draft.name) != kept.name_key:
        _refuse_taken(session, draft.name)
    kept.name = draft.name.strip()
    record(session, by, "set:rename", kept)
    return kept


def add_statements(session: Session, set_id: int, draft: ChosenDraft, by: Actor) -> int:
    """Put statements into a set and return how many were not in it; raises MissingError."""
    kept = locked(session, StatementSet, set_id, _NOUN)
    added = _put_in(session, kept, draft.statements)
    if added:
        record(session, by, "set:add", kept)
    return added


def remove_statements(session: Session, set_id: int, draft: ChosenDraft, by: Actor) -> int:
    """Take statements out of a set and return how many were in it; raises MissingError."""
    kept = locked(session, StatementSet, set_id, _NOUN)
    chosen = SetMember.statement_id.in_(draft.statements)
    gone = session.scalars(select(SetMember).where(SetMember.set_id == set_id, chosen)).all()
    for one in gone:
        session.delete(one)
    if gone:
        record(session, by, "set:remove", kept)
    return len(gone)


def delete_set(session: Session, set_id: int, version: int, by: Actor) -> None:
    """Delete a set; its statements stay in the record, and the history tells which they were.

    Raises MissingError, StaleError, and RefusedError while a saved report is about it.
    """
    kept = in_version(session, StatementSet, set_id, version, _NOUN)
    _refuse_used(session, set_id)
    with whole_record(session):
        for one in session.scalars(select(SetMember).where(SetMember.set_id == set_id)):
            session.delete(one)
    session.flush()
    session.delete(kept)
    record(session, by, "set:delete", kept)


def sets(session: Session, before: int | None = None, size: int = SIZE) -> Page[SetLine]:
    """Return a page of the sets, the last made first."""
    chosen = select(StatementSet.id).order_by(StatementSet.id.desc()).limit(size + 1)
    ids = session.scalars(chosen if before is None else chosen.where(StatementSet.id < before))
    return page_of(ids.all(), before, size).of(lambda shown: _lines(session, shown))


def set_line(session: Session, set_id: int) -> SetLine:
    """Return a set; raises MissingError."""
    for one in _lines(session, [set_id]):
        return one
    raise MissingError(_NOUN, set_id)


def members(session: Session, set_id: int, before: int | None, size: int = SIZE) -> Page[int]:
    """Return a page of the ids of the statements in a set, the last logged first."""
    chosen = _members(set_id).order_by(SetMember.statement_id.desc()).limit(size + 1)
    if before is not None:
        chosen = chosen.where(SetMember.statement_id < before)
    return page_of(session.scalars(chosen).all(), before, size)


def cited_ids(session: Session, set_id: int, *, withdrawn: bool = False) -> list[int]:
    """Return the ids of the logged statements in a set, in order; raises MissingError.

    The withdrawn ones are cited by nothing but the lossless format.
    """
    set_line(session, set_id)
    wanted = [StatementStatus.LOGGED, *([StatementStatus.WITHDRAWN] if withdrawn else [])]
    cited = _members(set_id).where(Statement.status.in_(wanted))
    return list(session.scalars(cited.order_by(SetMember.statement_id)))


def uncited(session: Session, set_id: int, cited: int) -> int:
    """Count the statements in a set beside those that are cited; raises MissingError."""
    return set_line(session, set_id).statements - cited


def names_of(session: Session, statement_id: int) -> tuple[tuple[int, str], ...]:
    """Return number and name of the sets that a statement is in."""
    rows = session.execute(
        select(StatementSet.id, StatementSet.name)
        .join(SetMember, SetMember.set_id == StatementSet.id)
        .where(SetMember.statement_id == statement_id)
        .order_by(StatementSet.id)
    )
    return tuple((row.id, row.name) for row in rows)


def names(session: Session, most: int = SIZE) -> tuple[tuple[int, str], ...]:
    """Return number and name of the newest sets."""
    chosen = select(StatementSet.id, StatementSet.name).order_by(StatementSet.id.desc())
    return tuple((row.id, row.name) for row in session.execute(chosen.limit(most)))


def _members(set_id: int) -> AnySelect:
    # Joined, so that a statement that is not there for who looks is not counted either.
    joined = select(SetMember.statement_id).join(Statement, Statement.id == SetMember.statement_id)
    return joined.where(SetMember.set_id == set_id)


def _lines(session: Session, ids: Sequence[int]) -> tuple[SetLine, ...]:
    count = (
        select(func.count())
        .select_from(SetMember)
        .join(Statement, Statement.id == SetMember.statement_id)
        .where(SetMember.set_id == StatementSet.id)
        .correlate(StatementSet)
        .scalar_subquery()
    )
    columns = (StatementSet.id, StatementSet.key, StatementSet.version, StatementSet.name)
    rows = session.execute(
        select(*columns, count.label("statements")).where(StatementSet.id.in_(ids))
    )
    known = {row.id: SetLine(**row._asdict()) for row in rows}
    return tuple(known[one] for one in ids if one in known)


def _put_in(session: Session, kept: StatementSet, ids: Iterable[int]) -> int:
    wanted = dict.fromkeys(ids)
    there = set(session.scalars(select(Statement.id).where(Statement.id.in_(wanted))))
    for one in wanted:
        if one not in there:
            noun = "statement"
            raise MissingError(noun, one)
    held = select(SetMember.statement_id).where(SetMember.set_id == kept.id)
    new = there - set(session.scalars(held.where(SetMember.statement_id.in_(wanted))))
    session.add_all(SetMember(set_id=kept.id, statement_id=one) for one in sorted(new))
    session.flush()
    return len(new)


def _refuse_taken(session: Session, name: str) -> None:
    chosen = select(StatementSet.name).where(StatementSet.name_key == name_key(name))
    taken = session.scalar(chosen)
    if taken is not None:
        field = "name"
        raise RefusedError(field, f"“{taken}” is there already; choose it, or another name.")


def _refuse_used(session: Session, set_id: int) -> None:
    """Refuse while a saved report is about a set; one that is not there for all is not named."""
    using = select(SavedReport.title).where(SavedReport.set_id == set_id).limit(1)
    field, title = "version", session.scalar(using)
    if title is not None:
        message = f"The saved report “{title}” is about this set; give it another scope first."
        raise RefusedError(field, message)
    with whole_record(session):
        used = session.scalar(using)
    if used is not None:
        message = "A saved report that you may not see is about this set; ask an admin."
        raise RefusedError(field, message)
