"""A parsed paragraph beside its quotations: which words stand in marks, where its sentences end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Token

    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span

MARKS = frozenset("“”‘’\"'")
_ENDS = frozenset((".", "?", "!", "…", "..."))
OUTSIDE = -1


class Paragraph:
    """The words of a paragraph by number, and the quotations among them.

    `quotes` are ranges of words, without the marks; `within` tells for each word the number of its
    quotation, `OUTSIDE` for none.
    """

    def __init__(self, parsed: Parsed, quoted: Sequence[Span]) -> None:
        """Take a parse, and the quotations of its text that begin in it."""
        self.parsed, self.doc = parsed, parsed.doc
        self.spans = list(quoted)
        self.quotes = [self._range(one) for one in quoted]
        self.within = [OUTSIDE] * len(self.doc)
        for number, (start, end) in enumerate(self.quotes):
            self.within[start:end] = [number] * (end - start)

    def _range(self, span: Span) -> tuple[int, int]:
        words = self.parsed.words(span)
        if words is None:
            return (0, 0)
        start, end = words.start, words.end
        while start < end and self.doc[start].text in MARKS:
            start += 1
        while start < end and self.doc[end - 1].text in MARKS:
            end -= 1
        return (start, end)

    def open(self, word: int) -> bool:
        """Tell whether a word stands outside of quotation marks."""
        return self.within[word] == OUTSIDE

    @cached_property
    def sentence(self) -> list[int]:
        """For each word the number of its sentence: no sentence ends within a quotation."""
        numbers, current = [], 0
        for word in self.doc:
            current += word.i > 0 and self._begins(word)
            numbers.append(current)
        return numbers

    def _begins(self, word: Token) -> bool:
        before = word.i - 1
        while before > 0 and self.doc[before].text in MARKS:
            before -= 1
        if not self.open(word.i) and self.within[word.i] == self.within[word.i - 1]:
            return False
        if word.text in MARKS and word.text != "“":
            return False
        ended = self.doc[before].text in _ENDS or self.doc[before].text[-1] in ".?!"
        if not ended or word.text[:1].islower():
            return False
        closed = self.doc[word.i - 1].text == "”"
        return bool(word.is_sent_start) or (closed and self.doc[before].text == ".")

    def sentence_end(self, word: int) -> int:
        """Return the word after the sentence of a word."""
        return bisect_right(self.sentence, self.sentence[word])

    def sentence_start(self, word: int) -> int:
        """Return the first word of the sentence of a word."""
        return bisect_left(self.sentence, self.sentence[word])

    def runs(self, words: Iterable[int]) -> list[tuple[int, int]]:
        """Return the runs of neighbouring words among some, as ranges."""
        runs: list[tuple[int, int]] = []
        for word in sorted(set(words)):
            if runs and runs[-1][1] == word:
                runs[-1] = (runs[-1][0], word + 1)
            else:
                runs.append((word, word + 1))
        return runs

    def span(self, run: tuple[int, int]) -> Span:
        """Return where a range of words stands in the text."""
        return self.parsed.span(self.doc[run[0] : run[1]])


def subtree(word: Token, without: Iterable[Token] = ()) -> list[int]:
    """Return the numbers of a word and all below it, less what lies below some."""
    left_out = {one.i for one in without}
    found, waiting = [], [word]
    while waiting:
        one = waiting.pop()
        found.append(one.i)
        waiting.extend(child for child in one.children if child.i not in left_out)
    return sorted(found)


def words_of(doc: Doc, run: tuple[int, int]) -> int:
    """Count the words of a range, marks and points left out."""
    return sum(not (one.is_punct or one.is_space) for one in doc[run[0] : run[1]])


def spread(words: Iterable[int]) -> set[int]:
    """Return all words from the first to the last of some."""
    known = set(words)
    return set(range(min(known), max(known) + 1))
