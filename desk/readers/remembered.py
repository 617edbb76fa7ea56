"""Speakers and sources that many lines of a file tell alike: each is checked once."""

from __future__ import annotations

import json
import marshal
from typing import TYPE_CHECKING, Any, TypeVar

from desk.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

D = TypeVar("D", bound=Draft)
#: How many are remembered.
MOST = 3_000


class Remembered:
    """Drafts by what they were read from; forgotten where they get too many."""

    def __init__(self) -> None:
        self._drafts: dict[bytes, Draft] = {}

    def read(self, kind: type[D], told: dict[str, Any]) -> D:
        """Return the draft that JSON tells of, read as strictly as JSON is; raises ValidationError."""
        return self._draft(
            kind, told, lambda: kind.model_validate_json(json.dumps(told), strict=True)
        )

    def taken(self, kind: type[D], told: dict[str, Any]) -> D:
        """Return the draft that the values of a table tell of; raises ValidationError."""
        return self._draft(kind, told, lambda: kind.model_validate(told))

    def _draft(self, kind: type[D], told: dict[str, Any], read: Callable[[], D]) -> D:
        mark = marshal.dumps((kind.__name__, told), 2)
        known = self._drafts.get(mark)
        if not isinstance(known, kind):
            if len(self._drafts) >= MOST:
                self._drafts.clear()
            known = read()
            self._drafts[mark] = known
        return known
