"""The lines of a PDF's page, and the paragraphs that they make: lines joined, parted words too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from reading.extracting.pdf_columns import read_in_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pypdf import PageObject

#: A line that ends a paragraph is short, or ends a sentence; one that goes on is nearly full.
_FULL, _GAP, _INDENTED = 0.6, 1.25, 0.5
_ENDED = re.compile(r"[.!?…:;][”’\"')\]]*$")
_PARTED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_NO_LETTERS = re.compile(r"[\s\u00ad\u2010-]+")
_GOES_ON = re.compile(r"[^\W\d_]+")
MOST_LINES = 2_000
"""What has more of them is no page that somebody reads."""
MOST_WORD = 100
"""How much of a page is looked at where the next one may go on with its last word."""
#: What stands before a hyphen that is no line's, but the word's own.
_OWN = frozenset(
    {
        "all",
        "anti",
        "co",
        "cross",
        "ex",
        "far",
        "five",
        "four",
        "half",
        "high",
        "ill",
        "long",
        "low",
    }
    | {"multi", "non", "one", "post", "pre", "pro", "self", "semi", "short", "so", "three", "two"}
    | {"vice", "well"}
)


@dataclass
class Line:
    """A line of a page: its text, where it begins (in points, from below), its size of type."""

    text: str
    x: float
    y: float
    size: float


def page_text(page: PageObject, *, columns: bool = True) -> str:
    """Return the text of a page, a paragraph a line, columns one after the other.

    Without `columns` it is read in the order in which it is drawn, which takes half the time.
    """
    plain, lines = _drawn(page)
    if len(lines) > MOST_LINES:
        return plain
    if columns and lines:
        layout = page.extract_text(extraction_mode="layout")
        placed = read_in_columns(layout, (line.text for line in lines))
        if placed is not None:
            lines = [Line(one.text, one.begin, -2.0 * one.row, 2.0) for one in placed]
    made = "\n".join(paragraphs(lines))
    # What is put together otherwise than it is drawn holds every letter, or it is not used.
    return made if _letters(made) == _letters(plain) else plain


def _letters(text: str) -> Counter[str]:
    return Counter(_NO_LETTERS.sub("", text))


def _drawn(page: PageObject) -> tuple[str, list[Line]]:
    """Return the text of a page as it is drawn, and its lines in that order."""
    lines: list[Line] = []
    begun: Line | None = None

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:  # noqa: ANN401
        nonlocal begun
        for piece in text.splitlines(keepends=True):
            if begun is None and piece.strip():
                begun = Line("", *_place(cm, tm), abs(size * tm[3] * cm[3]) or size)
            if begun is not None:
                begun.text += piece.rstrip("\n")
                if piece.endswith("\n"):
                    lines.append(begun)
                    begun = None

    plain = page.extract_text(visitor_text=visit)
    return plain, [*lines, begun] if begun is not None else lines


def _place(cm: Sequence[float], tm: Sequence[float]) -> tuple[float, float]:
    """Return where a piece begins, along its line and across: lines go down the second number."""
    x, y = (
        tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
        tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
    )
    if abs(tm[1]) > abs(tm[0]):  # a page that is read turned
        return (y, -x) if tm[1] > 0 else (-y, x)
    return x, y


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs that lines make; what cannot be told apart is left as it is."""
    if not lines:
        return []
    lengths = sorted(len(line.text) for line in lines)
    full = _FULL * lengths[3 * len(lengths) // 4]
    steps = [first.y - second.y for first, second in pairwise(lines) if first.y > second.y]
    leading = median(steps) if steps else 0.0
    made = [lines[0].text.rstrip()]
    for first, second in pairwise(lines):
        if len(first.text) >= full and _goes_on(first, second, leading):
            made[-1] = joined(made[-1], second.text.strip())
        else:
            made.append(second.text.strip())
    return [" ".join(each.split()) for each in made]


def _goes_on(first: Line, second: Line, leading: float) -> bool:
    """Tell whether a line goes on in the next: below it and near, or at the top of a column."""
    if abs(first.size - second.size) > 0.1 * first.size:
        return False
    step = first.y - second.y
    if step <= 0:
        return not _ENDED.search(first.text.rstrip())
    indented = _INDENTED * first.size < second.x - first.x < 4 * first.size
    return step <= _GAP * leading and not (indented and _ENDED.search(first.text.rstrip()))


def joined(first: str, second: str) -> str:
    """Return two lines as one, a word that the end of the line parted in one piece."""
    less, between = _seam(first, second)
    return first[: len(first) - less] + between + second


def joined_pages(pages: Iterable[str]) -> str:
    """Return pages as one text, parted by an empty line where no sentence goes on."""
    pieces: list[str] = []
    for page in pages:
        last = pieces[-1].rstrip()[-MOST_WORD:] if pieces else ""
        if last and page[:1].islower() and not _ENDED.search(last):
            less, between = _seam(last, page[:MOST_WORD])
            whole = pieces[-1].rstrip()
            pieces[-1] = whole[: len(whole) - less]
            pieces += [between, page]
        else:
            pieces += ["\n\n", page]
    return "".join(pieces[1:])


def _seam(first: str, second: str) -> tuple[int, str]:
    """Return how much of the end of a line goes when the next one follows, and what comes between."""
    parted, rest = _PARTED.search(first), _GOES_ON.match(second)
    if parted is None or rest is None or not rest[0].islower():
        return 0, " "
    return (0 if first.endswith("-") and parted[1].lower() in _OWN else 1), ""
