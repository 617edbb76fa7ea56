"""The export ledger: what left the desk, when, to whom, and what has happened to it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, not_, or_, select

from desk import since
from desk.drafts import Draft, EdtfText, Line, RecordId
from desk.hidden import hides_export
from desk.history.audit import record
from desk.pages import SIZE, Page, PageScope, page_of
from desk.refusals import MissingError, NotAllowedError
from desk.scopes import found_in
from desk.sight import topics_kept_from
from models import Account, Export, Statement, exported_statement
from models.dates import read_edtf
from models.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.rows import AnyRow, AnySelect
    from desk.since import Change
    from models.terms import Face

_held = exported_statement.c
"""Which statements an export held."""


class LedgerScope(PageScope):
    """Which exports a list shows; `changed`: those of which something has changed since."""

    statement_id: RecordId | None = None
    source_id: RecordId | None = None
    account_id: RecordId | None = None
    since: EdtfText | None = None
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class ExportLine:
    """An export with who sent it, and the changes since to what it held, by statement."""

    id: int
    at: datetime
    account_id: int
    by: str
    face: Face
    format: str
    style: str | None
    scope: Mapping[str, Any]
    to_whom: str | None
    sha256: str
    statements: int
    changes: tuple[Change, ...] = ()

    @property
    def changed(self) -> int:
        """How many of its statements have changed since."""
        return len({change.statement_id for change in self.changes})


@dataclass(frozen=True)
class Departures:
    """How often a statement left the desk, and when and to whom the last time."""

    times: int
    last: datetime | None = None
    to_whom: str | None = None


def exports(session: Session, scope: LedgerScope, size: int = SIZE) -> Page[ExportLine]:
    """Return a page of the ledger, the last export first."""
    chosen = _narrowed(scope).where(*_seen(session))
    ids = session.scalars(chosen.order_by(Export.id.desc()).limit(size + 1)).all()
    return page_of(ids, scope.before, size).of(lambda shown: _lines(session, shown))


def export(session: Session, export_id: int) -> ExportLine:
    """Return an export; raises MissingError."""
    found = _lines(session, seen_of(session, [export_id]), revised=True)
    if not found:
        noun = "export"
        raise MissingError(noun, export_id)
    return found[0]


def seen_of(session: Session, ids: Collection[int]) -> set[int]:
    """Return which of these exports are there for who looks."""
    return set(session.scalars(select(Export.id).where(Export.id.in_(ids), *_seen(session))))


def statements_in(session: Session, export_id: int, after: int = 0) -> Page[int]:
    """Return a page of the ids of the statements that an export held."""
    chosen = (
        select(_held.statement_id)
        .join(Statement, Statement.id == _held.statement_id)
        .where(_held.export_id == export_id, _held.statement_id > after)
    )
    ids = session.scalars(chosen.order_by(_held.statement_id).limit(SIZE + 1)).all()
    return page_of(ids, after or None)


def departures(session: Session, statement_id: int) -> Departures:
    """Return how often a statement left the desk, in one query."""
    times = func.count().over().label("times")
    row = session.execute(
        select(times, Export.created_at, Export.to_whom)
        .join(exported_statement, _held.export_id == Export.id)
        .where(_held.statement_id == statement_id)
        .order_by(Export.id.desc())
        .limit(1)
    ).first()
    return Departures(row.times, row.created_at, row.to_whom) if row else Departures(0)


def count_with(session: Session, statement_ids: Sequence[int]) -> int:
    """Count the exports that held one of the statements: those to follow up once it changes."""
    found: set[int] = set()
    for start in range(0, len(statement_ids), SIZE * 10):
        some = _held.statement_id.in_(statement_ids[start : start + SIZE * 10])
        found.update(session.scalars(select(_held.export_id).where(some).distinct()))
    return len(found)


def address(session: Session, export_id: int, to_whom: str | None, by: Actor) -> Export:
    """Note to whom an export went; whoever sent it, or who places notices, may.

    Raises MissingError and NotAllowedError.
    """
    left = session.get(Export, export_id)
    if left is None or not seen_of(session, [export_id]):
        noun = "export"
        raise MissingError(noun, export_id)
    if by.account_id != left.account_id and not by.may(Permission.NOTICE):
        message = "Whoever exported it, or a reviewer, says to whom it went."
        raise NotAllowedError(message)
    if left.to_whom != to_whom:
        left.to_whom = to_whom
        record(session, by, "export:address", left)
    return left


class AddressDraft(Draft):
    """To whom an export went."""

    to_whom: Line | None = None


def _narrowed(scope: LedgerScope) -> Select[int]:
    chosen = select(Export.id)
    if scope.statement_id is not None:
        held = select(_held.export_id).where(_held.statement_id == scope.statement_id)
        chosen = chosen.where(Export.id.in_(held))
    if scope.source_id is not None:
        held = select(_held.export_id).where(_held.statement_id.in_(found_in(scope.source_id)))
        chosen = chosen.where(Export.id.in_(held))
    if scope.account_id is not None:
        chosen = chosen.where(Export.account_id == scope.account_id)
    if scope.since:
        chosen = chosen.where(Export.created_at >= _begins(scope.since))
    if scope.changed:
        chosen = chosen.where(or_(*(Export.id.in_(one) for one in since.exports_changed())))
    return chosen if scope.before is None else chosen.where(Export.id < scope.before)


def _seen(session: Session) -> tuple[ColumnElement[bool], ...]:
    """Leave out what held nothing but what is hidden; a criterion of sessions would be too deep."""
    secret = topics_kept_from(session)
    return () if secret is None else (not_(hides_export(Export.id, secret)),)


def _begins(text: str) -> datetime:
    return datetime.combine(read_edtf(text).earliest, time.min, UTC)


def _told(ids: Collection[int]) -> AnySelect:
    """Select what is told of exports, with the number of statements that each held."""
    count = (
        select(func.count())
        .select_from(exported_statement)
        .join(Statement, Statement.id == _held.statement_id)
        .where(_held.export_id == Export.id)
        .scalar_subquery()
    )
    return (
        select(
            *(Export.id, Export.created_at.label("at"), Export.account_id),
            *(Account.name.label("by"), Export.face, Export.format, Export.style, Export.scope),
            *(Export.to_whom, Export.sha256, count.label("statements")),
        )
        .join(Account, Account.id == Export.account_id)
        .where(Export.id.in_(ids))
    )


def _lines(
    session: Session, ids: Collection[int], *, revised: bool = False
) -> tuple[ExportLine, ...]:
    rows = session.execute(_told(ids))
    changes = since.changes(session, ids, revised=revised)
    known: dict[int, AnyRow] = {row.id: row for row in rows}
    return tuple(
        ExportLine(**known[one]._asdict(), changes=changes.get(one, ()))
        for one in ids
        if one in known
    )
