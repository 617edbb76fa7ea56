"""Two texts side by side: which words stand in one of them alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from desk.history.word_diffs import too_much
from models.search import WORD, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIKE_ENOUGH = 0.3
"""The share of words in common, in the same order, from which on a comparison tells something."""


class WhyNot(StrEnum):
    """Why two texts are not compared word by word."""

    LANGUAGES = "languages"
    TOO_LONG = "too_long"
    TOO_DIFFERENT = "too_different"


@dataclass(frozen=True)
class Marked:
    """A text in parts, of which those that the other text lacks are told apart."""

    text: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Comparison:
    """Both texts with what differs marked, or why nothing is."""

    first: Marked
    second: Marked
    why_not: WhyNot | None = None

    @property
    def same(self) -> bool:
        """Whether no word differs."""
        parts = (*self.first.parts, *self.second.parts)
        return self.why_not is None and not any(differs for _part, differs in parts)


def compare(
    one: str, other: str, languages: tuple[str | None, str | None] = (None, None)
) -> Comparison:
    """Compare two texts word by word, whatever their capitals, accents and punctuation.

    Languages are BCP 47 tags; texts of two known languages are not compared, nor such as have
    little in common.
    """
    first, second = _words(one), _words(other)
    mine, theirs = _folded(first), _folded(second)
    if why_not := _told_apart(languages) or _too_long(mine, theirs):
        return _unmarked(one, other, why_not)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.ratio() < LIKE_ENOUGH:
        return _unmarked(one, other, WhyNot.TOO_DIFFERENT)
    blocks = matcher.get_matching_blocks()
    of_first = {place for block in blocks for place in range(block.a, block.a + block.size)}
    of_second = {place for block in blocks for place in range(block.b, block.b + block.size)}
    return Comparison(_marked(one, first, of_first), _marked(other, second, of_second))


def _told_apart(languages: tuple[str | None, str | None]) -> WhyNot | None:
    known = {tag.partition("-")[0].casefold() for tag in languages if tag}
    return WhyNot.LANGUAGES if len(known) > 1 else None


def _too_long(one: Sequence[str], other: Sequence[str]) -> WhyNot | None:
    return WhyNot.TOO_LONG if too_much(one, other) else None


def _unmarked(one: str, other: str, why_not: WhyNot) -> Comparison:
    first, second = (Marked(text, ((text, False),)) for text in (one, other))
    return Comparison(first, second, why_not)


def _words(text: str) -> list[str]:
    """Return the words, each with the white space before it."""
    return re.findall(r"\s*\S+", text)


def _folded(words: Sequence[str]) -> list[str]:
    return ["".join(WORD.findall(spelt(word))) or word.strip() for word in words]


def _marked(text: str, words: Sequence[str], shared: set[int]) -> Marked:
    runs = groupby(range(len(words)), key=shared.__contains__)
    parts = [part for kept, run in runs for part in _parts("".join(words[i] for i in run), kept)]
    rest = text[sum(map(len, words)) :]
    return Marked(text, tuple(part for part in (*parts, (rest, False)) if part[0]))


def _parts(run: str, kept: bool) -> Iterator[tuple[str, bool]]:  # noqa: FBT001 -- of a pair
    """Yield a run of words; the white space before it is never marked."""
    bare = run if kept else run.lstrip()
    yield run[: len(run) - len(bare)], False
    yield bare, not kept
