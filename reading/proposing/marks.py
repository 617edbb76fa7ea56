"""Quotation marks of every style, folded to “ and ” without moving a character."""

from __future__ import annotations

import re

_TYPED = (("``", "“ "), ("''", '" '))
_OPEN = re.compile(r'(^|[\s(\[{—–-])"(?=\S)', re.MULTILINE)


def folded(text: str) -> str:
    """Return the text, of the same length, with its marks as “ and ”."""
    for typed, mark in _TYPED:
        text = text.replace(typed, mark)
    return _OPEN.sub(r"\1“", text).replace('"', "”")
