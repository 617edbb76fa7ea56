"""Text as BibLaTeX takes it: UTF-8 letters as they are, and no sign left that TeX would obey."""

from __future__ import annotations

import re

from citations.words import one_line

_SIGNS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    # A lone grave would make a word with what follows; pandoc turns about quotation marks within
    # quotation marks unless it finds them in braces.
    **{sign: f"{{{sign}}}" for sign in "`‘“"},
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_UNPAIRED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
#: Signs that TeX joins to the next of their kind: -- to a dash, '' to a quotation mark.
_JOINED = re.compile(r"([-',])(?=\1)")
_OBEYED = re.compile("|".join(map(re.escape, (*_SIGNS, "{", "}"))))
BREAK = r" \newline "
"""What stands between paragraphs: a blank line is folded, and pandoc joins words at a \\par."""


def tex_text(text: str) -> str:
    r"""Return a text on one line; braces that pair become \{ and \}, since readers count them."""
    line = one_line(text)
    paired = _paired(line)

    def _written(found: re.Match[str]) -> str:
        sign = found[0]
        if sign not in _UNPAIRED:
            return _SIGNS[sign]
        return f"\\{sign}" if found.start() in paired else _UNPAIRED[sign]

    return _JOINED.sub(r"{\1}", _OBEYED.sub(_written, line))


def tex_paragraphs(texts: list[str]) -> str:
    """Return texts as the paragraphs of one field."""
    return BREAK.join(filter(None, map(tex_text, texts)))


def _paired(text: str) -> set[int]:
    """Return where the braces stand that have a partner."""
    opened: list[int] = []
    paired: set[int] = set()
    for place, sign in enumerate(text):
        if sign == "{":
            opened.append(place)
        elif sign == "}" and opened:
            paired |= {opened.pop(), place}
    return paired
