"""Words parted by a hyphen at the end of a line, as PDFs have them: “govern-” and “ment”.

Whether the hyphen belongs to the word (“well-known”) cannot be told from the text; so it counts as
there and as absent, whichever the words have that are looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The last is the soft hyphen.
_HYPHENS = "-‐\u00ad"
_LETTER = r"[^\W\d_]"
_END = re.compile(rf"(?:(?<={_LETTER})|(?<=[\u0300-\u036f]))[{_HYPHENS}]\r?\n[^\S\n]*(?={_LETTER})")
#: Stands for such a hyphen while a text is folded; no text that is kept holds a NUL itself.
_MARK = "\x00"
_HYPHENED = re.compile(r"(?<!\w)(\w+)(?=-(\w+))")
_LAST, _FIRST = re.compile(r"\w*\Z"), re.compile(r"\w*")
#: So many letters beside a hyphen are looked at.
_REACH = 60


def has_line_ends(text: str) -> bool:
    """Tell whether a line may end within a word; quick where none does."""
    return any(f"{mark}{end}" in text for mark in _HYPHENS for end in ("\n", "\r\n"))


def marked(text: str) -> str:
    """Put a mark in place of each hyphen and line end within a word."""
    return _END.sub(_MARK, text)


def without_marks(text: str) -> tuple[tuple[int, ...], str]:
    """Return where marks stand in a folded text, and the text with hyphens in their place."""
    places = tuple(found.start() for found in re.finditer(_MARK, text))
    return places, text.replace(_MARK, "-") if places else text


def parted_words(text: str, ends: Sequence[int], words: str) -> list[int]:
    """Return those of the places in a folded text whose hyphen the words do not have."""
    if not ends:
        return []
    kept = _hyphened(words)
    return [at for at in ends if not kept or _around(text, at, at + 1) not in kept]


def whole_lines(text: str, words: str) -> str:
    """Return a text as it stands, its words made whole where the words have no hyphen."""
    kept = _hyphened(words)

    def told(found: re.Match[str]) -> str:
        return found[0] if _around(text, *found.span()) in kept else ""

    return _END.sub(told, text)


def _hyphened(words: str) -> set[tuple[str, str]]:
    return {(one[1].lower(), one[2].lower()) for one in _HYPHENED.finditer(words)}


def without(text: str, places: Sequence[int]) -> str:
    """Return a text without the characters at these places, which rise."""
    starts = [0, *(at + 1 for at in places)]
    return "".join(text[a:b] for a, b in zip(starts, [*places, len(text)], strict=True))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the word before and the word behind a hyphen, in lower case."""
    before = _LAST.search(text[max(0, start - _REACH) : start])
    behind = _FIRST.match(text, end, end + _REACH)
    return (before[0].lower() if before else "", behind[0].lower() if behind else "")
