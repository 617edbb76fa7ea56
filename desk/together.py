"""Rows of several tables, read in one query."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Enum as Term
from sqlalchemy import Integer, Text, cast, literal, null, select, type_coerce, union_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session
    from sqlalchemy.types import TypeEngine

    Column = InstrumentedAttribute[Any] | ColumnElement[Any]
    Values = dict[str, Any]
    Slots = dict[tuple[type[TypeEngine[Any]], int], TypeEngine[Any]]


class Wanted(NamedTuple):
    """What of a table is read: these columns, by their names, of the rows that fulfil this."""

    columns: Sequence[Column]
    where: Sequence[ColumnElement[bool]]


def read(session: Session, wanted: Sequence[Wanted]) -> Iterator[tuple[int, Values]]:
    """Yield the rows of all that is wanted, each with the place of what it was wanted for.

    Columns of one type stand one below another; what a table has none of is empty.
    """
    slots = _slots(wanted)
    spots = [list(_placed(one.columns)) for one in wanted]
    chosen = union_all(
        *(
            select(literal(number, Integer), *_laid(one.columns, slots)).where(*one.where)
            for number, one in enumerate(wanted)
        )
    )
    at = {slot: place for place, slot in enumerate(slots, 1)}
    for row in session.execute(chosen):
        number = row[0]
        told = zip(wanted[number].columns, spots[number], strict=True)
        yield number, {str(column.key): _value(column, row[at[slot]]) for column, slot in told}


def _slots(wanted: Sequence[Wanted]) -> Slots:
    return {
        slot: _kept_as(column)
        for one in wanted
        for column, slot in zip(one.columns, _placed(one.columns), strict=True)
    }


def _placed(columns: Sequence[Column]) -> Iterator[tuple[type[TypeEngine[Any]], int]]:
    """Yield for each column its type, and how many of that type come before it."""
    seen: Counter[type[TypeEngine[Any]]] = Counter()
    for column in columns:
        kind = type(_kept_as(column))
        yield kind, seen[kind]
        seen[kind] += 1


def _laid(columns: Sequence[Column], slots: Slots) -> Iterator[ColumnElement[Any]]:
    held = dict(zip(_placed(columns), columns, strict=True))
    for slot, kept_as in slots.items():
        if slot in held:
            yield type_coerce(held[slot], kept_as)
        else:
            yield cast(null(), kept_as)


def _kept_as(column: Column) -> TypeEngine[Any]:
    # Terms of whatever vocabulary are text.
    return Text() if isinstance(column.type, Term) else column.type


def _value(column: Column, value: Any) -> Any:  # noqa: ANN401 -- a value of any column
    kind = column.type.python_type if isinstance(column.type, Term) else None
    if value is None or kind is None or not issubclass(kind, Enum):
        return value
    return kind(value)
