"""Rows as lines of text that read the same whichever engine they come from.

A line is a JSON array in UTF-8, one value a column: truth as 0 or 1, a day as `2017-09-18`, a
moment as `2017-09-18 10:00:00.000000` in UTC, JSON as canonical JSON text, bytes in base64.
"""

from __future__ import annotations

import base64
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from desk.history.audit import canonical
from desk.moving.shapes import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk.moving.shapes import Table

#: Beyond this Python writes a number with an exponent, which PostgreSQL does not keep.
_WRITTEN_OUT = 1e16
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_WIDTH = len("2017-09-18 10:00:00.000000")


def line_of(table: Table) -> Callable[[Sequence[Any]], bytes]:
    """Return what writes a row of a table, as a connection gives it, as a line."""
    changed = [
        (place, _WRITTEN[kind]) for place, (_, kind) in enumerate(table.columns) if kind in _WRITTEN
    ]

    def write(row: Sequence[Any]) -> bytes:
        values = list(row)
        for place, written in changed:
            if values[place] is not None:
                values[place] = written(values[place])
        return f"{_encode(values)}\n".encode()

    return write


def row_of(table: Table) -> Callable[[bytes], list[Any]]:
    """Return what reads a line of a table; it raises ValueError where a value is not of its kind."""
    kinds = [kind for _name, kind in table.columns]

    def read(line: bytes) -> list[Any]:
        values = json.loads(line)
        if not isinstance(values, list) or len(values) != len(kinds):
            message = "a row does not have the columns of its table"
            raise ValueError(message)
        return [
            None if value is None else _READ[kind](value)
            for kind, value in zip(kinds, values, strict=True)
        ]

    return read


def _written_json(text: str) -> str:
    return canonical(json.loads(text, parse_float=_number))


def _number(text: str) -> float:
    number = float(text)
    return int(number) if abs(number) >= _WRITTEN_OUT and number.is_integer() else number


def _written_bytes(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _a_number(value: Any) -> int:  # noqa: ANN401 -- whatever JSON holds
    if type(value) is not int:
        message = f"no number: {value!r:.40}"
        raise ValueError(message)
    return value


def _a_truth(value: Any) -> int:  # noqa: ANN401
    if _a_number(value) not in (0, 1):
        message = f"neither 0 nor 1: {value}"
        raise ValueError(message)
    return int(value)


def _a_text(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        message = f"no text: {value!r:.40}"
        raise ValueError(message)  # noqa: TRY004 -- one kind of fault for whoever reads a line
    return value


def _a_day(value: Any) -> str:  # noqa: ANN401
    return date.fromisoformat(_a_text(value)).isoformat()


def _a_moment(value: Any) -> str:  # noqa: ANN401
    text = _a_text(value)
    if len(text) != _WIDTH or datetime.fromisoformat(text).tzinfo is not None:
        message = f"no moment: {text:.40}"
        raise ValueError(message)
    return text


def _some_json(value: Any) -> str:  # noqa: ANN401
    json.loads(_a_text(value))
    return str(value)


def _some_bytes(value: Any) -> bytes:  # noqa: ANN401
    return base64.b64decode(_a_text(value), validate=True)


_WRITTEN: dict[Kind, Callable[[Any], str]] = {
    Kind.JSON: _written_json,
    Kind.BYTES: _written_bytes,
}
_READ: dict[Kind, Callable[[Any], Any]] = {
    Kind.NUMBER: _a_number,
    Kind.TRUTH: _a_truth,
    Kind.TEXT: _a_text,
    Kind.DAY: _a_day,
    Kind.MOMENT: _a_moment,
    Kind.JSON: _some_json,
    Kind.BYTES: _some_bytes,
}
