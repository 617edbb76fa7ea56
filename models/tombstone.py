"""What stands in place of words that were redacted, and how it is told among words that were not."""

from __future__ import annotations

TOMBSTONE = "[redacted]"
"""The value of a text that was redacted."""
WITHHELD = "[words redacted]"


def in_marks(words: str) -> str:
    """Return words in quotation marks; redacted ones as such without them, for nobody said that."""
    return WITHHELD if words == TOMBSTONE else f"“{words}”"
