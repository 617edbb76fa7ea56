"""What somebody looks for: words, phrases, and what must not be there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from models.search import ASKED_CHARACTERS, ASKED_WORDS, UNPARTED, WORD, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENED = 3
"""From how many letters on a word may stand for all that begin with it."""
_MARKS = '"“”„‟«»＂'
#: Words in quotation marks, or up to the next space or mark; `-` right before them excludes.
_TYPED = re.compile(rf"((?<!\S)-)?(?:[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]|([^\s{_MARKS}]+))")


@dataclass(frozen=True)
class Term:
    """Words that stand side by side, folded; the last may be only the beginning of a word."""

    words: tuple[str, ...]
    beginning: bool = False
    #: As it was typed, for people.
    typed: str = ""

    @property
    def short(self) -> bool:
        """Whether far too many words begin as the last one does.

        Where a script does not part words, a letter is one, and no other begins with it.
        """
        word = self.words[-1]
        return len(word) < OPENED and not UNPARTED.match(word)


@dataclass(frozen=True)
class Asked:
    """A search: every wanted term, none of the excluded ones."""

    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    #: Whether more was typed than is looked for.
    cut: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is a word to look for at all."""
        return bool(self.wanted or self.excluded)


@lru_cache(maxsize=100)
def asked(typed: str) -> Asked:
    """Read what was typed as a search; anything is one.

    Each word has to be there, the last one at least as a beginning; words in quotation marks, or
    joined as in 2017-09-18, side by side. A minus sign right before a word or a quotation mark
    excludes. Only the first fifty words of the first 400 characters are looked for.
    """
    terms: list[tuple[bool, Term]] = []
    left = ASKED_WORDS
    cut = len(typed) > ASKED_CHARACTERS
    for minus, term in _terms(typed[:ASKED_CHARACTERS]):
        cut = cut or len(term.words) > left
        if left:
            terms.append((minus, replace(term, words=term.words[:left])))
            left -= len(terms[-1][1].words)
    return Asked(
        tuple(_last_opened([term for minus, term in terms if not minus], terms)),
        tuple(replace(term, beginning=False) for minus, term in terms if minus),
        cut,
    )


def _terms(typed: str) -> Iterator[tuple[bool, Term]]:
    for found in _TYPED.finditer(typed):
        minus, phrase, word = found.groups()
        text = word if phrase is None else phrase
        words = tuple(WORD.findall(spelt(text)))
        if words:
            yield minus is not None, Term(words, phrase is None, text.strip())


def _last_opened(wanted: list[Term], typed: list[tuple[bool, Term]]) -> Iterator[Term]:
    """Let a word be a beginning only where it is the last that was typed."""
    for term in wanted:
        yield term if term is typed[-1][1] else replace(term, beginning=False)
