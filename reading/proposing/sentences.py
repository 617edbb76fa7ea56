"""The sentences of a paragraph, without a parse; one that stands in quotation marks ends none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span
from reading.proposing.reporting import VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Written for each letter of what is quoted, but the stop at its end.
HIDDEN = "\x00"
#: Sentences are read up to so many characters; what goes on is read as another.
LONGEST = 4_000
_ENDS = re.compile(r"[.!?…][”’)\]]*(?=\s+(?:“|[^\s\w“]*[A-Z0-9]))|\n")
#: “Who?” Mara Oduya asked.
_GOES_ON = re.compile(
    rf"\s+(?:[\w.’'-]+,?\s){{1,5}}?{VERB.pattern}(?=[.,]|\s(?:in|on|at|after|during)\b)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Sgt|Maj|Capt|Adm|Amb|Prof|Rev|Hon|St|Jr|Sr|No|vs|Mt|Ft"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Bros|Ave|etc|[A-Z])|\b[A-Z]\.[A-Z]|\b[ap]\.m)\.$"
)


def hidden(folded: str, quoted: Sequence[Span]) -> str:
    """Return the text, of the same length, with what stands in quotation marks made unreadable."""
    pieces, at = [], 0
    for place in quoted:
        end = place.end - 1
        pieces += [folded[at : place.start], HIDDEN * (end - place.start)]
        at = max(end, place.start)
    return "".join([*pieces, folded[at:]])


def sentences(hidden: str, place: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph of a text whose quotations are hidden."""
    for sentence in _ended(hidden, place):
        for start in range(sentence.start, sentence.end, LONGEST):
            yield Span(start, min(start + LONGEST, sentence.end))


def _ended(hidden: str, place: Span) -> Iterator[Span]:
    start = place.start
    for found in _ENDS.finditer(hidden, place.start, place.end):
        stop = found.start() + 1
        if hidden[found.start()] == "." and _ABBREVIATED.search(hidden, max(start, stop - 8), stop):
            continue
        if found[0].endswith("”") and _GOES_ON.match(hidden, found.end(), place.end):
            continue
        yield Span(start, found.end())
        start = found.end()
    if hidden[start : place.end].strip():
        yield Span(start, place.end)
