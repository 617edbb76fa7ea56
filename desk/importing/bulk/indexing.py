"""The search index of new statements: told by their lines, and written once all of them are there."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, case, select

from desk.importing.bulk.writing import TableRows, table_of
from desk.read_models import counters
from desk.read_models.search_parts import Entry, found_by, own_facets
from desk.read_models.search_queries import leading
from desk.rows import grouped, in_batches
from desk.statement_drafts import PLAIN
from models import Source, Speaker, SpeakerName, StatementText, Topic
from models import facets as tokens
from models.among import within
from models.conflict import Found
from models.indexing_later import IndexedLater
from models.terms import QuoteCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.importing.bulk.reading import BulkLine

_UNCHECKED = tokens.value_token(tokens.CHECK, QuoteCheck.NOT_CHECKED.value)
_LONG = [PLAIN.index(name) for name in ("role", "told", "where", "in_answer_to", "claim")]
_LAST = [PLAIN.index(name) for name in ("quote", "context", "note")]
_LANGUAGE = PLAIN.index("language")
_TEXT = ("statement_id", "place", "body", "facets")
_EXACT = 0
_WORDING = 1


class Made(NamedTuple):
    """A statement that was made of a line, with the ids of all that it names.

    `hops`: name and id of the source, if any, of each hop behind each appearance.
    """

    number: int
    line: BulkLine
    speaker_id: int
    topics: tuple[int, ...]
    sources: tuple[int, ...]
    hops: tuple[tuple[str, int | None], ...]


class Indexing:
    """The search index of one import's statements."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._rows = TableRows(session, table_of(StatementText), _TEXT)
        self._later = IndexedLater(session.connection())

    def take(self, made: Sequence[Made]) -> None:
        """Write what statements are found by, links left aside; nothing of it is found yet."""
        speakers = self._speakers({one.speaker_id for one in made})
        topics = _Topics(self.session, set(chain.from_iterable(one.topics for one in made)))
        behind = (number for one in made for _, number in one.hops if number is not None)
        sources = self._sources({*chain.from_iterable(one.sources for one in made), *behind})
        for one in made:
            self._rows.add(_entry(one, speakers[one.speaker_id], topics, sources).found())
        self._rows.write()
        counters.add(self.session.connection(), map(_counted, made))

    def take_links(self, ids: Sequence[int]) -> None:
        """Write anew what statements are found by that links were made to or from."""
        connection = self.session.connection()
        for some in in_batches(ids):
            self._later.rewrite(
                [(one.body, one.facets, one.statement_id) for one in found_by(connection, some)]
            )

    def finish(self, ids: range) -> Iterator[int]:
        """Have the statements of these ids found; yields how many are, now and then."""
        return self._later.index(ids)

    def _speakers(self, ids: set[int]) -> dict[int, list[str | None]]:
        names: dict[int, list[str | None]] = {}
        for some in in_batches(sorted(ids)):
            chosen = select(Speaker.id, Speaker.name).where(within(Speaker.id, some))
            names |= {number: [name] for number, name in self.session.execute(chosen)}
            aliases = select(SpeakerName.speaker_id, SpeakerName.name)
            aliases = aliases.where(within(SpeakerName.speaker_id, some))
            for number, name in self.session.execute(aliases.order_by(SpeakerName.position)):
                names[number].append(name)
        return names

    def _sources(self, ids: set[int]) -> dict[int, tuple[str | None, ...]]:
        """Return title, outlet and publisher of each, and whether it leads back to it."""
        known = case((and_(Source.seen.is_(True), leading()), True), else_=False)
        texts = Source.title, Source.container_title, Source.publisher
        found: dict[int, tuple[str | None, ...]] = {}
        for some in in_batches(sorted(ids)):
            chosen = select(Source.id, *texts, known).where(within(Source.id, some))
            found |= {number: tuple(told) for number, *told in self.session.execute(chosen)}
        return found


class _Topics:
    """The names of some topics, with those that were merged into them."""

    def __init__(self, session: Session, ids: set[int]) -> None:
        chosen = select(Topic.id, Topic.name).where(within(Topic.id, sorted(ids)))
        named = session.execute(chosen.order_by(Topic.name)).all()
        self._names = {number: (place, name) for place, (number, name) in enumerate(named)}
        merged = select(Topic.merged_into_id, Topic.name)
        merged = merged.where(within(Topic.merged_into_id, sorted(ids))).order_by(Topic.name)
        self._merged: Mapping[int, tuple[str, ...]] = grouped(session.execute(merged))

    def of(self, ids: Iterable[int]) -> Iterator[str]:
        """Yield the names that are searched for a statement of these topics, in their order."""
        names = sorted(self._names[number] for number in ids)
        yield from (name for _, name in names)
        if self._merged:
            yield from chain.from_iterable(self._merged.get(number, ()) for number in ids)


def _counted(made: Made) -> Iterator[counters.Place]:
    """Yield what a statement counts for, as counters reads it off its facets."""
    status = made.line.status
    yield int(Found.ALL), 0, status
    yield int(Found.SPEAKER), made.speaker_id, status
    for topic in made.topics:
        yield int(Found.TOPIC), topic, status
    behind = (number for _, number in made.hops if number is not None)
    for source in {*made.sources, *behind}:
        yield int(Found.SOURCE), source, status


def _entry(
    made: Made,
    names: list[str | None],
    topics: _Topics,
    sources: Mapping[int, tuple[str | None, ...]],
) -> Entry:
    line = made.line
    since, until = (date.fromisoformat(day) if day else None for day in line.dates[:2])
    entry = Entry(made.number, made.speaker_id, until, [*names, *topics.of(made.topics)], [])
    entry.long += (line.words[place] for place in _LONG)
    entry.last += (line.words[place] for place in _LAST)
    told = made.speaker_id, line.status, line.form
    entry.facets += own_facets(told, (since, until), line.words[_LANGUAGE])
    entry.facets += (f"{tokens.TOPIC}{number}" for number in made.topics)
    for number, appearance in zip(made.sources, line.appearances, strict=True):
        *texts, is_open = sources[number]
        entry.found_in(number, texts, is_open=bool(is_open))
        entry.last.append(appearance[1][_EXACT])
    if line.appearances:
        entry.facets.append(_UNCHECKED)
    for name, source in made.hops:
        entry.long.append(name)
        if source is not None:
            entry.found_in(source, sources[source][:2], is_open=False)
    entry.last += (told[_WORDING] for told in line.translations)
    return entry
