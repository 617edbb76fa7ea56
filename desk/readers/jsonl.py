"""Reads our exchange format: one statement a line, every fault named with its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from desk.readers.faults import Fault, faults_of
from desk.readers.keys import with_keys
from desk.readers.reading import FileRead, NumberedLine, counted, silent, too_many
from desk.statement_drafts import StatementLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.readers.reading import Progress

BOM = b"\xef\xbb\xbf"
NOT_UTF8 = "this is not UTF-8 (byte {byte}); save the file as UTF-8"


def read_jsonl(content: bytes, progress: Progress = silent) -> FileRead:
    """Return the statements of a file in our JSON Lines format, and the faults of the other lines.

    UTF-8, one JSON object a line; blank lines are passed over.
    """
    lines = content.removeprefix(BOM).split(b"\n")
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    read = FileRead(faults=too_many(len(filled)))
    if read.faults:
        return read
    for number, line in counted(filled, progress):
        try:
            read.lines.append(NumberedLine(number, _draft(line)))
        except ValidationError as error:
            read.faults.extend(faults_of(number, error))
        except ValueError as error:
            read.faults.append(Fault(number, "", str(error)))
    return with_keys(read)


def statement_line(text: str) -> StatementLine:
    """Return the statement that a JSON object describes.

    Raises ValueError, a ValidationError among them, when it describes none.
    """
    value = whole_json(text)
    if not isinstance(value, dict):
        message = "A line holds one JSON object: a statement."
        raise ValueError(message)  # noqa: TRY004 -- one kind of error for whatever a line holds
    try:
        return StatementLine.model_validate_json(text, strict=True)
    except ValidationError as error:
        if error.error_count() > 1 or error.errors(include_url=False)[0]["type"] != "json_invalid":
            raise
    # What this reader of JSON cannot even read, such as half a character, the other one names.
    StatementLine.model_validate(value, strict=False)
    message = "this is not a statement: it is nested too deeply"
    raise ValueError(message)


def _draft(line: bytes) -> StatementLine:
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise ValueError(NOT_UTF8.format(byte=error.start + 1)) from error
    return statement_line(text)


def whole_json(text: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Return the value of a JSON text without NaN and without a key given twice.

    Raises ValueError with what is wrong and at which character.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg} at character {error.pos + 1}"
        raise ValueError(message) from error
    except RecursionError as error:
        message = "this is not a statement: it is nested too deeply"
        raise ValueError(message) from error


def broken_json(text: str, reason: str) -> Fault:
    """Return what is wrong with a text that whole_json refused for a reason: with line and column."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Fault(error.lineno, "", f"this is not JSON: {error.msg}", error.colno)
    except (ValueError, RecursionError):
        return Fault(1, "", reason)
    return Fault(1, "", reason)


def _no_constant(name: str) -> NoReturn:
    message = f"{name} is not JSON; leave the key out"
    raise ValueError(message)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        _refuse_repeated(name for name, _ in pairs)
    return told


def _refuse_repeated(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            message = f"the key “{name}” stands twice; keep one"
            raise ValueError(message)
        seen.add(name)


_DECODER = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_no_repeats)
