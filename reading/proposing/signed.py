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
_SIGNER = r"(?P<name>(?:[Tt]he )?[A-Z@][^\n“”:;!?<>–—]{1,90}?)[.)]?\s*$"
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
    found: list[Attribution] = []
    for number, inside in enumerate(holding):
        if inside and (behind := _behind(folded, read[number], inside)):
            found.append(behind)
    for first, last in _runs(folded, read, holding):
        found += _beside(folded, read, holding, range(first, last + 1))
    return found


def _runs(
    folded: str, read: Sequence[Span], holding: Sequence[list[Span]]
) -> Iterator[tuple[int, int]]:
    """Yield the first and last of paragraphs, one after the other, that are nothing but quotation."""
    first: int | None = None
    for number, (place, inside) in enumerate(zip(read, holding, strict=True)):
        whole = bool(inside) and _is_whole(folded, place, inside)
        if first is not None and not whole:
            yield first, number - 1
        first = (number if first is None else first) if whole else None
    if first is not None:
        yield first, len(read) - 1


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


def _behind(folded: str, place: Span, inside: list[Span]) -> Attribution | None:
    """Return what a paragraph quotes of whom it names at its end, behind a dash."""
    behind = _BEHIND.search(folded, max(place.start, inside[-1].end), place.end)
    if not (behind and _is_short(behind["name"])):
        return None
    rest = Span(place.start, inside[-1].end)
    whole = inside if _is_whole(folded, rest, inside) else inside[-1:]
    return _attribution(whole, behind, "cue", SIGNED)


def _beside(
    folded: str, read: Sequence[Span], holding: Sequence[list[Span]], run: range
) -> list[Attribution]:
    """Return the quotations of a run of paragraphs whose speaker the line under or above it names.

    A line under it signs the last one alone. What is left open goes on in the next paragraph.
    """
    under = run.stop < len(read) and _UNDER.fullmatch(folded, *read[run.stop])
    head = run.start > 0 and _HEAD.fullmatch(folded, *read[run.start - 1])
    statements = _statements(folded, [holding[number] for number in run])
    if under and _is_short(under["name"]):
        return [_attribution(statements[-1], under, "cue", SIGNED)]
    if head and _is_short(head["name"]):
        cue = "cue" if head["cue"] else "colon"
        return [_attribution(one, head, cue, HEADED) for one in statements]
    return []


def _statements(folded: str, paragraphs: Sequence[list[Span]]) -> list[list[Span]]:
    found: list[list[Span]] = []
    for inside in paragraphs:
        is_open = bool(found) and "”" not in folded[found[-1][-1].end : inside[0].start]
        if is_open:
            found[-1] += inside
        else:
            found.append(list(inside))
    return found


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
