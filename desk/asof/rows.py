"""Rows as plain values: their columns, their numbers, and values read back from events."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, TypeDecorator, inspect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import InstrumentedAttribute
    from sqlalchemy.types import TypeEngine

    from models import Base

    Values = dict[str, Any]


@cache
def columns_of(model: type[Base]) -> tuple[InstrumentedAttribute[Any], ...]:
    """Return what of a table is kept: neither bytes nor secrets."""
    return tuple(
        getattr(model, attribute.key)
        for attribute in inspect(model).column_attrs
        if not isinstance(attribute.columns[0].type, LargeBinary)
        and not attribute.columns[0].info.get("secret")
    )


def number_of(model: type[Base], row: Mapping[str, Any]) -> str:
    """Return the number by which events tell a row: its key, or the parts of it."""
    return "-".join(str(row[name]) for name in _keys(model))


def filled(model: type[Base], row: Mapping[str, Any]) -> Values:
    """Return a row with all columns; one that did not exist when an event told the row is empty."""
    return {name: row.get(name) for name in _kinds(model)}


def typed(model: type[Base], told: Mapping[str, Any]) -> Values:
    """Read the values of a row from what an event tells; what is no column is left out."""
    kinds = _kinds(model)
    return {name: _read(kinds[name], value) for name, value in told.items() if name in kinds}


@cache
def _keys(model: type[Base]) -> tuple[str, ...]:
    return tuple(column.key for column in inspect(model).primary_key if column.key)


@cache
def _kinds(model: type[Base]) -> dict[str, type[Any]]:
    return {one.key: _kind(one.type) for one in columns_of(model)}


def _kind(kept_as: TypeEngine[Any]) -> type[Any]:
    plain = kept_as.impl_instance if isinstance(kept_as, TypeDecorator) else kept_as
    return plain.python_type


def _read(kind: type[Any], value: Any) -> Any:  # noqa: ANN401 -- a value of any column
    if value is None:
        return None
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
