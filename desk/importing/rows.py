"""What an import does or would do, row by row, in the order of the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.readers.faults import Fault
    from desk.statement_drafts import StatementLine

SHORT = 90
_RANKS = {what: rank for rank, what in enumerate(Imported)}
_REFUSALS = frozenset({Verdict.REFUSED, Verdict.LEFT_OUT})


@dataclass(frozen=True)
class ImportRow:
    """One thing that a line tells of, and what becomes of it; `why` says it where it is needed."""

    line: int
    what: Imported
    verdict: Verdict
    text: str = ""
    why: str = ""
    field: str = ""
    column: int | None = None


class Rows:
    """Gathers the rows while lines are stored; `line` is the one at work."""

    def __init__(self) -> None:
        self.line = 0
        self.all: list[ImportRow] = []

    def add(self, what: Imported, verdict: Verdict, text: str, why: str = "") -> None:
        """Note what becomes of a thing on the line at work."""
        self.all.append(ImportRow(self.line, what, verdict, shortened(text), why))


def row_of(fault: Fault) -> ImportRow:
    """Return the row of a line that is refused or left out."""
    verdict = Verdict.LEFT_OUT if fault.left_out else Verdict.REFUSED
    told = Imported.SOURCE if fault.work else Imported.STATEMENT
    what = told if fault.line else Imported.FILE
    return ImportRow(fault.line, what, verdict, "", fault.reason, fault.field, fault.column)


def in_order(rows: Iterable[ImportRow]) -> list[ImportRow]:
    """Return the rows by line; what belongs to a line follows its statement."""
    return sorted(rows, key=place_of)


def place_of(row: ImportRow) -> tuple[int, int]:
    """Return where a row stands among the others."""
    return row.line, _RANKS[row.what]


def counts(
    rows: Iterable[ImportRow], counted: Counter[tuple[Imported, Verdict]] | None = None
) -> dict[str, dict[str, int]]:
    """Count what is made, matched and so on, of each kind; of refusals, the lines.

    `counted`: how many were counted before, of other rows.
    """
    seen = Counter(counted)
    refused: set[tuple[Imported, Verdict, int]] = set()
    for row in rows:
        if row.verdict in _REFUSALS:
            refused.add((row.what, row.verdict, row.line))
        else:
            seen[row.what, row.verdict] += 1
    seen.update((what, verdict) for what, verdict, _ in refused)
    told: dict[str, dict[str, int]] = {}
    for (what, verdict), number in seen.items():
        told.setdefault(str(what), {})[str(verdict)] = number
    return told


def words_of(draft: StatementLine) -> str:
    """Return a short text by which a person knows the statement again."""
    return words_about(draft.speaker.name, draft.quote or draft.claim or _exact(draft))


def words_about(speaker: str, said: str) -> str:
    """Return a short text by which a person knows again what a speaker said."""
    return shortened(f"{speaker}: {said}")


def _exact(draft: StatementLine) -> str:
    return next((found.locator.exact for found in draft.appearances if found.locator.exact), "")


def shortened(text: str) -> str:
    """Return a text on one line, cut where it gets long."""
    if len(text) <= SHORT and _is_one_line(text):
        return text.strip()
    begun = text[: SHORT * 4]
    line = begun.strip() if _is_one_line(begun) else " ".join(begun.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"


def _is_one_line(text: str) -> bool:
    # A space is the only white space that is printable.
    return text.isprintable() and "  " not in text
