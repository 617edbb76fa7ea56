"""What a query needs to ask for very many rows at once, in the order that Python gives keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy import (
    BigInteger,
    BinaryExpression,
    Boolean,
    Text,
    TypeDecorator,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement, GenericFunction
from sqlalchemy.sql.operators import custom_op

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import BindParameter, ColumnElement, Dialect, Select
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.types import TypeEngine

POSTGRESQL = "postgresql"
FEW = 60
"""Up to how many values a query lists one by one."""


def keyed(keys: Iterable[str], dialect: str) -> Select[Any]:
    """Select these keys, however many: they reach the database as one value."""
    told = list(keys)
    if dialect == POSTGRESQL:
        return select(func.unnest(literal(told, ARRAY(Text))))
    return select(func.json_each(json.dumps(told)).table_valued("value").c.value)


class _Numbers(TypeDecorator[Any]):
    """Numbers as one value: an array on PostgreSQL, JSON elsewhere."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return how the numbers are handed over."""
        return ARRAY(BigInteger()) if dialect.name == POSTGRESQL else Text()

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401 -- as declared
        """Hand numbers over."""
        return value if dialect.name == POSTGRESQL else json.dumps(value)


class _Listed(FunctionElement[int]):
    """Some numbers, which reach the database as one value, as the right side of IN."""

    name = "listed"
    type = BigInteger()
    inherit_cache = True


class _Unindexed(GenericFunction[Any]):
    """A column as what is made of it, of which SQLite has no index; PostgreSQL chooses well."""

    name = "unindexed"
    inherit_cache = True


@compiles(_Unindexed)
def _made_of(element: _Unindexed, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    return f"+{compiler.process(element.clauses, **kw)}"


@compiles(_Unindexed, POSTGRESQL)
def _itself(element: _Unindexed, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    return compiler.process(element.clauses, **kw)


@compiles(_Listed)
def _from_json(element: _Listed, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    numbers = compiler.process(element.clauses, **kw)
    return f"(SELECT value FROM json_each({numbers}))"  # noqa: S608 -- the name of a parameter


@compiles(_Listed, POSTGRESQL)
def _from_array(element: _Listed, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    return f"(SELECT unnest({compiler.process(element.clauses, **kw)}))"


def within(column: Any, ids: Iterable[int]) -> ColumnElement[bool]:  # noqa: ANN401 -- any column
    """Tell that a column of numbers is one of these, however many.

    Few are listed. Very many are told by the first and the last where they follow each other, and
    else are one value, so that the query is the same text whatever their number.
    """
    numbers = list(ids)
    if len(numbers) <= FEW:
        return cast("ColumnElement[bool]", column.in_(numbers))
    if ends := _ends(numbers):
        return cast("ColumnElement[bool]", column.between(*ends))
    return _is_listed(column, bindparam(None, numbers, type_=_Numbers(), unique=True))


def within_given(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401 -- any column
    """Tell that a column of numbers is one of those that are bound to a name, however many."""
    return _is_listed(column, bindparam(name, type_=_Numbers()))


class Some(NamedTuple):
    """Some numbers as a query takes them that is put together once for either way."""

    #: Whether they follow each other, so that the first and the last tell all of them.
    in_a_row: bool
    told: dict[str, object]


def some_of(ids: Iterable[int]) -> Some:
    """Return numbers as a query takes them that asks with `within_some`."""
    numbers = sorted(ids)
    if len(numbers) > 1 and (ends := _ends(numbers)):
        return Some(in_a_row=True, told=dict(zip(("first", "last"), ends, strict=True)))
    return Some(in_a_row=False, told={"ids": numbers})


def within_some(column: Any, in_a_row: bool) -> ColumnElement[bool]:  # noqa: ANN401, FBT001 -- which of two
    """Tell that a column of numbers is one of some that are told with the query."""
    if in_a_row:
        told = column.between(bindparam("first"), bindparam("last"))
    else:
        told = column.in_(bindparam("ids", expanding=True))
    return cast("ColumnElement[bool]", told)


def _ends(numbers: Collection[int]) -> tuple[int, int] | None:
    """Return the first and the last of numbers that follow each other, None where they do not."""
    if not numbers:
        return None
    first, last = min(numbers), max(numbers)
    return (first, last) if last - first + 1 == len(numbers) == len(set(numbers)) else None


def unindexed(column: Any) -> ColumnElement[Any]:  # noqa: ANN401 -- any column
    """Return a column by which SQLite looks nothing up, where another index is to lead."""
    return _Unindexed(column, type_=column.type)


def _is_listed(column: Any, numbers: BindParameter[Any]) -> ColumnElement[bool]:  # noqa: ANN401
    is_one_of = custom_op("IN", is_comparison=True, return_type=Boolean())
    return BinaryExpression(column, _Listed(numbers), is_one_of, type_=Boolean())
