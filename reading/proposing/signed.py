"""Quotations with their speaker in a line of its own: under them, behind a dash, or above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.proposing.attributions import Attribution
from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading.proposing.block import Block

SIGNED, HEADED = "signed", "headed"
_SIGNER = r"(?P<name>(?:[Tt]he )?[A-Z@][^\n“”:;!?–—]{1,90}?)[.)]?\s*$"
_BEHIND = re.compile(rf"”\s*[(]?(?P<cue>[–—―-]+|~)\s*{_SIGNER}")
_UNDER = re.compile(rf"\s*(?P<cue>[–—―-]+|~)\s*{_SIGNER}")
_NAMES = (
    r"(?:[Tt]he )?[A-Z@][\w.’'@-]*(?: (?:[A-Z(][\w.’')-]*|of|the|for|and|de|van|von|der|bin|al|el))*"
    r"(?:, [^\n“”:;.!?]{1,60})?"
)
_HEAD = re.compile(
    r"\s*(?:(?:And|Also|Here is|This is|Now|Then)\s+)?"
    r"(?:(?:(?:[Aa]\s+)?(?:statement|message|letter|note|word|comment|response)\s+)?"
    r"(?P<cue>(?:[Ff]rom|[Bb]y|[Oo]f)(?:\s+the\s+(?:desk|office|pen)\s+of)?)\s+)?"
    rf"(?P<name>{_NAMES})(?:,? (?:says|said|writes|wrote|states|stated))?\s*(?P<colon>:)\s*"
)
#: The longest line that names who speaks, in words.
_MOST_WORDS = 14


def signed(folded: str, blocks: Sequence[Block], quoted: Sequence[Span]) -> list[Attribution]:
    """Return the quotations whose speaker the line before, the line after or their own end names."""
    read = [block.span for block in blocks if block.is_read]
    holding = _holding(read, quoted)
    return [
        found
        for number, place in enumerate(read)
        if (inside := holding[number])
        for found in _named(folded, read, number, inside)
    ]


def _holding(places: Sequence[Span], quoted: Sequence[Span]) -> list[list[Span]]:
    """Return the quotations of each place, in order."""
    found: list[list[Span]] = [[] for _ in places]
    number = 0
    for one in quoted:
        while number < len(places) and places[number].end <= one.start:
            number += 1
        if number < len(places) and places[number].start <= one.start:
            found[number].append(one)
    return found


def _named(
    folded: str, read: Sequence[Span], number: int, inside: list[Span]
) -> Iterator[Attribution]:
    place = read[number]
    behind = _BEHIND.search(folded, max(place.start, inside[-1].end), place.end)
    if behind and _is_short(behind["name"]):
        rest = Span(place.start, inside[-1].end)
        whole = inside if _is_whole(folded, rest, inside) else inside[-1:]
        yield _attribution(whole, behind, "cue", SIGNED)
    elif _is_whole(folded, place, inside):
        under = number + 1 < len(read) and _UNDER.fullmatch(folded, *read[number + 1])
        head = number > 0 and _HEAD.fullmatch(folded, *read[number - 1])
        if under and _is_short(under["name"]):
            yield _attribution(inside, under, "cue", SIGNED)
        elif head and _is_short(head["name"]):
            yield _attribution(inside, head, "cue" if head["cue"] else "colon", HEADED)


def _attribution(content: list[Span], found: re.Match[str], cue: str, frame: str) -> Attribution:
    return Attribution(
        content=tuple(content),
        speaker=Span(*found.span("name")),
        cue=Span(*found.span(cue)),
        frame=frame,
    )


def _is_short(name: str) -> bool:
    return len(name.split()) <= _MOST_WORDS


def _is_whole(folded: str, place: Span, inside: list[Span]) -> bool:
    """Tell whether a paragraph holds nothing but what stands in quotation marks."""
    outside, at = "", place.start
    for one in inside:
        outside, at = outside + folded[at : one.start], one.end
    return not re.search(r"\w", outside + folded[at : place.end])
