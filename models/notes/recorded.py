"""What a format spells in its own way, as the record has it: "In the record, page: 12–14"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.csl import NAMES
from models.notes.escapes import UnreadableNoteError, as_written, in_a_tail
from models.notes.tails import aside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = str | list[dict[str, str]]
_RECORDED = re.compile(r"In the record, ([A-Za-z_-]+): (.+)", re.DOTALL)
_NAME, _PART = " | ", "; "


def recorded(variable: str, value: str | Sequence[Mapping[str, str]]) -> str:
    """Return a note that tells a CSL variable exactly; names are told part by part."""
    told = in_a_tail(value) if isinstance(value, str) else _NAME.join(map(_parts, value))
    return aside(f"In the record, {variable}: {told}")


def read_recorded(sentence: str) -> tuple[str, Value] | None:
    """Return the variable and the value that such a note tells; None of any other, or a broken one."""
    found = _RECORDED.fullmatch(sentence)
    if found is None:
        return None
    variable, told = found.groups()
    try:
        names = [_name(name) for name in told.split(_NAME)] if variable in NAMES else []
        return variable, names or as_written(told)
    except UnreadableNoteError:
        return None


def _parts(name: Mapping[str, str]) -> str:
    return _PART.join(f"{part} {in_a_tail(text)}" for part, text in name.items() if text)


def _name(told: str) -> dict[str, str]:
    parts = (part.partition(" ") for part in told.split(_PART))
    return {part: as_written(text) for part, _space, text in parts}
