"""Sends the examples of the API to a desk, and tells what it answers as the documentation shows it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from models import Base
from tests.views.test_imports import work_off
from views.api.doors import OPERATIONS
from views.api.examples import Answered, Example, examples
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from tests.views.api.conftest import Program
    from views.api.operations import Operation

BY_NAME = {one.name: one for one in OPERATIONS}
AT_ONCE = {"cancel_job"}
"""Operations on what has just been begun; before all others, what was begun is done."""
ROWS, LINES, CHARACTERS = 1, 12, 240
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
_KEY = re.compile(r"\b[0-7][0-9a-hjkmnp-tv-z]{25}\b")
_WHO = re.compile(r"\badmin-\d+\b")
"""Who works at the desks of tests: numbered, for the process."""
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_NUMBERS = [
    table.autoincrement_column
    for table in Base.metadata.sorted_tables
    if table.autoincrement_column is not None
]
"""What PostgreSQL gives numbers to."""


def answered(program: Program) -> Iterator[tuple[Example, Answered]]:
    """Send every example in its order; yields what was answered, without what changes from day to day."""
    for example in examples():
        operation = BY_NAME[example.operation]
        if example.operation not in AT_ONCE:
            work_off(program.app)
            _number_on(program.app.extensions[EXTENSION].engine)
        headers = example.headers(operation)
        if operation.versioned:
            headers["If-Match"] = _version(program, operation, example)
        answer = program.ask(
            operation.method,
            example.address(operation),
            data=example.sent,
            headers=headers,
        )
        assert answer.status_code == operation.status, f"{example.operation}: {answer.text}"
        media = answer.mimetype or ""
        text = answer.text if _is_text(media) else ""
        yield example, Answered(answer.status_code, media, _steady(_short(text)))


def _number_on(engine: Engine) -> None:
    """Go on with the number after the last record: on PostgreSQL a trial uses up some that none has."""
    if engine.dialect.name != "postgresql":
        return
    with engine.begin() as connection:
        for number in _NUMBERS:
            sequence = func.pg_get_serial_sequence(f'"{number.table.name}"', number.name)
            last = func.max(number)
            going_on = func.setval(sequence, func.coalesce(last, 1), last.is_not(None))
            connection.execute(select(going_on))


def _version(program: Program, operation: Operation, example: Example) -> str:
    place = operation.showing.rule.replace("<int:id>", str(example.path["id"]))
    return program.get(place).headers["ETag"]


def _is_text(media: str) -> bool:
    return media.startswith("text/") or "json" in media or "xml" in media or "bibtex" in media


def _short(text: str) -> str:
    try:
        return json.dumps(_few(json.loads(text)), ensure_ascii=False, indent=2)
    except ValueError:
        lines = text.splitlines()
        rest = ["…"] if len(lines) > LINES else []
        return "\n".join([_cut(line) for line in lines[:LINES]] + rest)


def _few(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    if isinstance(value, dict):
        return {name: _few(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_few(one) for one in value[:ROWS]] + (["…"] if len(value) > ROWS else [])
    return _cut(value) if isinstance(value, str) else value


def _cut(text: str) -> str:
    return text if len(text) <= CHARACTERS else text[:CHARACTERS] + "…"


def _steady(text: str) -> str:
    text = _WHO.sub("Ada Example", _MOMENT.sub("2026-11-22T10:00:00Z", text))
    return _DIGEST.sub("0" * 64, _KEY.sub("01k0000000000000000000000", text))
