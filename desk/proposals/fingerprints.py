"""By what a passage is known again in another text of the same source."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from desk.checks import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORT = 6
"""Fewer words than this, such as “No comment”, may be said twice in one text and mean two things."""
_AT_ENDS = " .,;:!?-\"'()[]"


def fingerprint(passage: str, occurrence: int = 1) -> str:
    """Return the SHA-256, in hexadecimal, of a passage without what differs in looks only.

    Neither case nor the marks at its ends count. `occurrence` counts short passages that stand in a
    text several times; longer ones are one.
    """
    folded = _folded(passage)
    if len(folded.split()) >= SHORT:
        occurrence = 1
    return hashlib.sha256(f"{occurrence}\n{folded}".encode()).hexdigest()


def fingerprints(passages: Iterable[str]) -> Iterator[str]:
    """Yield the fingerprint of each passage of a text, in the order of the text."""
    times: Counter[str] = Counter()
    for passage in passages:
        folded = _folded(passage)
        times[folded] += 1
        yield fingerprint(passage, times[folded])


def _folded(passage: str) -> str:
    return plain(passage).casefold().strip(_AT_ENDS)
