"""Who speaks in a transcript, an interview or a list of posts: each turn is one's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.proposing.attributions import Attribution
from reading.proposing.block import Block, Kind
from reading.proposing.interviewees import Cast
from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Frames of what stands under somebody's name without quotation marks.
TURN, POST = "turn", "post"
_WORD = re.compile(r"\w")
_CUE = re.compile(r"[:.–—-]")
#: A paragraph that leans on the one before it is no statement of its own.
_LEANS = re.compile(
    r"\s*(?:and|but|so|or|because|that|this|these|those|it|its|he|she|they|him|her|them|which|also|then|there"
    r"|such|nor|yet|no|yes|well|again|first|second|third|finally)\b",
    re.IGNORECASE,
)
_ENOUGH_WORDS = 25


def turns(folded: str, blocks: Sequence[Block]) -> list[Attribution]:
    """Return what stands under a name in a text, a question apart: that is nobody's statement.

    A turn over several paragraphs is one, but for paragraphs that can stand alone.
    """
    cast = Cast(folded, blocks)
    return [
        _attribution(folded, turn, whole, cast)
        for turn in _turns(blocks)
        for whole in _parted(folded, turn)
        if any(_WORD.search(place.of(folded)) for place in whole)
    ]


def _turns(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the paragraphs of each turn and post."""
    turn: list[Block] = []
    for block in blocks:
        runs_on = bool(turn) and block.kind is Kind.TURN and block.label == turn[0].label
        if turn and not runs_on and block.kind is not Kind.ASIDE:
            yield turn
            turn = []
        if block.kind in {Kind.TURN, Kind.POST}:
            turn.append(block)
    if turn:
        yield turn


def _parted(folded: str, turn: Sequence[Block]) -> Iterator[tuple[Span, ...]]:
    together: list[Span] = []
    for block in turn:
        if together and _stands_alone(block.words.of(folded)):
            yield tuple(together)
            together = []
        together.append(block.words)
    yield tuple(together)


def _stands_alone(paragraph: str) -> bool:
    return len(paragraph.split()) >= _ENOUGH_WORDS and not _LEANS.match(paragraph)


def _attribution(
    folded: str, turn: Sequence[Block], content: tuple[Span, ...], cast: Cast
) -> Attribution:
    label, kind = turn[0].label, turn[0].kind
    return Attribution(
        content=tuple(_bare(folded, place) for place in content),
        speaker=label or cast.interviewee,
        cue=_colon(folded, turn[0]),
        named=cast.fullest(label) if label and kind is Kind.TURN else None,
        dated=turn[0].dated,
        frame=POST if kind is Kind.POST else TURN,
    )


def _bare(folded: str, place: Span) -> Span:
    """Return the place without blanks and marks around the whole of it."""
    words = place.of(folded)
    start, end = place.start, place.start + len(words.rstrip())
    start += len(words) - len(words.lstrip())
    inside = folded[start + 1 : end - 1]
    if folded[start:end][:1] == "“" and folded[end - 1] == "”" and not {"“", "”"} & set(inside):
        return Span(start + 1, end - 1)
    return Span(start, end)


def _colon(folded: str, block: Block) -> Span | None:
    """Return the sign after a label: it is all that attributes the words."""
    if block.label is None or block.label.start > block.words.start:
        return None
    found = _CUE.search(folded, block.label.end, block.words.start)
    return Span(*found.span()) if found else None
