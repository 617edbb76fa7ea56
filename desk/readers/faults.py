"""What is wrong with a file: the line, the field, the column, and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.refusals import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import ValidationError

#: How many faults of one line are listed, and of how many they are chosen: a line of 20 MB may have
#: millions, and each takes memory as soon as it is looked at.
MOST_LISTED, MOST_KNOWN = 20, 1_000
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
    """What is wrong with a line, at which field; `column` counts from 1 where a file has columns.

    `line` 0 is the file as a whole. `left_out`: the line is right in itself, but refers to one that
    is refused.
    """

    line: int
    field: str
    reason: str
    column: int | None = None
    left_out: bool = False
    #: Whether the line tells of a work alone, as in a reference file.
    work: bool = False
    #: What `line` counts: lines, or entries where several stand on one line.
    unit: str = "line"

    def __str__(self) -> str:
        """Say it in one line."""
        column = f"column {self.column}" if self.column else ""
        named = " ".join(filter(None, (column, self.field if not column else _named(self.field))))
        line = f"{self.unit} {self.line}" if self.line else ""
        place = ", ".join(filter(None, (line, named)))
        return f"{place}: {self.reason}" if place else self.reason


class ImportRefusedError(DeskError):
    """A file with faults; nothing of it was stored."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{faults[0]}" + _and_more(len(faults)))
        self.faults = tuple(faults)


def faults_of(line: int, error: ValidationError) -> Iterator[Fault]:
    """Yield what a draft refuses of a line, each at its field; of very much, how much it is."""
    count = error.error_count()
    if count > MOST_KNOWN:
        yield Fault(line, "", f"{count:,} things are wrong with it, too many to be listed")
        return
    for fault in error.errors(include_url=False, include_input=False)[:MOST_LISTED]:
        field = ".".join(str(part) for part in fault["loc"])
        yield Fault(line, field, _reason(fault["type"], fault["msg"]))
    if count > MOST_LISTED:
        yield Fault(line, "", f"and {count - MOST_LISTED:,} more things are wrong with it")


def _reason(kind: str, message: str) -> str:
    return REASONS.get(kind, message.replace("Input should be", "it has to be"))


def _named(field: str) -> str:
    return f"({field})" if field else ""


def _and_more(count: int) -> str:
    return f" (and {count - 1} more)" if count > 1 else ""
