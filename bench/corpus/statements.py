"""What was said, where it was found and what it is about: the rows of statements and their parts."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.corpus.chance import Words, Zipf, chance
from bench.corpus.dates import said
from bench.corpus.parties import source_of_unnamed
from bench.corpus.shape import STAMP, key, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from bench.corpus.dates import Said
    from bench.corpus.parties import Row
    from bench.corpus.shape import Shape

STATEMENT = words_of(
    "id key form quote claim speaker_id role told said said_from said_to language status "
    "status_reason version created_at"
)
APPEARANCE = words_of("id statement_id source_id position exact heard check created_at")
RELAY = words_of("id appearance_id position name verb")
STATEMENT_TOPIC = ["statement_id", "topic_id"]

_FORMS = ("direct", "direct", "direct", "mixed", "indirect")
_TOLD = ("reporters", "parliament", "a rally", None)
_MANY_TOPICS = (1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4)
_UNNAMED, _TWICE, _RELAYED = 0.03, 0.05, 0.1
_WITHDRAWN, _PROPOSED = 0.02, 0.04


@dataclass
class Utterances:
    """The statements of a desk, one after the other; who spoke of what is kept for the links."""

    shape: Shape
    by_speaker: dict[int, array[int]] = field(default_factory=dict)
    by_topic: dict[int, array[int]] = field(default_factory=dict)
    speaker_of: array[int] = field(default_factory=lambda: array("l", [0]))
    topic_of: array[int] = field(default_factory=lambda: array("l", [0]))

    def rows(self) -> Iterator[tuple[Row, list[Row], list[Row], list[Row]]]:
        """Yield each statement with its appearances, their relays and its topics."""
        random = chance("statements", self.shape.statements)
        draw = _Draw(random, self.shape)
        found = 0
        for number in range(1, self.shape.statements + 1):
            speaker, source = draw.speaker_and_source()
            topics = sorted({draw.topics.one(random) + 1 for _ in range(draw.how_many_topics())})
            self._keep(number, speaker, topics[number % len(topics)])
            row, passage = draw.statement(number, speaker)
            appearances = draw.appearances(number, source, passage, found)
            relays = [one for each in appearances for one in draw.relays(each)]
            found += len(appearances)
            yield row, appearances, relays, [(number, topic) for topic in topics]

    def _keep(self, number: int, speaker: int, topic: int) -> None:
        self.by_speaker.setdefault(speaker, array("l")).append(number)
        self.by_topic.setdefault(topic, array("l")).append(number)
        self.speaker_of.append(speaker)
        self.topic_of.append(topic)


class _Draw:
    """Draws the parts of statements."""

    def __init__(self, random: Random, shape: Shape) -> None:
        self.random, self.shape, self.words = random, shape, Words(random)
        self.speakers, self.topics = Zipf(shape.speakers), Zipf(shape.topics)
        self.sources = Zipf(shape.sources, 0.8)
        self.relayed = 0

    def speaker_and_source(self) -> tuple[int, int]:
        """Return the numbers of who speaks and of the source that says so."""
        if self.random.random() >= _UNNAMED:
            return self.speakers.one(self.random) + 1, self.sources.one(self.random) + 1
        place = self.random.randrange(self.shape.unnamed)
        return self.shape.speakers + place + 1, source_of_unnamed(place, self.shape)

    def how_many_topics(self) -> int:
        return self.random.choice(_MANY_TOPICS)

    def statement(self, number: int, speaker: int) -> tuple[Row, str]:
        """Return a statement and the passage in which it stands."""
        random = self.random
        words, form = self.words.sentence(), random.choice(_FORMS)
        claim = self.words.some(12) if form != "direct" else None
        quote, passage = words, f"“{words},” the speaker said on the day, according to this source."
        if form == "indirect":
            passage = f"The speaker said that {words[0].lower()}{words[1:]}."
        told = random.choice(_TOLD)
        date, (status, reason) = said(random), _status(random.random())
        kept = None if form == "indirect" else quote
        row = self._row(number, (form, kept, claim), (speaker, "minister", told), date)
        return (*row, "en", status, reason, 1, STAMP), passage

    @staticmethod
    def _row(number: int, words: Row, who: Row, date: Said) -> Row:
        return (number, key("s", number), *words, *who, *date)

    def appearances(self, number: int, source: int, passage: str, found: int) -> list[Row]:
        """Return where a statement was found: in one source, at times in a second."""
        sources = [source]
        if self.random.random() < _TWICE:
            sources.append(self.sources.one(self.random) + 1)
        return [
            (found + 1 + place, number, one, place, passage, self._heard(), "not_checked", STAMP)
            for place, one in enumerate(sources)
        ]

    def _heard(self) -> str:
        return "via" if self.random.random() < _RELAYED else "direct"

    def relays(self, appearance: Row) -> Iterator[Row]:
        """Yield through whose hands it came, if through any."""
        if appearance[APPEARANCE.index("heard")] == "via":
            self.relayed += 1
            yield self.relayed, appearance[0], 0, "Reuters", "told"


def _status(drawn: float) -> tuple[str, str | None]:
    if drawn < _WITHDRAWN:
        return "withdrawn", "It was logged twice."
    return ("proposed" if drawn < _PROPOSED else "logged"), None
