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
    ranks = {what: rank for rank, what in enumerate(Imported)}
    return sorted(rows, key=lambda row: (row.line, ranks[row.what]))


def counts(rows: Iterable[ImportRow]) -> dict[str, dict[str, int]]:
    """Count what is made, matched and so on, of each kind; of refusals, the lines."""
    seen = {(row.what, row.verdict, row.line, _thing(row)) for row in rows}
    told: dict[str, dict[str, int]] = {}
    for (what, verdict), number in Counter((one[0], one[1]) for one in seen).items():
        told.setdefault(str(what), {})[str(verdict)] = number
    return told


def _thing(row: ImportRow) -> object:
    """Return what tells a row from others of its line: of several faults, nothing."""
    is_refusal = row.verdict in {Verdict.REFUSED, Verdict.LEFT_OUT}
    return None if is_refusal else id(row)


def words_of(draft: StatementLine) -> str:
    """Return a short text by which a person knows the statement again."""
    exact = next((found.locator.exact for found in draft.appearances if found.locator.exact), "")
    return shortened(f"{draft.speaker.name}: {draft.quote or draft.claim or exact}")


def shortened(text: str) -> str:
    """Return a text on one line, cut where it gets long."""
    line = " ".join(text[: SHORT * 4].split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"
