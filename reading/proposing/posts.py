"""Posts as they are copied from a page: name, handle and day above or below what was posted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.block import Block, Kind
from reading.proposing.labels import SIGNED_POST, named
from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_HANDLE = re.compile(r"\s*@\w{1,30}(?:\s*·[^\n]{0,40})?\s*")
#: Lines that stand between the name and the post, or behind it, and are neither.
_BESIDE = re.compile(
    r"\s*(?:·|\d{1,2}[hmd]|(?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9})(?:,? \d{4})?|\d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?· ?[^\n]{1,40})?|[\d.,KM]+ ?(?:[Rr]eposts?|[Rr]etweets?|[Ll]ikes?|[Rr]eplies|[Vv]iews|[Qq]uotes)?"
    r"|Replying to [^\n]{1,60})\s*"
)
_MOST_WORDS = 6


def with_posts(folded: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs of a text, those of posts as such, with who posted them."""
    return _signed_below(folded, _named_above(folded, blocks))


def _named_above(folded: str, blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    author: Span | None = None
    for block in blocks:
        words = block.span.of(folded)
        if block.is_read and _HANDLE.fullmatch(words):
            author = _author(folded, found, block)
            found.append(replace(block, kind=Kind.ASIDE))
        elif author and _BESIDE.fullmatch(words):
            found.append(replace(block, kind=Kind.ASIDE))
        elif author and block.is_read:
            found.append(replace(block, kind=Kind.POST, label=author))
        else:
            author = None
            found.append(block)
    return found


def _author(folded: str, before: list[Block], handle: Block) -> Span:
    """Return the name above a handle, which is no part of the post before it, else the handle."""
    last = before[-1] if before else None
    if last and len(last.span.of(folded).split()) <= _MOST_WORDS and last.kind is not Kind.ASIDE:
        before[-1] = replace(last, kind=Kind.ASIDE, label=None)
        return last.words
    words = handle.words.of(folded)
    start = handle.words.start + words.index("@")
    return Span(start, start + len(words[words.index("@") :].split()[0]))


def _signed_below(folded: str, blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        signed = SIGNED_POST.fullmatch(block.span.of(folded).strip())
        if signed and found and found[-1].is_read:
            start = block.span.start + folded[slice(*block.span)].index(signed[0])
            label = Span(*(start + at for at in named(signed)))
            found[-1] = replace(found[-1], kind=Kind.POST, label=label)
            found.append(replace(block, kind=Kind.ASIDE, label=None))
        else:
            found.append(block)
    return found
