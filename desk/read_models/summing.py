"""Adds to sums that are held ready, or puts them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

from models.among import POSTGRESQL

if TYPE_CHECKING:
    from sqlalchemy import Executable, Table

    from desk.rows import AnySelect


def adding(table: Table, dialect: str, chosen: AnySelect | None = None) -> Executable:
    """Return what adds rows to those of the same key: each column that is none of it is a sum.

    The rows chosen, in the order of the table's columns; without these such as it is sent with.
    """
    insert = postgresql.insert(table) if dialect == POSTGRESQL else sqlite.insert(table)
    if chosen is not None:
        insert = insert.from_select([*table.c], chosen)
    sums: dict[str, Any] = {
        one.name: one + insert.excluded[one.name] for one in table.c if not one.primary_key
    }
    return insert.on_conflict_do_update(index_elements=[*table.primary_key], set_=sums)
