"""Who said what by patterns over words: for reading without the language model."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.attributions import Attribution
from reading.proposing.layout import apart
from reading.proposing.pattern_clauses import Cue, bare, cues
from reading.proposing.sentences import hidden, sentences
from reading.proposing.spoken_beside import beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.proposals import Span

#: A sentence that is nothing but quotation; what stands between paragraphs of one quotation.
_IS_QUOTED = re.compile("\\s*“[\x00\\W]*\x00[\x00\\W]*[”]?\\s*$")
_IS_OPEN = re.compile("[^\\w“”]*\\n[^\\w“”]*“")
_NEAR, _FAR = 2, 400


def patterns(folded: str, read: Sequence[Span], quoted: Sequence[Span]) -> list[Attribution]:
    """Return what the paragraphs read attribute to somebody; `quoted` is what stands in marks.

    Quotations that seem nobody's are returned too, without a speaker.
    """
    masked = hidden(folded, quoted)
    found: list[Attribution] = []
    for place in read:
        for sentence in sentences(masked, place):
            told = [_attribution(masked, cue) for cue in cues(masked, sentence)]
            found += told
            if not told and _IS_QUOTED.match(masked, *sentence):
                _float(masked, sentence, found)
    return sorted([*found, *_left(masked, quoted, found)], key=lambda one: one.content)


def _left(masked: str, quoted: Sequence[Span], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the quotations that nothing found holds, if somebody beside them speaks or they are long."""
    taken = sorted(place for one in found for place in one.content)
    left = [beside(masked, place) for place in apart(quoted, taken)]
    return [
        replace(_attribution(masked, cue), frame="beside" if cue.speaker else "quotation")
        for cue in left
    ]


def _attribution(masked: str, cue: Cue) -> Attribution:
    return Attribution(
        content=tuple(bare(masked, place) for place in cue.content),
        speaker=cue.speaker,
        cue=cue.verb if cue.verb.start < cue.verb.end else None,
        told=cue.told,
        frame="pattern",
    )


def _float(masked: str, sentence: Span, found: list[Attribution]) -> None:
    """Give a sentence that is all quotation to whoever spoke last, if that was just before it."""
    last = found[-1] if found else None
    content = bare(masked, sentence)
    between = masked[last.content[-1].end : content.start] if last else ""
    if last and _IS_OPEN.fullmatch(between):
        found[-1] = replace(last, content=(*last.content, content))
    elif last and between.count("\n") <= _NEAR and len(between) <= _FAR:
        found.append(Attribution(content=(content,), speaker=last.speaker, frame="floating"))
    else:
        found.append(Attribution(content=(content,), frame="quotation"))
