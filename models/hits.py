"""Where in a text the words stand that somebody looks for, told by the text's own characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from models.asked import Asked
from models.search import INDEXED_CHARACTERS, MARKS, WORD, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.asked import Term

    #: A word, with where it begins and ends in the text.
    _Placed = tuple[str, int, int]

MOST_HITS = 200
"""How many hits are told of one text."""
_NOTHING = Asked()
_RUN = re.compile(r"\S+")
#: A run that is more than one word, since it is cut.
_CUT = re.compile(r"[a-z]{201}|[0-9]{201}")


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
    return list(islice(_hits(text[:INDEXED_CHARACTERS], asked), MOST_HITS))


def _hits(text: str, asked: Asked) -> Iterator[Hit]:
    # Letter for letter, so that places stay what they are.
    parted = text if text.isascii() else MARKS.sub(" ", text)
    plain = parted.lower() if parted.isascii() else spelt(parted)
    firsts = {term.words[0] for term in asked.wanted}
    if not any(word in plain for word in firsts):
        return
    if not parted.isascii() or _CUT.search(plain):
        yield from _among(list(_words(text)), _terms(asked))
        return
    longest = max(len(term.words) for term in asked.wanted)
    for start in _starts(plain, firsts):
        placed = [_placed(word, 0) for word in islice(WORD.finditer(plain, start), longest)]
        yield from _at(0, placed, _terms(asked))


def _among(placed: Sequence[_Placed], terms: _Terms) -> Iterator[Hit]:
    for place, (word, _start, _end) in enumerate(placed):
        if terms.may_begin(word):
            yield from _at(place, placed, terms)


def _starts(text: str, firsts: Iterable[str]) -> list[int]:
    """Return where in an ASCII text a run of letters or digits begins with one of some words."""
    found = set()
    for word in firsts:
        at = text.find(word)
        while at >= 0:
            before = text[at - 1 : at]
            if not (before.isalpha() if word[0].isalpha() else before.isdigit()):
                found.add(at)
            # However often it stands within the run, that begins once.
            at = text.find(word, _run_end(text, at))
    return sorted(found)


def _run_end(text: str, at: int) -> int:
    run = WORD.match(text, at)
    return run.end() if run else at + 1


def _at(place: int, placed: Sequence[_Placed], terms: _Terms) -> Iterator[Hit]:
    """Yield what stands from the word at a place on."""
    for term in terms.standing_at(placed, place):
        yield Hit(placed[place][1], placed[place + len(term.words) - 1][2], term)


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

    def standing_at(self, placed: Sequence[_Placed], place: int) -> Iterator[Term]:
        """Yield the terms whose first word stands at a place."""
        yield from self._ending
        if place == len(placed):
            return
        word = placed[place][0]
        yield from (one for one in self._open if word.startswith(one.words[-1]))
        after = self._next.get(word)
        if after is not None:
            yield from after.standing_at(placed, place + 1)


@lru_cache(maxsize=100)
def _terms(asked: Asked) -> _Terms:
    return _Terms(asked)


def _placed(word: re.Match[str], at: int) -> _Placed:
    return word[0], at + word.start(), at + word.end()


def _words(text: str) -> Iterator[_Placed]:
    """Yield the words of a text as the index has them, with where they begin and end in it."""
    if text.isascii():
        yield from (_placed(word, 0) for word in WORD.finditer(text.lower()))
        return
    for run in _RUN.finditer(text):
        if run[0].isascii():
            at = run.start()
            yield from (_placed(word, at) for word in WORD.finditer(run[0].lower()))
        else:
            yield from _spelt_words(run[0], run.start())


def _spelt_words(run: str, at: int) -> Iterator[_Placed]:
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
