"""What was formatted lately, so that the same is not formatted again."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citations.canon import JSON
    from citations.formatted.inlines import Inlines

MOST_CHARACTERS = 16_000_000
"""How many characters are kept in all; the longest unused go first."""


@dataclass(frozen=True)
class Key:
    """What formatted entries depend on.

    Digests (SHA-256) of the style's rules and of the CSL items in their order; the locale; and
    which part it is, such as the bibliography.
    """

    rules: str
    locale: str
    part: str
    items: str

    @classmethod
    def of(cls, items: Sequence[JSON], *, rules: str, locale: str, part: str) -> Key:
        """Return the key of items in their order."""
        told = json.dumps(items, sort_keys=True).encode()
        return cls(rules, locale, part, sha256(told).hexdigest())


class Kept:
    """Formatted entries by their keys, in this process, at most so many characters; thread-safe."""

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._texts: OrderedDict[Key, str] = OrderedDict()

    def get(self, key: Key) -> dict[str, Inlines] | None:
        """Return what is kept under a key, a copy of its own; None if nothing is."""
        with self._lock:
            text = self._texts.get(key)
            if text is not None:
                self._texts.move_to_end(key)
        return None if text is None else json.loads(text)

    def put(self, key: Key, entries: dict[str, Inlines]) -> None:
        """Keep entries, unless they alone are more than is kept in all."""
        text = json.dumps(entries)
        with self._lock:
            self._size -= len(self._texts.pop(key, ""))
            if len(text) <= self._most:
                self._texts[key], self._size = text, self._size + len(text)
            while self._size > self._most:
                self._size -= len(self._texts.popitem(last=False)[1])
