"""Reads our exchange format: one statement a line, every fault named with its line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from desk.refusals import DeskError
from desk.statement_drafts import StatementLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BOM = b"\xef\xbb\xbf"
SHOWN = 20
#: What is wrong with a value, in our words for those of the library.
REASONS = {
    "extra_forbidden": "this key is unknown; remove it or correct its name",
    "missing": "this key is missing",
    "too_short": "at least one is needed",
    "string_type": "it has to be a text",
    **dict.fromkeys(("list_type", "tuple_type"), "it has to be a list"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "it has to be true or false"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "it has to be a whole number"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "it has to be an object"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, at which field."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        """Say it in one line."""
        place = f"line {self.line}"
        return f"{place}, {self.field}: {self.reason}" if self.field else f"{place}: {self.reason}"


class ImportRefusedError(DeskError):
    """A file with faults; nothing of it was stored."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{faults[0]}" + _and_more(len(faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class NumberedLine:
    """A draft with the number of the line it stood on."""

    number: int
    draft: StatementLine


def read_lines(content: bytes) -> tuple[list[NumberedLine], list[Fault]]:
    """Return the drafts of a file in our JSON Lines format, and the faults of the other lines.

    UTF-8, one JSON object a line; blank lines are passed over.
    """
    drafts: list[NumberedLine] = []
    faults: list[Fault] = []
    for number, line in enumerate(content.removeprefix(BOM).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            drafts.append(NumberedLine(number, _draft(line)))
        except ValidationError as error:
            faults.extend(_faults(number, error))
        except ValueError as error:
            faults.append(Fault(number, "", str(error)))
    return drafts, faults + _repeated(drafts)


def _draft(line: bytes) -> StatementLine:
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        message = f"this is not UTF-8 (byte {error.start + 1}); save the file as UTF-8"
        raise ValueError(message) from error
    value = _json(text)
    if not isinstance(value, dict):
        message = "A line holds one JSON object: a statement."
        raise ValueError(message)  # noqa: TRY004 -- one kind of error for whatever a line holds
    try:
        return StatementLine.model_validate_json(text, strict=True)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] != "json_invalid":
            raise
    # What this reader of JSON cannot even read, such as half a character, the other one names.
    StatementLine.model_validate(value, strict=False)
    message = "this is not a statement: it is nested too deeply"
    raise ValueError(message)


def _json(text: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg} at character {error.pos + 1}"
        raise ValueError(message) from error
    except RecursionError as error:
        message = "this is not a statement: it is nested too deeply"
        raise ValueError(message) from error


def _no_constant(name: str) -> NoReturn:
    message = f"{name} is not JSON; leave the key out"
    raise ValueError(message)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            message = f"the key “{name}” stands twice; keep one"
            raise ValueError(message)
        seen.add(name)
    return dict(pairs)


def _faults(number: int, error: ValidationError) -> Iterator[Fault]:
    for fault in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in fault["loc"])
        yield Fault(number, field, _reason(fault["type"], fault["msg"]))


def _reason(kind: str, message: str) -> str:
    return REASONS.get(kind, message.replace("Input should be", "it has to be"))


def _repeated(drafts: Sequence[NumberedLine]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for line in drafts:
        key = line.draft.key
        if key is not None and first.setdefault(key, line.number) != line.number:
            reason = f"“{key}” stands on line {first[key]} already"
            faults.append(Fault(line.number, "key", reason))
    return faults


def _and_more(count: int) -> str:
    return f" (and {count - 1} more)" if count > 1 else ""
