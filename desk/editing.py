"""Edits of records: of the version that was seen, and of what is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from desk.refusals import MissingError, RefusedError, StaleError
from desk.sight import whole_record

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import (
        Notice,
        Proposal,
        Remark,
        ReplyRequest,
        Review,
        SavedReport,
        Source,
        Speaker,
        Statement,
        StatementSet,
        Topic,
    )

    Mergeable = TypeVar("Mergeable", Speaker, Source, Topic)
    Editable = TypeVar(
        "Editable",
        Speaker,
        Source,
        Topic,
        Statement,
        StatementSet,
        Notice,
        Review,
        ReplyRequest,
        Remark,
        SavedReport,
        Proposal,
    )


def current(session: Session, kind: type[Mergeable], record_id: int, version: int) -> Mergeable:
    """Return the record if this is its version, locked.

    Raises MissingError, RefusedError when it was merged into another, StaleError.
    """
    found = locked(session, kind, record_id)
    noun = kind.__tablename__
    if found.merged_into_id is not None:
        field = "version"
        raise RefusedError(
            field, f"This {noun} was merged into {noun} {found.merged_into_id}; go on there."
        )
    if found.version != version:
        raise StaleError(noun, record_id)
    return found


def in_version(
    session: Session, kind: type[Editable], record_id: int, version: int, noun: str | None = None
) -> Editable:
    """Return the record if this is its version, locked; `noun` where it is not called as its table.

    Raises MissingError, StaleError.
    """
    found = locked(session, kind, record_id, noun)
    if found.version != version:
        raise StaleError(noun or kind.__tablename__, record_id)
    return found


def locked(
    session: Session, kind: type[Editable], record_id: int, noun: str | None = None
) -> Editable:
    """Return the record, locked; raises MissingError."""
    found = session.scalar(select(kind).where(kind.id == record_id).with_for_update())
    if found is None:
        raise MissingError(noun or kind.__tablename__, record_id)
    return found


def refuse_known_key(session: Session, kind: type[Mergeable], key: str | None) -> None:
    """Refuse a key that another record has, also one that is not there for whoever does the deed."""
    if key is None:
        return
    with whole_record(session):
        known = session.scalar(select(kind.id).where(kind.key == key))
    if known is not None:
        field = "key"
        raise RefusedError(field, f"The key “{key}” is taken; give another one, or none.")


def touch(edited: Speaker | Topic) -> None:
    """Count an edit that changes only what belongs to the record: its version has to move."""
    edited.version += 1
