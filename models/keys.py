"""Stable keys: a ULID given at creation, or the key an import brought along."""

from __future__ import annotations

import re

from ulid import ULID

KEY_CHARACTERS = 80
KEY_PATTERN = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9._-]{0,79}")


def new_key() -> str:
    """Return a fresh key: a lower-case ULID of 26 characters."""
    return str(ULID()).lower()


def is_key(text: str) -> bool:
    """Tell whether a text can be a key: it holds a letter, so that it is never taken for an id."""
    return KEY_PATTERN.fullmatch(text) is not None
