"""The scores of reading: what was found of what people marked, and how much of it is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.evaluation.marked import is_misplaced, marked, offered
from bench.evaluation.matching import LEAST, Matching
from bench.evaluation.texts import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.evaluation.marked import Marked, Offered
    from bench.evaluation.texts import Numbers


@dataclass
class Rate:
    """How many were proposed and wanted, and how many of each are right."""

    proposed: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0

    def add(self, *, proposed: int, right: int, wanted: int, found: int) -> None:
        """Count those of one more article."""
        self.proposed += proposed
        self.right += right
        self.wanted += wanted
        self.found += found

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right, in per cent."""
        return _share(self.right, self.proposed)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found, in per cent."""
        return _share(self.found, self.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of both, in per cent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """The scores over many articles.

    `direct` counts words in quotation marks; `indirect` whole contents that are not, or not all,
    in marks; `whole` statements with the right content and the right speaker.
    """

    articles: int = 0
    direct: Rate = field(default_factory=Rate)
    indirect: Rate = field(default_factory=Rate)
    whole: Rate = field(default_factory=Rate)
    speakers: int = 0
    right_speakers: int = 0
    misplaced: int = 0

    @property
    def speaker(self) -> float:
        """The share of matched contents whose speaker is right, in per cent."""
        return _share(self.right_speakers, self.speakers)

    def add(self, article: dict[str, Any], statements: list[dict[str, Any]]) -> None:
        """Count one more article, as people have marked it, and what was proposed of it."""
        words = Words(article["text"])
        wanted, proposed = list(marked(article, words)), list(offered(statements, words))
        self.articles += 1
        self.misplaced += sum(is_misplaced(one, article["text"]) for one in statements)
        self._add_direct(words, wanted, proposed)
        found = Matching(wanted, proposed)
        self._add_indirect(found)
        self._add_speakers(found)

    def _add_direct(self, words: Words, wanted: list[Marked], proposed: list[Offered]) -> None:
        asked = _all(one.content for one in wanted) & words.quoted
        told = _all(one.content if one.direct else one.content & words.quoted for one in proposed)
        both = len(asked & told)
        self.direct.add(proposed=len(told), right=both, wanted=len(asked), found=both)

    def _add_indirect(self, found: Matching) -> None:
        wanted = [number for number, one in _asked(found) if not one.direct]
        met = [found.pairs[number] for number in wanted if number in found.pairs]
        right = sum(any(not one.direct for one in each) for each in met)
        wrong = sum(not one.direct for one in found.faults())
        self.indirect.add(proposed=right + wrong, right=right, wanted=len(wanted), found=len(met))

    def _add_speakers(self, found: Matching) -> None:
        """Judge the speaker by that of the longest proposal, at the mention beside the words."""
        right = {
            number
            for number, each in found.pairs.items()
            if each[0].speaker & found.wanted[number].speaker
        }
        named = {number for number in found.pairs if found.wanted[number].speaker}
        self.speakers += len(named)
        self.right_speakers += len(right)
        asked = {number for number, one in _asked(found) if one.speaker}
        both = len(asked & right)
        proposed = len(asked & found.pairs.keys()) + len(found.faults())
        self.whole.add(proposed=proposed, right=both, wanted=len(asked), found=both)


def _asked(found: Matching) -> list[tuple[int, Marked]]:
    """Return the statements that are long enough to count, with their numbers."""
    return [
        (number, one)
        for number, one in enumerate(found.wanted)
        if one.statement and len(one.content) >= LEAST
    ]


def _all(contents: Iterable[Numbers]) -> Numbers:
    return frozenset().union(*contents)


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
