"""Where an ellipsis joins what the source has as several quotations."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.checks.gaps import Span

MOST_WORDS = 8
"""How many words may interrupt one quotation: “First,” she told reporters in Geneva, “we …”."""
_DOUBLE = '"“”„‟«»＂'
#: A mark that closes and one that opens, with what stands between them.
_QUOTED = re.compile(
    rf"[{_DOUBLE}](?P<inner>.*)[{_DOUBLE}]|[’'](?!\w)(?P<single>.*)(?<!\w)[‘'](?=\w)", re.DOTALL
)
_PARAGRAPH = re.compile(r"\n\s*\n|[.!?…][”\"’»]?[ \t]*\n")
_ENDS = re.compile(r"[.!?…](?:\s|$)")
_LAST_MARKS = 2


def seam(text: str, spans: Sequence[Span]) -> str | None:
    """Return what stands at the first place where two quotations are joined, None without one.

    The spans are those of the quote's words in the text. Two quotations they are where a mark
    closes and another opens between them, but for a few words within a sentence (“…,” she said,
    “…”), and where a paragraph ends between them.
    """
    for (_start, end), (start, _end) in pairwise(spans):
        gap = text[end:start]
        around = text[max(0, end - _LAST_MARKS) : start]
        quoted = _QUOTED.search(text[end : start + 1])
        inner = (quoted["inner"] or quoted["single"] or "") if quoted else ""
        if quoted and not _interrupts(inner):
            return inner.strip() or gap.strip()
        if _PARAGRAPH.search(around):
            return gap.strip()
    return None


def _interrupts(inner: str) -> bool:
    """Tell whether words between two marks only say, within one sentence, who speaks."""
    told = inner.strip().removesuffix(",")
    short = len(told.split()) <= MOST_WORDS and "," not in told
    return bool(told) and short and not _ENDS.search(told) and not _PARAGRAPH.search(inner)
