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


class _Told(NamedTuple):
    """What a row tells at one of its places: looked up once, whatever the rows."""

    name: str
    place: int
    term: type[Enum] | None

    @classmethod
    def of(cls, column: Column, place: int) -> _Told:
        """Return what a row tells of a column."""
        kind = column.type.python_type if isinstance(column.type, Term) else None
        is_term = kind is not None and issubclass(kind, Enum)
        return cls(str(column.key), place, kind if is_term else None)

    def value(self, kept: Any) -> Any:  # noqa: ANN401 -- a value of any column
        """Return what is kept, terms as such."""
        return kept if self.term is None or kept is None else self.term(kept)


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
    places = [[at[slot] for slot in some] for some in spots]
    told = [
        [_Told.of(column, place) for column, place in zip(one.columns, some, strict=True)]
        for one, some in zip(wanted, places, strict=True)
    ]
    for row in session.execute(chosen):
        number = row[0]
        yield number, {one.name: one.value(row[one.place]) for one in told[number]}


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
