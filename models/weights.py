"""How much room texts take, for what keeps some of them in memory."""

from __future__ import annotations

USUAL = 4_000
"""How many characters the texts of a statement of usual length do not exceed."""


def weight_of(*texts: str | None) -> int:
    """Return how much room texts take, in statements of usual length: one at least."""
    return 1 + sum(map(len, filter(None, texts))) // USUAL
