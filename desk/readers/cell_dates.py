"""Dates in the cells of people's own tables: as people write them, if they can mean but one."""

from __future__ import annotations

from functools import lru_cache

from desk.written_dates import UnclearDateError, WrittenDate, read_written
from models.dates import UnreadableDateError, read_edtf

#: The columns of dates; the day of publication first, since “Monday” is counted from it.
DATES = ("published", "accessed", "about", "said")
#: Where the words of a date are kept that say more than what is counted from them.
WORDS = {"said": "said_text", "about": "about_text"}


def dated(cells: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells with their dates in EDTF, and what is wrong with others, by column."""
    read, wrong = dict(cells), {}
    for name in DATES:
        cell = cells.get(name, "").strip()
        if not cell:
            continue
        if (plain := _edtf(cell)) is not None:
            read[name] = plain
            continue
        try:
            date = _read(cell, read.get("published") if name in WORDS else None)
        except UnclearDateError as unclear:
            wrong[name] = unclear.reason
            continue
        if date.edtf is None:
            wrong[name] = f"“{cell}” can mean {' or '.join(date.choices)}; write the one you mean"
            continue
        read[name] = date.edtf
        if date.asks and name in WORDS and not read.get(WORDS[name], "").strip():
            read[WORDS[name]] = cell
    return read, wrong


@lru_cache(maxsize=16_384)
def _edtf(cell: str) -> str | None:
    """Return a cell that is EDTF, which can mean nothing else, or None."""
    try:
        return read_edtf(cell).text
    except UnreadableDateError:
        return None


@lru_cache(maxsize=4096)
def _read(cell: str, published: str | None) -> WrittenDate:
    return read_written(cell, published)
