"""What became of a text, word by word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_COMPARED = 2_000
"""So many words are compared one by one; longer ones, but for a shared head and tail, as a whole."""
MOST_MATCHES = 20_000
"""So many pairs of equal words are followed up: the work grows with them, above all where few words
come again and again."""
SHOWN = 12
"""How many words stay on each side of a long run that is folded."""


class Change(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    LOST = "lost"
    ADDED = "added"
    #: Words that are left out of the page; the text says how many.
    FOLDED = "folded"


@dataclass(frozen=True)
class Run:
    """A run of words with the white space before them; of a folded one only the number is told."""

    change: Change
    text: str
    words: int


def word_diff(before: str, after: str) -> tuple[Run, ...]:
    """Return the runs that lead from one text to the other, lost words before those added.

    Joining what was kept and lost gives the first text, what was kept and added the second.
    """
    return tuple(run for run in _runs(_words(before), _words(after)) if run.text)


def too_much(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two lists of words are too long, or repeat themselves too much, to be compared."""
    if max(len(one), len(other)) > MOST_COMPARED:
        return True
    mine, theirs = Counter(one), Counter(other)
    return sum(count * theirs[word] for word, count in mine.items()) > MOST_MATCHES


def folded(runs: Sequence[Run], *, shown: int = SHOWN) -> tuple[Run, ...]:
    """Return the runs with the middle of every long one left out; ends show only their inside."""
    last = len(runs) - 1
    return tuple(
        part for place, run in enumerate(runs) for part in _folded(run, shown, place, last)
    )


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield _run(Change.KEPT, old[:head])
    yield from _between(old[head : len(old) - tail], new[head : len(new) - tail])
    yield _run(Change.KEPT, old[len(old) - tail :])


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    if too_much(old, new):
        yield from (_run(Change.LOST, old), _run(Change.ADDED, new))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            yield _run(Change.KEPT, old[start:end])
        else:
            yield _run(Change.LOST, old[start:end])
            yield _run(Change.ADDED, new[other_start:other_end])


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (word, twin) in enumerate(pairs) if word != twin), min(len(one), len(other))
    )


def _folded(run: Run, shown: int, place: int, last: int) -> Iterator[Run]:
    words = _words(run.text)
    kept = run.change is Change.KEPT
    head = 0 if kept and place == 0 else shown
    tail = 0 if kept and place == last else shown
    if not kept:
        head, tail = shown * 6, shown
    if len(words) <= head + tail + shown:
        yield run
        return
    yield from filter(None, (_some(run.change, words[:head]),))
    yield Run(Change.FOLDED, "…", len(words) - head - tail)
    yield from filter(None, (_some(run.change, words[len(words) - tail :]),))


def _some(change: Change, words: Sequence[str]) -> Run | None:
    return _run(change, words) if words else None


def _run(change: Change, words: Sequence[str]) -> Run:
    return Run(change, "".join(words), len(words))


def _words(text: str) -> list[str]:
    """Return the words, each with the white space before it."""
    return re.findall(r"\s*\S+|\s+$", text)
