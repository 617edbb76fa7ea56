"""What the tables of a database look like, read from the database itself.

Not from the models: a backup of an earlier release is restored by the schema of its day.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import inspect, types

if TYPE_CHECKING:
    from sqlalchemy import Connection, Inspector

REVISION_TABLE = "alembic_version"
#: The search index of SQLite, which is built anew from `statement_text`.
INDEX = "statement_words"
#: What stands beside a desk in its database and is none of it: a queue of jobs, counts of tries.
BESIDE = ("huey_", "gainsay_tries")


class Kind(StrEnum):
    """What a column holds, whichever engine keeps it."""

    NUMBER = "number"
    TRUTH = "truth"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    JSON = "json"
    BYTES = "bytes"


_KINDS: tuple[tuple[type[types.TypeEngine[Any]], Kind], ...] = (
    (types.Boolean, Kind.TRUTH),
    (types.Integer, Kind.NUMBER),
    (types.DateTime, Kind.MOMENT),
    (types.Date, Kind.DAY),
    (types.JSON, Kind.JSON),
    (types.LargeBinary, Kind.BYTES),
    (types.String, Kind.TEXT),
)


class Table(BaseModel):
    """A table: its name, its columns by name in alphabetical order, and its primary key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    columns: tuple[tuple[str, Kind], ...]
    key: tuple[str, ...]


def tables_of(connection: Connection) -> tuple[Table, ...]:
    """Return the tables that hold the desk, parents before children."""
    seen = inspect(connection)
    order = [name for name, _keys in seen.get_sorted_table_and_fkc_names() if name]
    return tuple(_table(seen, name) for name in order if _is_ours(name))


def first_table(connection: Connection) -> str | None:
    """Return the name of a table, of whomever it is; None where the database is empty.

    A queue may be there already: a server that is started before makes it.
    """
    names = (name for name in inspect(connection).get_table_names() if not name.startswith(BESIDE))
    return min(names, default=None)


def _is_ours(name: str) -> bool:
    return name != REVISION_TABLE and not name.startswith((INDEX, *BESIDE))


def _table(seen: Inspector, name: str) -> Table:
    # The two engines may keep their columns in different order.
    columns = sorted(
        (column["name"], _kind(f"{name}.{column['name']}", column["type"]))
        for column in seen.get_columns(name)
        if "computed" not in column
    )
    key = seen.get_pk_constraint(name)["constrained_columns"]
    return Table(name=name, columns=tuple(columns), key=tuple(key))


def _kind(place: str, type_: types.TypeEngine[Any]) -> Kind:
    found = next((kind for known, kind in _KINDS if isinstance(type_, known)), None)
    if found is None:
        message = f"The column {place} is of a type that no backup keeps: {type_!r}."
        raise TypeError(message)
    return found
