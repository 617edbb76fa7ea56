"""Speakers and sources that many lines of a file tell alike: each is checked once."""

from __future__ import annotations

import json
import marshal
from functools import lru_cache
from typing import Any, TypeVar, cast

from desk.drafts import Draft

D = TypeVar("D", bound=Draft)
#: How many are remembered: those that were met last.
MOST = 3_000


class Remembered:
    """Drafts by what they were read from."""

    def __init__(self) -> None:
        self._read = lru_cache(maxsize=MOST)(_read)
        self._taken = lru_cache(maxsize=MOST)(_taken)

    def read(self, kind: type[D], told: dict[str, Any]) -> D:
        """Return the draft that JSON tells of, read as strictly as JSON is; raises ValidationError."""
        return cast("D", self._read(kind, marshal.dumps(told, 2)))

    def taken(self, kind: type[D], told: dict[str, Any]) -> D:
        """Return the draft that the values of a table tell of; raises ValidationError."""
        return cast("D", self._taken(kind, marshal.dumps(told, 2)))


def _read(kind: type[Draft], mark: bytes) -> Draft:
    told = marshal.loads(mark)  # noqa: S302 -- our own
    return kind.model_validate_json(json.dumps(told), strict=True)


def _taken(kind: type[Draft], mark: bytes) -> Draft:
    return kind.model_validate(marshal.loads(mark))  # noqa: S302 -- our own
