"""Who stands behind what was written: "a report by the port authority", "the yard’s letter"."""

from __future__ import annotations

import re

from reading.proposing.resolved.bodies import DOCUMENTS
from reading.proposing.resolved.nouns import singular

_BY = re.compile(
    r"^(?:\S+\s+){0,4}?(?P<noun>[a-z-]+)(?:\s+\w+ed)?\s+(?:by|from|of)\s+(?P<who>(?:the |an? )?(?:[A-Z]|\S+ed ).*|the .*)$",
    re.DOTALL,
)
_OF = re.compile(r"^(?P<who>.+?)(?:[’']s|(?<=s)[’'])\s+(?:\w+\s+){0,2}(?P<noun>[a-z]+)$", re.DOTALL)


def author_in(words: str) -> str | None:
    """Return who wrote what a phrase names, None where it names nothing written or no writer."""
    plain = " ".join(words.split())
    for pattern in (_BY, _OF):
        found = pattern.match(plain)
        if found and singular(found["noun"].casefold())[0] in DOCUMENTS:
            return found["who"]
    return None
