"""Whether a statement's words stand in the captured text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models import now
from models.terms import Form, QuoteCheck

if TYPE_CHECKING:
    from models import Appearance, Statement

# Quotation marks and dashes that differ in looks only.
_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
        "\u200b": None,
    }
)
_ELLIPSIS = re.compile(r"\[(?:…|\.\.\.)\]")
_SPACE = re.compile(r"\s+")
_EDGE = re.compile(r"\b")
#: Stands at each edge of a word while words are looked for; a folded text holds none itself.
EDGE = "\n"


def plain(text: str) -> str:
    """Fold what does not count as a difference: white space, quotation marks, dashes."""
    return _SPACE.sub(" ", text.translate(_SAME)).strip()


def stands_in(words: str, text: str) -> bool:
    """Tell whether the words stand in the text as whole words, differences in looks aside."""
    return _stand_in_turn([words], text)


def compare(words: str, text: str) -> QuoteCheck:
    """Say whether the words stand in the text: whole, or parted by […] but each part in turn."""
    if stands_in(words, text):
        return QuoteCheck.FOUND
    parts = [part for part in _ELLIPSIS.split(words) if part.strip()]
    if len(parts) > 1 and _stand_in_turn(parts, text):
        return QuoteCheck.ELLIPSIS
    return QuoteCheck.NOT_FOUND


def _stand_in_turn(parts: list[str], text: str) -> bool:
    folded, wanted = plain(text), [plain(part) for part in parts]
    if not all(part and part in folded for part in wanted):
        return False
    place, edged = 0, _edged(folded)
    for part in map(_edged, wanted):
        found = edged.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _edged(words: str) -> str:
    # With the edges marked, words are whole where they are found, and no place is tried twice.
    return _EDGE.sub(EDGE, words)


def check_quote(statement: Statement, appearance: Appearance) -> None:
    """Compare what has to stand in the source with the capture, and note the result and moment.

    Checked are the quote (direct and mixed) and the passage (indirect); without a capture, or
    without words of the source, the result is `not_checked`.
    """
    words = appearance.exact if statement.form is Form.INDIRECT else statement.quote
    if appearance.capture is None or words is None:
        appearance.check, appearance.checked_at = QuoteCheck.NOT_CHECKED, None
        return
    appearance.check = compare(words, appearance.capture.text)
    appearance.checked_at = now()
