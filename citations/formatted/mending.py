"""What pandoc's writers do not get right, set right: no sign of a text is lost or changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.formatted.inlines import in_blocks, leaves

if TYPE_CHECKING:
    from citations.formatted.formatter import Blocks

#: Signs of the last plane, for private use, that stand for a backslash and for an ampersand.
_BACKSLASH, _AMPERSAND = "\U0010005c", "\U00100026"
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_ESCAPED = {_BACKSLASH: "\\\\", _AMPERSAND: "\\&"}
_UNICODE = re.compile(rb"(?<!\\)((?:\\\\)*)\\u(\d+)[^ \d]")


def for_markdown(blocks: Blocks) -> None:
    """Stand in for signs that the writer of CommonMark loses or leaves as they are.

    It loses a bracket behind a backslash, and takes no care of what reads as a character reference.
    """
    for leaf in leaves(in_blocks(blocks)):
        if leaf["t"] == "Str":
            free = leaf["c"].replace(_BACKSLASH, "\ufffd").replace(_AMPERSAND, "\ufffd")
            leaf["c"] = _REFERENCE.sub(_AMPERSAND, free.replace("\\", _BACKSLASH))


def markdown(written: bytes) -> bytes:
    """Return CommonMark with those signs escaped."""
    text = written.decode()
    for sign, escaped in _ESCAPED.items():
        text = text.replace(sign, escaped)
    return text.encode()


def rtf(written: bytes) -> bytes:
    """Return RTF in which each sign beyond ASCII is followed by a space and a question mark.

    Readers skip one sign after it; where that is a quotation mark or a dash, some skip more.
    """
    return _UNICODE.sub(rb"\1\\u\2 ?", written)
