"""How often one of many is drawn, and the words that are drawn from."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from itertools import accumulate
from random import Random

from bench.corpus.shape import words_of

SEED = 20260101
VOCABULARY = 40_000
_COMMON = words_of(
    "the of and to a in that is was for on are with as it be we have this will not they by our at "
    "from or an has but you more than been would who all their had were people what there if can "
    "no when out so up about into which do one over after new year percent money said never last"
)
_CONSONANTS = words_of("b c d f g h k l m n p r s t v br cl dr gr pr st tr")
_VOWELS = words_of("a e i o u ai ea ou")
_SYLLABLES, _ENDINGS = (2, 2, 3, 3, 4), ("", "n", "s", "r", "l", "t")


def chance(what: str, count: int) -> Random:
    """Return the draws of one kind of record on a desk of this many statements."""
    return Random(f"{SEED} {what} {count}")  # noqa: S311 -- nothing secret


class Zipf:
    """Draws places from 0 on, the first most often: 1 / (place + shift) to the power of `steep`."""

    def __init__(self, count: int, steep: float = 1.0, shift: float = 3.0) -> None:
        self._sums = list(accumulate((place + shift) ** -steep for place in range(count)))

    def one(self, random: Random) -> int:
        """Draw one place."""
        return bisect(self._sums, random.random() * self._sums[-1], hi=len(self._sums) - 1)


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words of all texts, the most frequent first."""
    random, found = chance("words", VOCABULARY), dict.fromkeys(_COMMON)
    while len(found) < VOCABULARY:
        found.setdefault(_word(random))
    return tuple(found)


def _word(random: Random) -> str:
    syllables = (
        random.choice(_CONSONANTS) + random.choice(_VOWELS)
        for _ in range(random.choice(_SYLLABLES))
    )
    return "".join(syllables) + random.choice(_ENDINGS)


class Words:
    """Sentences of words that are as frequent as in a language."""

    def __init__(self, random: Random) -> None:
        self._random, self._words = random, vocabulary()
        self._sums = list(accumulate((place + 3.7) ** -1.07 for place in range(VOCABULARY)))

    def some(self, count: int) -> str:
        """Return so many words, the first with a capital letter."""
        drawn = self._random.choices(self._words, cum_weights=self._sums, k=count)
        text = " ".join(drawn)
        return text[0].upper() + text[1:]

    def sentence(self) -> str:
        """Return as many words as people are quoted with: some twenty, eight to sixty."""
        return self.some(min(60, max(8, int(self._random.lognormvariate(3.0, 0.5)))))
