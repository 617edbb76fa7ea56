"""What is read out of bytes: the text, and what the work says of itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

MOST_TEXT = 20_000_000
"""How many characters of text may come out of one file."""


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """The text of a page or file; title, authors, date (EDTF), site and language where it says so.

    `note` tells what was done otherwise than the file asked, such as another charset.
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None
    language: str | None = None
    note: str | None = None

    @classmethod
    def of(cls, told: dict[str, Any]) -> Extracted:
        """Return what a reader in a process of its own has told; anything else is left out."""
        known = {one.name: told[one.name] for one in fields(cls) if told.get(one.name)}
        return cls(**known | {"authors": tuple(known.get("authors", ()))})
