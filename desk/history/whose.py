"""Whose the rows are of which events tell, table by table: what is hidden of them is known by that.

A table that stands in none of these is told to those alone from whom nothing is hidden.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from desk.freezing import freezing, guests
from models import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sqlalchemy.orm import Mapper, Session

    Seen = Callable[[Session, Collection[int]], set[int]]

#: What tells of nothing that can be hidden.
OPEN = frozenset({"account", "setting", "statement_set"})
#: What a session hides by itself, with the columns that say whose a row is: of one that is gone,
#: only its owners tell who may know of it.
OWNERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("statement", "speaker", "source", "topic", "link", "redaction"), ()),
    "appearance": ("statement_id",),
    "capture": ("source_id",),
    "notice": ("source_id",),
    "notice_appearance": ("notice_id", "appearance_id"),
    "office": ("speaker_id",),
    "old_slug": ("topic_id",),
    "proposal": ("reading_id", "statement_id"),
    "reading": ("capture_id",),
    "relay": ("appearance_id",),
    "remark": ("link_id",),
    "reply_request": ("statement_id", "link_id"),
    "review": ("statement_id",),
    "saved_report": ("speaker_id", "topic_id", "source_id"),
    "set_member": ("statement_id",),
    "speaker_name": ("speaker_id",),
    "translation": ("statement_id",),
}
#: What may hold more than its subject does, each with what tells which of them are there.
SEEN: dict[str, Seen] = {
    "frozen_report": freezing.seen_of,
    "export": guests.exports_seen,
    "share": guests.shares_seen,
    "token": guests.tokens_seen,
}


@cache
def mappers() -> Mapping[str, Mapper[Any]]:
    """Return how the records are kept, by their tables."""
    return {one.class_.__tablename__: one for one in Base.registry.mappers}


@cache
def references(table: str) -> Mapping[str, str]:
    """Return the fields of a table that refer to another record by its number, with its table."""
    return {
        one.key: next(iter(one.columns[0].foreign_keys)).column.table.name
        for one in mappers()[table].column_attrs
        if one.columns[0].foreign_keys
    }


@cache
def lists(table: str) -> Mapping[str, str]:
    """Return the fields of a table that list other records by their keys, with their table."""
    return {
        one.key: one.mapper.class_.__tablename__
        for one in mappers()[table].relationships
        if one.secondary is not None
    }


@cache
def key_columns(table: str) -> tuple[str, ...]:
    """Return the columns whose values make the number of a row, in their order there."""
    return tuple(column.name for column in mappers()[table].primary_key)


@cache
def homes(table: str) -> frozenset[str]:
    """Return the tables of the records on which a row rests, its owners and theirs."""
    nearest = {references(table)[name] for name in OWNERS.get(table, ())}
    return frozenset(nearest).union(*(homes(one) for one in nearest))
