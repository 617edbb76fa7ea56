"""Cells that a spreadsheet would run: made inert on the way out, as they were on the way in."""

from __future__ import annotations

import re

# A spreadsheet takes such a cell for a formula, some after dropping what nobody sees. Apostrophes
# before the sign count too, so that taking one away from what matches gives back every cell as it
# was.
_UNSEEN = r"\s\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
_FORMULA = re.compile(rf"'*(?:[\t\r\n]|[{_UNSEEN}]*[=+\-@＝＋－＠])")


def inert(cell: str) -> str:
    """Return a cell with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """Return a cell without the apostrophe that made it inert."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
