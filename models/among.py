"""What a query needs to ask for very many rows at once, in the order that Python gives keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, collate, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute

POSTGRESQL = "postgresql"


def among(ids: Iterable[int], dialect: str) -> Select[Any]:
    """Select these numbers, however many: they reach the database as one value."""
    numbers = list(ids)
    if dialect == POSTGRESQL:
        return select(func.unnest(literal(numbers, ARRAY(BigInteger))))
    return select(func.json_each(json.dumps(numbers)).table_valued("value").c.value)


def by_bytes(column: InstrumentedAttribute[str], dialect: str) -> ColumnElement[str]:
    """Return a column to sort by its bytes, as Python sorts text, whatever the database's language.

    The bytes of UTF-8 sort as the code points do; SQLite knows no other order.
    """
    return collate(column, "C") if dialect == POSTGRESQL else column.expression
