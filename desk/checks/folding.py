"""What does not count as a difference: white space, marks and dashes that differ in looks only."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from copy import copy
from dataclasses import dataclass, field
from itertools import accumulate

from desk.checks.line_ends import (
    has_line_ends,
    marked,
    parted_words,
    whole_lines,
    without,
    without_marks,
)
from models.marks import stream_safe

# What looks otherwise and says the same. Compatibility forms are not folded as a whole: NFKC would
# make 10² of 102.
_ALIKE = (
    dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'")
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    # What is not seen at all: soft hyphens, joiners, marks of direction, forms of emoji.
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\ufe0e\ufe0f", "")
    | dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "")
)
_SPACE = re.compile(r"\s+")
_DASHES = re.compile(r" ?-[- ]*")
_DOTS = re.compile(r"\.(?: \.){2,}")
# A single mark that stands in a word is an apostrophe, elsewhere a quotation mark.
_SINGLE = re.compile(r"(?<!\w)'|'(?!\w)")
#: Where a long text may be parted so that its parts fold as the whole does.
_SEAM = re.compile(r"(?<=\w)\s+(?=\w)")
BLOCK = 32_768


def plain(text: str) -> str:
    """Fold what does not count as a difference: white space, quotation marks, dashes, accents.

    Letters and their accents are composed (NFC); case and every other mark count.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", stream_safe(text))
        for mark, same in _ALIKE.items():
            if mark in text:
                text = text.replace(mark, same)
    text = _SPACE.sub(" ", text.replace("`", "'"))
    text = _DASHES.sub("-", text)
    return _SINGLE.sub('"', _DOTS.sub("...", text)).strip()


def is_of_word(character: str) -> bool:
    """Tell whether a character is part of a word: a letter, a digit, or a mark on one."""
    return (
        character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")
    )


def at_edge(text: str, at: int) -> bool:
    """Tell whether no word runs over a place in a text."""
    return not (0 < at < len(text) and is_of_word(text[at - 1]) and is_of_word(text[at]))


@dataclass
class Folded:
    """A text folded block by block, so that a place in it leads back to the text as it stands."""

    original: str
    text: str = field(init=False)
    _origins: list[int] = field(init=False)
    _starts: list[int] = field(init=False)
    #: Of the block read last: the letters told at each place, and where each of them ends.
    _read: dict[int, tuple[list[int], list[int]]] = field(init=False, default_factory=dict)
    #: Where in the folded text a hyphen stands because a line ends there.
    _ends: tuple[int, ...] = field(init=False)
    #: The text with every word made whole, once it was asked for.
    _whole: Folded | None = field(init=False, default=None, repr=False)
    #: For which words a text was made whole; None for the text as it stands.
    _looked_for: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Fold the text."""
        self._origins = _seams(self.original)
        ends = [*self._origins[1:], len(self.original)]
        blocks = (self.original[a:b] for a, b in zip(self._origins, ends, strict=True))
        if has_line_ends(self.original):
            blocks = (marked(block) for block in blocks)
        parts = [plain(block) for block in blocks]
        self._starts, place = [], 0
        for part in parts:
            self._starts.append(place)
            place += len(part) + 1
        self._ends, self.text = without_marks(" ".join(parts))

    def joined(self, words: str) -> Folded:
        """Return the text with what is parted at the ends of its lines made whole.

        A hyphen that the words, folded, have as well stays where it is. Places in the text that is
        returned lead back to the original as those of this one do.
        """
        gone = parted_words(self.text, self._ends, words)
        if not gone:
            return self
        all_gone = len(gone) == len(self._ends)
        if all_gone and self._whole is not None:
            return self._whole
        whole = copy(self)
        whole.take_out(gone, "" if all_gone else words)
        if all_gone:
            self._whole = whole
        return whole

    def take_out(self, hyphens: list[int], words: str) -> None:
        """Take hyphens that the words do not have out of this text; see `joined`."""
        self.text = without(self.text, hyphens)
        self._starts = [start - bisect_left(hyphens, start) for start in self._starts]
        self._ends, self._read, self._looked_for = (), {}, words

    def words_between(self, start: int, end: int) -> str:
        """Return a stretch of the original, its words made whole where they are so in the text."""
        stretch = self.original[start:end]
        return stretch if self._looked_for is None else whole_lines(stretch, self._looked_for)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return where a folded place stands in the original, from its first letter to its last."""
        first, last = self._origin(start), self._origin(end)
        while first < last and not self.original[first].isalnum():
            first += 1
        return first, max(first, last)

    def _origin(self, at: int) -> int:
        """Return where the original stands once it has told as many letters as the folded text."""
        block = bisect_right(self._starts, at) - 1
        if block not in self._read:
            self._read = {block: self._letters(block)}
        told, places = self._read[block]
        return places[min(told[at - self._starts[block]], len(places) - 1)]

    def _letters(self, block: int) -> tuple[list[int], list[int]]:
        """Return how many letters a folded block has told at each place, and where each ends."""
        start, origin = self._starts[block], self._origins[block]
        behind = self._starts[block + 1] if block + 1 < len(self._starts) else len(self.text) + 1
        told = [0, *accumulate(map(str.isalnum, self.text[start:behind]))]
        behind = self._origins[block + 1] if block + 1 < len(self._origins) else len(self.original)
        places = [origin]
        for place in range(origin, behind):
            letter = self.original[place]
            if letter.isalnum():
                places += [place + 1] * len(_ALIKE.get(letter, letter))
        return told, places


def _seams(text: str) -> list[int]:
    seams, at = [0], BLOCK
    while at < len(text):
        found = _SEAM.search(text, at)
        if found is None:
            break
        seams.append(found.end())
        at = found.end() + BLOCK
    return seams
