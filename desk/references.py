"""Finds a record by what people and commands call it: its id, its key, its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, or_, select

from desk.refusals import MissingError, RefusedError
from models import Link, Source, Speaker, SpeakerName, Statement, Topic, name_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Kept = type[Statement | Speaker | Source | Topic | Link]

LONGEST_ID = 9
LONGEST_REFERENCE = 400


def id_of(session: Session, kind: Kept, reference: str) -> int:
    """Return the id that an id, a key or, for speakers and topics, a name stands for.

    Raises MissingError when nothing is called so, RefusedError when several are.
    """
    if len(reference) > LONGEST_REFERENCE:
        raise MissingError(kind.__tablename__, f"{reference[:40]}…")
    found = session.scalars(select(kind.id).where(_means(kind, reference)).limit(2)).all()
    if not found:
        raise MissingError(kind.__tablename__, reference)
    if len(found) > 1:
        noun = kind.__tablename__
        raise RefusedError(noun, f"Several are called “{reference}”; give the id or the key.")
    return found[0]


def _means(kind: Kept, reference: str) -> ColumnElement[bool]:
    if reference.isascii() and reference.isdecimal():
        return kind.id == (int(reference) if len(reference) <= LONGEST_ID else 0)
    if kind is Speaker:
        folded = name_key(reference)
        also = select(SpeakerName.speaker_id).where(SpeakerName.name_key == folded)
        named = or_(Speaker.name_key == folded, Speaker.id.in_(also))
        return or_(Speaker.key == reference, named & Speaker.merged_into_id.is_(None))
    if kind is Topic:
        named = or_(Topic.slug == reference, Topic.name_key == name_key(reference))
        return or_(Topic.key == reference, named)
    return kind.key == reference
