"""Whom a label means that is no full name: "MR. ROE" of a hearing, "A" of an interview."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reading.proposing.block import Block, Kind
from reading.proposing.proposals import Span
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(
    r"\b[A-Z][\w’'-]*[a-z](?: (?:[A-Z]\.|de|del|van|von|der|den|bin|al|el|la|le|[A-Z][\w’'-]*)){0,4}"
    r" [A-Z][\w’'-]*[a-z]\b"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TITLES = words(
    """
    the mr mrs ms miss dr sen rep gov gen col lt sgt maj capt adm amb prof sir lord lady dame
    judge justice senator secretary president minister chairman chairwoman chair ambassador
    director speaker hon congressman congresswoman general attorney commissioner
    """
)
_ANSWERS = frozenset({"a", "answer"})
#: Names are gathered from so much of a text: who speaks in it is told at its head.
_REACH = 50_000


class Cast:
    """The full names of a text, asked for by the label of a turn."""

    def __init__(self, folded: str, blocks: Sequence[Block]) -> None:
        self._folded = folded
        self._asked = next((block.span.start for block in blocks if block.kind is Kind.QUESTION), 0)
        self._named: dict[str, list[Span]] = defaultdict(list)
        for place in _places(folded[:_REACH], blocks):
            self._named[_surname(place.of(folded))].append(place)
        self.interviewee = self._most_named()

    def fullest(self, label: Span) -> Span | None:
        """Return where the label's name stands in full; None if it does nowhere, or for two people."""
        name = label.of(self._folded).split(",")[0]
        if name.casefold() in _ANSWERS:
            return self.interviewee
        places = self._named.get(_surname(name), [])
        forms = {_first_and_last(place.of(self._folded)) for place in places}
        found = _shortest(places) if len(forms) == 1 else None
        return None if found and found.start == label.start else found

    def _most_named(self) -> Span | None:
        """Return the name that the words before the first question tell most often."""
        said = Counter(word.casefold() for word in _WORD.findall(self._folded, 0, self._asked))
        before = {
            surname: [place for place in places if place.end <= self._asked]
            for surname, places in self._named.items()
        }
        best = max((one for one in before if before[one]), key=lambda one: said[one], default=None)
        return _shortest(before[best]) if best else None


def _places(folded: str, blocks: Sequence[Block]) -> list[Span]:
    """Return where full names stand, in what nobody in the text says and in the labels of turns."""
    told = [
        Span(*found.span())
        for block in blocks
        if block.is_read
        for found in _NAME.finditer(folded, block.span.start, block.span.end)
    ]
    labels = {block.label for block in blocks if block.kind is Kind.TURN and block.label}
    return told + [_untitled(folded, one) for one in sorted(labels) if _is_full(one.of(folded))]


def _untitled(folded: str, label: Span) -> Span:
    """Return the name of a label without the office behind its comma."""
    return Span(label.start, label.start + len(label.of(folded).split(",")[0].rstrip()))


def _is_full(label: str) -> bool:
    words = label.split(",", maxsplit=1)[0].split()
    return len(words) > 1 and not words[0].endswith(".") and words[0].lower() not in _TITLES


def _surname(name: str) -> str:
    words = _WORD.findall(name)
    return words[-1].casefold() if words else ""


def _first_and_last(name: str) -> tuple[str, ...]:
    """Return the last two words of a name: before them may stand a title or a first initial."""
    return tuple(word.casefold() for word in _WORD.findall(name) if len(word) > 1)[-2:]


def _shortest(places: Sequence[Span]) -> Span:
    return min(places, key=lambda place: (place.end - place.start, place.start))
