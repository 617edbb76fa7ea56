"""The place in a text that is most like a quote; it is shown, and never kept as where it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.checks.alignment import aligned
from desk.checks.folding import is_of_word
from desk.checks.negations import is_negation
from desk.checks.tokens import Token, tokens
from desk.history.word_diffs import Change, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.checks.folding import Folded

NEAR = 0.6
"""The least likeness of a place: twice the words in common, over the words of quote and place."""
PLACES = 4
SAMPLES = 48
MOST_FOUND = 200
MARGIN = 20_000


@dataclass(frozen=True)
class Nearest:
    """A place that is like a quote: how much, and the runs that lead from it to the quote."""

    likeness: float
    runs: tuple[Run, ...]
    lost: tuple[str, ...]
    added: tuple[str, ...]


def nearest(quote: str, text: Folded, language: str | None = None) -> Nearest | None:
    """Return the place most like the quote, None where even that is less like it than NEAR.

    Likeness is 2·c / (q + p): of q words of the quote and p words of the place, c are the same in
    the same order, case aside; before its first and behind its last such word the place counts as
    many words as the quote. At 0.6 a quote of three words may have one of them wrong, one of ten
    words four. Candidates are found by three, two or one words in a row that both hold.
    """
    words = tokens(quote)
    found = [
        _compared(words, text, (at, len(quote)), language) for at in _candidates(quote, text.text)
    ]
    near = [one for one in found if one and one.likeness >= NEAR]
    # Of places about as like, the one in which a negation differs is the one to look at.
    return max(near, key=lambda one: one.likeness + bool(one.lost or one.added) / 10, default=None)


def _candidates(quote: str, text: str) -> list[int]:
    """Return up to four places where the quote may begin, those that most samples point to."""
    low_quote, low_text = _low(quote), _low(text)
    spans = _word_spans(low_quote)
    width = max(64, len(quote) // 8)
    for size in (3, 2, 1):
        votes: Counter[int] = Counter()
        for start, end in _samples(spans, size):
            for place in _found(low_quote[start:end], low_text):
                votes[max(0, place - start) // width] += 1
        if votes:
            return [bucket * width for bucket, _times in votes.most_common(PLACES)]
    return []


def _low(text: str) -> str:
    # Places have to stay what they are: a few letters grow when their case changes.
    low = text.lower()
    return low if len(low) == len(text) else text


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for token in tokens(text):
        bare = len(token.text) - len(token.text.lstrip())
        if token.is_word:
            spans.append((at + bare, at + len(token.text)))
        at += len(token.text)
    return spans


def _samples(spans: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    last = len(spans) - size
    step = max(1, (last + 1) // SAMPLES)
    for at in range(0, last + 1, step):
        yield spans[at][0], spans[at + size - 1][1]


def _found(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    for _time in range(MOST_FOUND):
        if place < 0:
            return
        yield place
        place = text.find(words, place + 1)


def _compared(
    words: Sequence[Token], text: Folded, place: tuple[int, int], language: str | None
) -> Nearest | None:
    at, length = place
    margin = min(MARGIN, max(200, length // 2)) + max(64, length // 8)
    start, end = text.around(max(0, at - margin), min(len(text.text), at + length + 2 * margin))
    there = tokens(text.words_between(start, end))
    pairs = aligned([one.low for one in words], [one.low for one in there])
    if not pairs:
        return None
    shared = sum(words[one].is_word for one, _other in pairs)
    quoted = sum(one.is_word for one in words)
    if not shared:
        return None
    changes = list(_changes(words, there, pairs))
    lost, added = _turned(changes, language)
    return Nearest(
        likeness=2 * shared / (quoted + _length(words, there, pairs)),
        runs=tuple(_parted(_joined(changes))),
        lost=lost,
        added=added,
    )


def _length(words: Sequence[Token], there: Sequence[Token], pairs: list[tuple[int, int]]) -> int:
    """Return how many words the place has, with those that stand against the quote's ends."""
    (first, low), (last, high) = pairs[0], pairs[-1]
    ends = [*words[:first], *words[last + 1 :]]
    return sum(one.is_word for one in (*there[low : high + 1], *ends))


Step = tuple[Change, Token]


def _changes(
    words: Sequence[Token], there: Sequence[Token], pairs: list[tuple[int, int]]
) -> Iterator[Step]:
    """Yield each word of the quote and of its place, in order, with what became of it.

    Before the first and behind the last word in common, the place has as many words as the quote.
    """
    one, other = 0, max(0, pairs[0][1] - pairs[0][0])
    for at, place in pairs:
        yield from ((Change.LOST, token) for token in there[other:place])
        yield from ((Change.ADDED, token) for token in words[one:at])
        if words[at].key == there[place].key:
            yield Change.KEPT, there[place]
        else:
            yield Change.LOST, there[place]
            yield Change.ADDED, words[at]
        one, other = at + 1, place + 1
    yield from ((Change.LOST, token) for token in there[other : other + len(words) - one])
    yield from ((Change.ADDED, token) for token in words[one:])


def _turned(
    changes: Sequence[Step], language: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the negations lost and added; “cannot” for “can not” is neither."""
    lost: list[str] = []
    added: list[str] = []
    for group in _groups(changes):
        told = [(change, token) for change, token in group if is_negation(token.low, language)]
        gone = [token for change, token in told if change is Change.LOST]
        come = [token for change, token in told if change is Change.ADDED]
        if len(gone) != len(come):
            lost += [token.text.strip() for token in gone]
            added += [token.text.strip() for token in come]
    return tuple(lost), tuple(added)


def _groups(changes: Sequence[Step]) -> Iterator[list[Step]]:
    group: list[Step] = []
    for step in changes:
        if step[0] is Change.KEPT:
            if group:
                yield group
            group = []
        else:
            group.append(step)
    if group:
        yield group


def _joined(changes: Sequence[Step]) -> Iterator[Run]:
    """Yield runs of one change each; within a group the lost words stand before those added."""
    waiting: dict[Change, list[Token]] = {Change.LOST: [], Change.ADDED: [], Change.KEPT: []}
    for change, token in changes:
        if change is Change.KEPT:
            yield from _flush(waiting, Change.LOST, Change.ADDED)
        else:
            yield from _flush(waiting, Change.KEPT)
        waiting[change].append(token)
    yield from _flush(waiting, Change.KEPT, Change.LOST, Change.ADDED)


def _parted(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield the runs, words of two texts kept from growing together."""
    last = " "
    for run in runs:
        joins = is_of_word(last) and is_of_word(run.text[0])
        yield Run(run.change, f" {run.text}", run.words) if joins else run
        last = run.text[-1]


def _flush(waiting: dict[Change, list[Token]], *order: Change) -> Iterator[Run]:
    for change in order:
        if waiting[change]:
            yield Run(change, "".join(t.text for t in waiting[change]), len(waiting[change]))
            waiting[change] = []
