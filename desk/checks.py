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
_ELLIPSIS = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
#: Matches nowhere: words of which nothing is left stand in no text.
NOTHING = r"(?!)"
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Fold what does not count as a difference: white space, quotation marks, dashes."""
    return _SPACE.sub(" ", text.translate(_SAME)).strip()


def stands_in(words: str, text: str) -> bool:
    """Tell whether the words stand in the text as whole words, differences in looks aside."""
    return _whole_words(words).search(plain(text)) is not None


def _whole_words(words: str) -> re.Pattern[str]:
    # What begins or ends with a sign is whole without a boundary there.
    wanted = plain(words)
    before = r"(?<!\w)" if re.match(r"\w", wanted) else ""
    after = r"(?!\w)" if re.search(r"\w$", wanted) else ""
    return re.compile(before + (re.escape(wanted) or NOTHING) + after)


def compare(words: str, text: str) -> QuoteCheck:
    """Say whether the words stand in the text: whole, or parted by […] but each part in turn."""
    if stands_in(words, text):
        return QuoteCheck.FOUND
    parts = [part for part in _ELLIPSIS.split(words) if part.strip()]
    if len(parts) > 1 and _stand_in_turn(parts, plain(text)):
        return QuoteCheck.ELLIPSIS
    return QuoteCheck.NOT_FOUND


def _stand_in_turn(parts: list[str], text: str) -> bool:
    place = 0
    for part in parts:
        found = _whole_words(part).search(text, place)
        if found is None:
            return False
        place = found.end()
    return True


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
