"""From the text of an article to proposed statements: the way through this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import attributed
from reading.proposing.attributions import Attribution
from reading.proposing.language_model import english
from reading.proposing.marks import folded
from reading.proposing.parsing import paragraphs, parsed
from reading.proposing.proposals import Proposal, Proposed
from reading.proposing.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span


def propose(text: str, published: str | None = None) -> Proposed:
    """Propose the statements that a text attributes to somebody.

    `published` is the EDTF date of the article, from which "Monday" is counted.
    """
    marked = folded(text)
    quoted = quotations(marked)
    parses = _parses(marked, paragraphs(marked))
    found = _unread(quoted) if parses is None else attributed(parses, quoted)
    proposals = tuple(_proposal(text, one, quoted, published) for one in found)
    return Proposed(proposals, by_model=parses is not None)


def _parses(marked: str, places: Sequence[Span]) -> list[Parsed] | None:
    model = english()
    return None if model is None else list(parsed(model, marked, places))


def _unread(quoted: Sequence[Span]) -> list[Attribution]:
    return [Attribution(content=(one,), frame="quotation") for one in quoted]


def _proposal(
    text: str, found: Attribution, quoted: Sequence[Span], _published: str | None
) -> Proposal:
    start, end = found.content[0].start, found.content[-1].end
    words = [text[one.start : one.end] for one in quoted if start <= one.start and one.end <= end]
    whole = all(
        any(one.start <= part.start and part.end <= one.end for one in quoted)
        for part in found.content
    )
    return Proposal(
        start=start,
        end=end,
        passage=text[start:end],
        parts=found.content if len(found.content) > 1 else (),
        form="indirect" if not words else "direct" if whole else "mixed",
        quote=" … ".join(words) or None,
        cue=found.cue,
        mention=found.speaker,
        speaker=found.speaker.of(text) if found.speaker else None,
        reason="It stands in quotation marks.",
    )
