"""Text on one line that any reference manager keeps, and back: what it would lose is told by ¶.

A line break is `¶ `; any other sign that a note cannot carry is `¶` with its number in hexadecimal
and a dot, such as `¶9.` for a tab.
"""

from __future__ import annotations

import re
import unicodedata

#: Line breaks, ¶ itself, controls, spaces of other widths, ligatures that TeX parts, spaces that
#: would be folded, and what HTML would take for a tag, an entity, or we for a tail of ours.
_LOST = re.compile(
    "\n|¶|[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
    "|[\ufb00-\ufb06]|^ |(?<=\n) | (?= )| \\Z"
    r"|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=gainsay)"
)
_TOLD = re.compile(r"¶(?: |([0-9a-f]{1,6})\.)?")
#: The last sign there is, and the halves of signs, which no text can hold; nor can it hold a NUL.
_LAST, _HALVES = 0x10FFFF, range(0xD800, 0xE000)
_PARTING = re.compile(r"[;|\[\]]")


class UnreadableNoteError(ValueError):
    """A note of ours that cannot be read, or whose two halves do not agree."""


def on_one_line(text: str) -> str:
    """Return a text on one line with single spaces, from which `as_written` makes it again."""
    told = _LOST.sub(lambda found: "¶ " if found[0] == "\n" else _numbered(found[0]), text)
    if not unicodedata.is_normalized("NFC", text):
        told = "".join(_numbered(sign) if _joins(sign) else sign for sign in told)
    return f"{told[:-1]}a." if told.endswith("¶ ") else told


def in_a_tail(text: str) -> str:
    """Return a text as it stands in a tail, where `;` and `|` part values and brackets end it."""
    return _PARTING.sub(lambda found: _numbered(found[0]), on_one_line(text))


def as_written(told: str) -> str:
    """Return the text that was put on one line.

    Raises UnreadableNoteError where a ¶ says nothing.
    """
    return _TOLD.sub(_sign, told)


def _joins(sign: str) -> bool:
    """Tell whether a sign may become one with its neighbour, or another one, on the way."""
    is_jamo = "\u1100" <= sign <= "\u11ff"
    return (
        is_jamo or bool(unicodedata.combining(sign)) or not unicodedata.is_normalized("NFC", sign)
    )


def _numbered(sign: str) -> str:
    return f"¶{ord(sign):x}."


def _sign(found: re.Match[str]) -> str:
    if found[0] == "¶ ":
        return "\n"
    number = int(found[1] or "ffffff", 16)
    if number > _LAST or number in _HALVES or not number:
        message = f"“{found[0]}” stands for no sign; ¶ has a space or a number and a dot behind it"
        raise UnreadableNoteError(message)
    return chr(number)
