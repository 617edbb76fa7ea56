"""Where in a text the words stand that somebody looks for, told by the text's own characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from models.asked import Asked
from models.search import INDEXED_CHARACTERS, WORD, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.asked import Term

MOST_HITS = 200
"""How many hits are told of one text."""
_NOTHING = Asked()
_RUN = re.compile(r"\S+")


@dataclass(frozen=True)
class Hit:
    """Where a term stands: from the first character of its first word to the end of its last.

    An end never parts a letter from its accents.
    """

    start: int
    end: int
    term: Term


def hits(text: str, asked: Asked) -> list[Hit]:
    """Return where wanted terms stand in a text, in order; they may overlap.

    Looks at the first 250,000 characters, as the index does, and tells the first 200 hits.
    """
    placed = list(_words(text[:INDEXED_CHARACTERS]))
    words = [word for word, _start, _end in placed]
    terms = _Terms(asked)
    found: list[Hit] = []
    for place, (word, start, _end) in enumerate(placed):
        if not terms.may_begin(word):
            continue
        found += (
            Hit(start, placed[place + len(term.words) - 1][2], term)
            for term in terms.standing_at(words, place)
        )
        if len(found) >= MOST_HITS:
            break
    return found[:MOST_HITS]


def spans(found: Iterable[Hit]) -> list[tuple[int, int]]:
    """Return the places of hits, each character in one of them at most."""
    joined: list[tuple[int, int]] = []
    for hit in found:
        if joined and hit.start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], hit.end))
        else:
            joined.append((hit.start, hit.end))
    return joined


class _Terms:
    """Terms by their words one after the other, so that all are looked for at once."""

    def __init__(self, asked: Asked) -> None:
        self._next: dict[str, _Terms] = {}
        self._ending: list[Term] = []
        self._open: list[Term] = []
        for term in dict.fromkeys(asked.wanted):
            self._add(term, 0)

    def _add(self, term: Term, depth: int) -> None:
        if depth == len(term.words):
            self._ending.append(term)
        elif term.beginning and depth == len(term.words) - 1:
            self._open.append(term)
        else:
            after = self._next.setdefault(term.words[depth], _Terms(_NOTHING))
            after._add(term, depth + 1)  # noqa: SLF001 -- one of its own

    def may_begin(self, word: str) -> bool:
        """Tell at once for most words that no term begins with them."""
        return word in self._next or any(word.startswith(one.words[-1]) for one in self._open)

    def standing_at(self, words: Sequence[str], place: int) -> Iterator[Term]:
        """Yield the terms whose first word stands at a place."""
        yield from self._ending
        if place == len(words):
            return
        yield from (one for one in self._open if words[place].startswith(one.words[-1]))
        after = self._next.get(words[place])
        if after is not None:
            yield from after.standing_at(words, place + 1)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text as the index has them, with where they begin and end in it."""
    if text.isascii():
        yield from ((word[0], *word.span()) for word in WORD.finditer(text.lower()))
        return
    for run in _RUN.finditer(text):
        if run[0].isascii():
            at = run.start()
            for word in WORD.finditer(run[0].lower()):
                yield word[0], at + word.start(), at + word.end()
        else:
            yield from _spelt_words(run[0], run.start())


def _spelt_words(run: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Fold letter by letter, so that each folded letter knows which one it came from."""
    folded = [_spelt_letter(letter) for letter in run]
    origins = [number for number, letters in enumerate(folded) for _letter in letters]
    # What folds to nothing, such as an accent, belongs to the letter before it.
    ends = [*origins[1:], len(run)]
    for word in WORD.finditer("".join(folded)):
        last = word.end() - 1
        # A letter may fold to two words, as ½ does: then it belongs to both.
        end = max(ends[last], origins[last] + 1)
        yield word[0], at + origins[word.start()], at + end


@lru_cache(maxsize=4096)
def _spelt_letter(letter: str) -> str:
    return spelt(letter)
