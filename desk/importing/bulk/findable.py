"""What speakers, topics and sources add to what a statement is found by: spelt once for many."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, case, select

from desk.read_models.search_parts import joined
from desk.read_models.search_queries import leading
from desk.rows import grouped, in_batches
from models import Source, Speaker, SpeakerName, Topic
from models.among import within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

#: How many speakers or sources are remembered.
_MOST = 3_000


class FindableSource(NamedTuple):
    """The words of a source, those of title and outlet alone, and whether it leads back to itself."""

    words: str
    behind: str
    is_open: bool


class Findable:
    """The words of the speakers, topics and sources of an import, as they are asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.speakers: dict[int, str] = {}
        self.sources: dict[int, FindableSource] = {}
        self._topics: dict[int, tuple[int, str]] = {}
        self._merged: Mapping[int, tuple[str, ...]] = {}

    def look_up(self, speakers: set[int], topics: set[int], sources: set[int]) -> None:
        """Look up what some statements name, but for what is remembered; of topics, all anew.

        Topics are searched in the order of the database, which a new one may change.
        """
        for kept in (self.speakers, self.sources):
            if len(kept) > _MOST:
                kept.clear()
        self.speakers |= self._speakers(sorted(speakers - self.speakers.keys()))
        self.sources |= dict(self._sources(sorted(sources - self.sources.keys())))
        self._look_for_topics(sorted(topics))

    def topics(self, ids: Sequence[int]) -> Iterator[str]:
        """Yield the words of the topics of a statement, in their order."""
        if len(ids) == 1:
            yield self._topics[ids[0]][1]
        else:
            yield from (words for _, words in sorted(map(self._topics.__getitem__, ids)))
        if self._merged:
            yield from chain.from_iterable(self._merged.get(number, ()) for number in ids)

    def _speakers(self, ids: Sequence[int]) -> dict[int, str]:
        names: dict[int, list[str | None]] = {}
        for some in in_batches(ids):
            chosen = select(Speaker.id, Speaker.name).where(within(Speaker.id, some))
            names |= {number: [name] for number, name in self.session.execute(chosen)}
            aliases = select(SpeakerName.speaker_id, SpeakerName.name)
            aliases = aliases.where(within(SpeakerName.speaker_id, some))
            for number, name in self.session.execute(aliases.order_by(SpeakerName.position)):
                names[number].append(name)
        return {number: joined(told) for number, told in names.items()}

    def _sources(self, ids: Sequence[int]) -> Iterator[tuple[int, FindableSource]]:
        known = case((and_(Source.seen.is_(True), leading()), True), else_=False)
        texts = Source.title, Source.container_title, Source.publisher
        for some in in_batches(ids):
            chosen = select(Source.id, *texts, known).where(within(Source.id, some))
            for number, title, outlet, publisher, is_open in self.session.execute(chosen):
                words, behind = joined((title, outlet, publisher)), joined((title, outlet))
                yield number, FindableSource(words, behind, bool(is_open))

    def _look_for_topics(self, ids: Sequence[int]) -> None:
        chosen = select(Topic.id, Topic.name).where(within(Topic.id, ids)).order_by(Topic.name)
        self._topics = {
            number: (place, joined((name,)))
            for place, (number, name) in enumerate(self.session.execute(chosen))
        }
        merged = select(Topic.merged_into_id, Topic.name)
        merged = merged.where(within(Topic.merged_into_id, ids)).order_by(Topic.name)
        self._merged = grouped(
            (into, joined((name,))) for into, name in self.session.execute(merged)
        )
