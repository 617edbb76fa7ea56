"""Expectations on what a database refuses, for both engines."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refused_by(*rules: str) -> Iterator[None]:
    """Expect the refusal of a rule, named as one of the engines names it."""
    with pytest.raises(IntegrityError, match="|".join(rules)):
        yield


@contextmanager
def refused_by_trigger(words: str) -> Iterator[None]:
    """Expect the refusal of a trigger, which each engine's driver raises in its own way."""
    with pytest.raises(DBAPIError, match=words):
        yield
