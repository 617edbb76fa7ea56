"""The search index of new statements: told by their lines, and written once all of them are there."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from desk.importing.bulk.findable import Findable
from desk.importing.bulk.writing import TableRows, table_of
from desk.read_models import counters
from desk.read_models.search_parts import found_by, in_parts, joined, own_facets
from desk.rows import in_batches
from desk.statement_drafts import PLAIN
from models import StatementText
from models import facets as tokens
from models.conflict import Found
from models.indexing_later import IndexedLater
from models.search import INDEXED_CHARACTERS
from models.terms import QuoteCheck

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.importing.bulk.reading import BulkLine

_UNCHECKED = tokens.value_token(tokens.CHECK, QuoteCheck.NOT_CHECKED.value)
_long = itemgetter(*map(PLAIN.index, ("role", "told", "where", "in_answer_to", "claim")))
_last = itemgetter(*map(PLAIN.index, ("quote", "context", "note")))
_LANGUAGE = PLAIN.index("language")
_TEXT = ("statement_id", "place", "body", "facets")
_EXACT = 0
_WORDING = 1
_ALL, _SPEAKER = int(Found.ALL), int(Found.SPEAKER)
_TOPIC, _SOURCE = int(Found.TOPIC), int(Found.SOURCE)
_day = lru_cache(maxsize=20_000)(date.fromisoformat)


class Made(NamedTuple):
    """A statement that was made of a line, with the ids of all that it names.

    `hops`: name and id of the source, if any, of each hop behind each appearance.
    `everywhere`: the sources in which and through which it was found.
    """

    number: int
    line: BulkLine
    speaker_id: int
    topics: tuple[int, ...]
    sources: tuple[int, ...]
    hops: tuple[tuple[str, int | None], ...]
    everywhere: tuple[int, ...]


class Indexing:
    """The search index of one import's statements."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._parties = Findable(session)
        self._counting = counters.Counting(session.connection())
        self._rows = TableRows(session, table_of(StatementText), _TEXT)
        self._later = IndexedLater(session.connection())

    def take(self, made: Sequence[Made]) -> None:
        """Write what statements are found by, links left aside; nothing of it is found yet."""
        self._parties.look_up(
            {one.speaker_id for one in made},
            set(chain.from_iterable(one.topics for one in made)),
            set(chain.from_iterable(one.everywhere for one in made)),
        )
        for one in made:
            self._rows.add(_found(one, self._parties))
        self._rows.write()
        self._counting.add(list(map(_counted, made)))

    def take_links(self, ids: Sequence[int]) -> None:
        """Write anew what statements are found by that links were made to or from."""
        connection = self.session.connection()
        for some in in_batches(ids):
            self._later.rewrite(
                [(one.body, one.facets, one.statement_id) for one in found_by(connection, some)]
            )

    def finish(self, ids: range) -> Iterator[int]:
        """Have the statements of these ids found, and counted; yields how many are, now and then."""
        self._counting.write()
        return self._later.index(ids)


def _counted(made: Made) -> tuple[counters.Place, ...]:
    """Return what a statement counts for, as counters reads it off its facets."""
    status = made.line.status
    topics = [(_TOPIC, topic, status) for topic in made.topics]
    sources = [(_SOURCE, source, status) for source in made.everywhere]
    return ((_ALL, 0, status), (_SPEAKER, made.speaker_id, status), *topics, *sources)


def _found(made: Made, parties: Findable) -> tuple[int, int, str, str]:
    """Return the row of the index: id, place, words, facets."""
    until = made.line.dates[1]
    place = tokens.place_of(_day(until) if until else None, made.number)
    body = in_parts(_words(made, parties))[:INDEXED_CHARACTERS]
    return made.number, place, body, " ".join(sorted({*_facets(made, parties)}))


def _words(made: Made, parties: Findable) -> list[str]:
    """Return the words of all that it is found by, in the order in which the index takes it."""
    line = made.line
    words = [parties.speakers[made.speaker_id], *parties.topics(made.topics)]
    words.append(joined(_long(line.words)))
    words += [parties.sources[number].words for number in made.sources]
    for name, source in made.hops:
        words.append(joined((name,)))
        if source is not None:
            words.append(parties.sources[source].behind)
    exact = [appearance[1][_EXACT] for appearance in line.appearances]
    told = [told[_WORDING] for told in line.translations]
    words.append(joined((*_last(line.words), *exact, *told)))
    return words


def _facets(made: Made, parties: Findable) -> list[str]:
    line = made.line
    since, until = line.dates[:2]
    # Of a day it does not matter which one.
    span = () if since == until else (since, until)
    facets = [
        *_own(line.status, line.form, line.words[_LANGUAGE], *span),
        f"{tokens.SPEAKER}{made.speaker_id}",
        *[f"{tokens.TOPIC}{number}" for number in made.topics],
        *[f"{tokens.SOURCE}{number}" for number in made.everywhere],
    ]
    if not any(parties.sources[number].is_open for number in made.sources):
        facets.append(tokens.UNSOURCED)
    return facets


@lru_cache(maxsize=1_000)
def _own(
    status: str, form: str, language: str | None, since: str | None = None, until: str | None = None
) -> tuple[str, ...]:
    """Return the facets that many statements have alike."""
    said = _day(since) if since else None, _day(until) if until else None
    return (tokens.EVERY, _UNCHECKED, *own_facets(status, form, said, language))
