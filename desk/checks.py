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
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Fold what does not count as a difference: white space, quotation marks, dashes."""
    return _SPACE.sub(" ", text.translate(_SAME)).strip()


def stands_in(words: str, text: str) -> bool:
    """Tell whether the words stand in the text as whole words, differences in looks aside."""
    pattern = rf"(?<!\w){re.escape(plain(words))}(?!\w)"
    return re.search(pattern, plain(text)) is not None


def check_quote(statement: Statement, appearance: Appearance) -> None:
    """Compare what has to stand in the source with the capture, and note the result and moment.

    Checked are the quote (direct and mixed) and the passage (indirect); without a capture, or
    without words of the source, the result is `not_checked`.
    """
    words = appearance.exact if statement.form is Form.INDIRECT else statement.quote
    if appearance.capture is None or words is None:
        appearance.check, appearance.checked_at = QuoteCheck.NOT_CHECKED, None
        return
    found = stands_in(words, appearance.capture.text)
    appearance.check = QuoteCheck.FOUND if found else QuoteCheck.NOT_FOUND
    appearance.checked_at = now()
