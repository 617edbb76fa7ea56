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
#: Name and handle in one line: "Mara Oduya (@maraoduya) · Mar 3", "Mara Oduya @maraoduya".
_AUTHOR = re.compile(
    r"\s*(?P<name>(?!(?:By|From|Follow|Contact|Via|Photo|See|On|Read|Watch)\b)[^\W\d_][^\n@“”:·()]{0,50}?)"
    r"\s*\(?@\w{1,30}\)?\s*(?P<day>·[^\n]{1,40})?"
)
#: Lines that stand between the name and the post, or behind it, and are neither.
_BESIDE = re.compile(
    r"\s*(?:·|\d{1,2}[hmd]|(?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9})(?:,? \d{4})?|\d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?[·–—-] ?[^\n]{1,40})?|[\d.,KM]+ ?(?:[Rr]eposts?|[Rr]etweets?|[Ll]ikes?|[Rr]eplies|[Vv]iews|[Qq]uotes)?"
    r"|Replying to [^\n]{1,60})\s*"
)
_MOST_WORDS = 6


def with_posts(folded: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs of a text, those of posts as such, with who posted them."""
    return _signed_below(folded, _named_above(folded, _headed(folded, blocks)))


def _headed(folded: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs with the posts under a line of name and handle.

    Such a line is one where it bears a day, or the text has more posts: else it may be a byline.
    Up to a blank line the lines under it are the post's.
    """
    lines = [_author_line(folded, block) for block in blocks]
    posts = sum(line is not None for line in lines) + sum(
        block.kind is Kind.POST for block in blocks
    )
    found: list[Block] = []
    author: Span | None = None
    for block, line in zip(blocks, lines, strict=True):
        if author and (line or not block.is_read or _is_parted(folded, found, block, author)):
            author = None
        if line and (line["day"] or posts > 1):
            author = Span(*line.span("name"))
            found.append(replace(block, kind=Kind.ASIDE, words=author))
        elif author:
            is_beside = _BESIDE.fullmatch(block.span.of(folded))
            kind = Kind.ASIDE if is_beside else Kind.POST
            found.append(replace(block, kind=kind, label=None if is_beside else author))
        else:
            found.append(block)
    return found


def _author_line(folded: str, block: Block) -> re.Match[str] | None:
    found = _AUTHOR.fullmatch(folded, *block.span) if block.is_read else None
    return found if found and len(found["name"].split()) <= _MOST_WORDS else None


def _is_parted(folded: str, before: Sequence[Block], block: Block, author: Span) -> bool:
    """Tell whether a blank line parts a paragraph from what stands under the name of an author."""
    gap = folded[before[-1].span.end : block.span.start]
    return gap.count("\n") > 1 and before[-1].words != author


def _named_above(folded: str, blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    author: Span | None = None
    for block in blocks:
        words = block.span.of(folded)
        if block.is_read and _HANDLE.fullmatch(words):
            author = _author(folded, found, block)
            found.append(replace(block, kind=Kind.ASIDE))
        elif (author or _follows_post(found)) and _BESIDE.fullmatch(words):
            found.append(replace(block, kind=Kind.ASIDE))
        elif author and block.is_read:
            found.append(replace(block, kind=Kind.POST, label=author))
        else:
            author = None
            found.append(block)
    return found


def _follows_post(found: Sequence[Block]) -> bool:
    """Tell whether a post stands before, with nothing between but lines that are beside it."""
    return bool(found) and found[-1].kind is Kind.POST


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
