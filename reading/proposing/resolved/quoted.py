"""Which of the words attributed stand in quotation marks: the form of a statement, and its quote."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]")
_RUN = re.compile(r"[^\W_]+")
#: What no quotation has at its edge; a single mark there is of one within it, or an apostrophe.
_MARKS = '“”" \t\r\n'
_SINGLE = re.compile(r"[‘’']")
#: How much may stand between the edge of a quotation and its first or last word: ,’ or ….’
_EDGE = 4
_NEXT_PARAGRAPH = re.compile(r"[\s“”\"«»„]*\n[\s“”\"«»„]*")
#: What stands between two pieces: of one quotation, of a paraphrase, in two paragraphs, of which
#: the second opens the mark again.
INTERRUPTED, PIECES, PARAGRAPH = " … ", " […] ", "\n\n“"


class Quoted:
    """The quotations of a text, asked for by place."""

    def __init__(self, folded: str, quotations: Sequence[Span]) -> None:
        self._folded = folded
        self._spans = sorted(quotations)
        self._ends = [span.end for span in self._spans]

    def whole(self, content: Sequence[Span]) -> tuple[Span, ...]:
        """Return pieces of the text with the single marks at the edges of their quotations.

        “I told them, ‘Be patient,’” keeps the mark that closes what was told.
        """
        return tuple(Span(self._first(one.start), self._last(one.end)) for one in content)

    def _first(self, at: int) -> int:
        around = self._around(at)
        head = self._folded[max(around.start, at - _EDGE - 1) : at] if around else ""
        mark = _SINGLE.search(head) if _is_edge(head) else None
        return at - len(head) + mark.start() if mark else at

    def _last(self, at: int) -> int:
        around = self._around(at)
        tail = self._folded[at : min(around.end, at + _EDGE + 1)] if around else ""
        marks = list(_SINGLE.finditer(tail)) if _is_edge(tail) else []
        return at + marks[-1].end() if marks else at

    def _around(self, at: int) -> Span | None:
        """Return the quotation in or at whose edge a place is."""
        number = bisect_left(self._ends, at)
        found = self._spans[number] if number < len(self._spans) else None
        return found if found and found.start <= at else None

    def within(self, span: Span) -> list[Span]:
        """Return the parts of a place that stand in quotation marks, each with a word."""
        found: list[Span] = []
        for quotation in self._spans[bisect_left(self._ends, span.start) :]:
            if quotation.start >= span.end:
                break
            part = Span(max(span.start, quotation.start), min(span.end, quotation.end))
            if part.start < part.end and _WORD.search(self._folded, part.start, part.end):
                found.append(part)
        return found

    def form(self, content: Sequence[Span]) -> str:
        """Return `direct` where every word stands in marks, `indirect` where none, else `mixed`."""
        inside = [part for span in content for part in self.within(span)]
        if not inside:
            return "indirect"
        return "direct" if self._words(inside) == self._words(content) else "mixed"

    def quote(self, content: Sequence[Span], text: str) -> str | None:
        """Return the words in marks as the text has them, None where there are none.

        What interrupts one quotation becomes “…”, what stands between two pieces “[…]”.
        """
        inside = [part for span in content for part in self.within(span)]
        direct = self.form(content) == "direct"
        whole, last = "", None
        for part in inside:
            words = self._bare(part).of(text)
            whole += (self._seam(last, part, direct=direct) if last else "") + words
            last = part
        return whole or None

    def _bare(self, part: Span) -> Span:
        words = part.of(self._folded)
        start = part.end - len(words.lstrip(_MARKS))
        return Span(start, start + len(words.strip(_MARKS)))

    def _words(self, spans: Sequence[Span]) -> int:
        return sum(1 for span in spans for _ in _RUN.finditer(self._folded, span.start, span.end))

    def _seam(self, last: Span, part: Span, *, direct: bool) -> str:
        if _NEXT_PARAGRAPH.fullmatch(self._folded, last.end, part.start):
            return PARAGRAPH
        return INTERRUPTED if direct else PIECES


def _is_edge(words: str) -> bool:
    return len(words) <= _EDGE and not _WORD.search(words)
