"""What has happened to statements since they left the desk, or were frozen in a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, literal, select, union_all

from desk.rows import grouped
from models import (
    Appearance,
    Event,
    Export,
    FrozenReport,
    Link,
    Notice,
    NoticeAppearance,
    Redaction,
    Relay,
    Statement,
    exported_statement,
    frozen_statement,
)
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.rows import AnySelect


@dataclass(frozen=True)
class Left:
    """Where it is kept which statements left together, by the number of each departure, and when."""

    owner: ColumnElement[int]
    statement: ColumnElement[int]
    whole: type[Export | FrozenReport]

    @property
    def at(self) -> InstrumentedAttribute[datetime]:
        """When they left."""
        return self.whole.created_at


EXPORTED = Left(exported_statement.c.export_id, exported_statement.c.statement_id, Export)
FROZEN = Left(frozen_statement.c.frozen_id, frozen_statement.c.statement_id, FrozenReport)


class What(StrEnum):
    """What has happened to a statement, the weightiest first."""

    REDACTED = "redacted"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    REVISED = "revised"


@dataclass(frozen=True)
class Change:
    """What has happened to a statement of an export since it left."""

    statement_id: int
    what: What


def changes(
    session: Session, ids: Collection[int], *, revised: bool = False, left: Left = EXPORTED
) -> dict[int, tuple[Change, ...]]:
    """Return what has happened since to the statements of these exports, by export.

    Or of frozen reports, by their numbers.

    Corrections, withdrawals and redactions; with `revised`, what was merely revised as well. In one
    query.
    """
    if not ids:
        return {}
    asked = [*_changed(left), *([(What.REVISED, _revised(left))] if revised else [])]
    told = (
        chosen.add_columns(literal(what.value)).where(left.owner.in_(ids)) for what, chosen in asked
    )
    rows = session.execute(union_all(*told))
    found = grouped(
        dict.fromkeys((owner, Change(number, What(what))) for owner, number, what in rows)
    )
    return {one: tuple(sorted(these, key=_rank)) for one, these in found.items()}


def exports_changed() -> Iterator[Select[int]]:
    """Yield selections of the exports to follow up: corrected, withdrawn or redacted since."""
    for _what, chosen in _changed(EXPORTED):
        yield chosen.with_only_columns(EXPORTED.owner)


def _rank(change: Change) -> tuple[int, int]:
    return change.statement_id, list(What).index(change.what)


def _changed(left: Left) -> Iterator[tuple[What, AnySelect]]:
    """Yield what can have happened, with a selection of export and statement where it did.

    Each begins with the few statements to which it happened at all, so that a page of great
    exports costs no more than one of small ones.
    """
    yield What.REDACTED, _redacted(left)
    yield What.WITHDRAWN, _withdrawn(left)
    yield What.CORRECTED, _noticed(left)
    yield What.CORRECTED, _taken_back(left)


def _revised(left: Left) -> AnySelect:
    return _of_statements(left).where(_after(Statement.revised_at, left))


def _after(moment: InstrumentedAttribute[datetime | None], left: Left) -> ColumnElement[bool]:
    return moment > left.at


def _left(left: Left) -> AnySelect:
    return (
        select(left.owner.label("owner_id"), left.statement.label("statement_id"))
        .select_from(left.whole)
        .join(left.owner.table, left.owner == left.whole.id)
    )


def _of_statements(left: Left) -> AnySelect:
    return _left(left).join(Statement, Statement.id == left.statement)


def _redacted(left: Left) -> AnySelect:
    """Select where something went of the statement, its speaker, or what it was found in."""
    gone = union_all(*_redactions()).subquery()
    blanked = gone.c.statement_id == left.statement
    return _left(left).join(gone, blanked).where(gone.c.at > left.at)


def _redactions() -> Iterator[AnySelect]:
    """Yield selections of statements and when something of them was blanked."""
    at = Statement.redacted_at
    yield select(Statement.id.label("statement_id"), at.label("at")).where(at.is_not(None))
    yield _blanked("speaker", Statement.id).join(Statement, _is(Statement.speaker_id))
    found = Appearance.statement_id
    yield _blanked("source", found).join(Appearance, _is(Appearance.source_id))
    yield _blanked("source", found).join(Relay, _is(Relay.source_id)).join(Appearance)
    yield _blanked("capture", found).join(Appearance, _is(Appearance.capture_id))


def _blanked(subject: str, statement_id: InstrumentedAttribute[int]) -> AnySelect:
    chosen = select(statement_id.label("statement_id"), Redaction.created_at.label("at"))
    return chosen.select_from(Redaction).where(Redaction.subject_type == subject)


def _is(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    return column == Redaction.subject_id


def _withdrawn(left: Left) -> AnySelect:
    done = select(func.max(Event.at)).where(
        Event.subject_type == "statement",
        Event.subject_id == Statement.id,
        Event.tag == "statement:withdraw",
    )
    since = func.coalesce(done.scalar_subquery(), Statement.revised_at)
    withdrawn = select(Statement.id).where(Statement.status == StatementStatus.WITHDRAWN)
    return _of_statements(left).where(left.statement.in_(withdrawn), since > left.at)


def _noticed(left: Left) -> AnySelect:
    at = func.coalesce(Notice.revised_at, Notice.created_at)
    touched = select(Appearance.statement_id).join(NoticeAppearance)
    return (
        _left(left)
        .join(Appearance, Appearance.statement_id == left.statement)
        .join(NoticeAppearance, NoticeAppearance.appearance_id == Appearance.id)
        .join(Notice, Notice.id == NoticeAppearance.notice_id)
        .where(left.statement.in_(touched), at > left.at)
    )


def _taken_back(left: Left) -> AnySelect:
    """Select what a statement that still stands corrects, by a confirmed link."""
    confirmed = (Link.relation == Relation.CORRECTS, Link.status == LinkStatus.CONFIRMED)
    corrected = select(Link.to_id).where(*confirmed)
    return (
        _left(left)
        .join(Link, Link.to_id == left.statement)
        .join(Statement, Statement.id == Link.from_id)
        .where(Statement.status == StatementStatus.LOGGED)
        .where(*confirmed, left.statement.in_(corrected), _after(Link.decided_at, left))
    )
