"""How a text is laid out: what its make-up alone attributes, and what is left to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.proposing.blocks import blocks
from reading.proposing.signed import signed
from reading.proposing.turns import turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reading.proposing.attributions import Attribution
    from reading.proposing.proposals import Span


@dataclass(frozen=True)
class Layout:
    """What the make-up of a text attributes, the paragraphs to be read and the quotations in them.

    `marked` are the quotations of the text but for those that somebody cites in a turn or post of
    their own: there the marks are not those of the text, and the words not its speaker's.
    """

    attributions: tuple[Attribution, ...]
    read: tuple[Span, ...]
    quoted: tuple[Span, ...]
    marked: tuple[Span, ...]


def laid_out(folded: str, quoted: Sequence[Span]) -> Layout:
    """Return how a text is laid out, whose quotations are known.

    Turns, questions and posts are not read: what is quoted there was cited by their speaker.
    """
    parts = blocks(folded)
    found = [*turns(folded, parts), *signed(folded, parts, quoted)]
    own = {place for one in found for place in one.content}
    unread = [block.span for block in parts if not block.is_read]
    rest = list(apart(quoted, sorted([*unread, *own])))
    read = tuple(block.span for block in parts if block.is_read)
    return Layout(
        tuple(found), read, tuple(rest), tuple(sorted([*rest, *own.intersection(quoted)]))
    )


def apart(places: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Yield the places, in order, that lie in none of those taken, in order."""
    number = 0
    for place in places:
        while number < len(taken) and taken[number].end <= place.start:
            number += 1
        if number == len(taken) or not taken[number].overlaps(place):
            yield place
