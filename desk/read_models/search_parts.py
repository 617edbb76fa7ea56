"""What a statement is found by, read for many at once: its words, its facets, its place in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.read_models import search_queries as queries
from desk.read_models.search_queries import asked
from models import facets as tokens
from models.search import BETWEEN, INDEXED_CHARACTERS, words_of
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection

    Entries = dict[int, "Entry"]

_SHORT = 80
"""Up to how many characters a text is likely to be another one's as well, as a name is."""
_BETWEEN = f" {BETWEEN} "


class Found(NamedTuple):
    """What the search index holds of a statement."""

    statement_id: int
    place: int
    body: str
    facets: str


@dataclass(slots=True)
class Entry:
    """What is known of a statement so far, as it is to be found."""

    id: int
    speaker_id: int
    said_to: date | None
    #: What is short stands before what is long: the index ends somewhere.
    short: list[str | None]
    long: list[str | None]
    last: list[str | None] = field(default_factory=list)
    facets: list[str] = field(default_factory=list)
    sourced: bool = False

    def found_in(
        self, source_id: int, texts: Iterable[str | None], *, is_open: bool | None
    ) -> None:
        """Note a source: its title, outlet and publisher; `is_open`: it leads somebody back to it."""
        self.long += texts
        self.facets.append(f"{tokens.SOURCE}{source_id}")
        self.sourced = self.sourced or bool(is_open)

    def found(self) -> Found:
        """Return it as the index holds it."""
        body = joined((*self.short, *self.long, *self.last))[:INDEXED_CHARACTERS]
        unsourced = () if self.sourced else (tokens.UNSOURCED,)
        facets = " ".join(sorted({tokens.EVERY, *self.facets, *unsourced}))
        return Found(self.id, tokens.place_of(self.said_to, self.id), body, facets)


def found_by(connection: Connection, ids: Sequence[int]) -> Iterator[Found]:
    """Yield what each of these statements is found by; ids that are not there are passed over."""
    entries = {row.id: _entry(row) for row in asked(connection, queries.statements, ids)}
    if entries:
        for read in _READERS:
            read(connection, entries)
    yield from (entry.found() for entry in entries.values())


def joined(texts: Iterable[str | None]) -> str:
    """Return the words of some texts, so that no phrase reaches from one to the next."""
    return in_parts(map(_words, filter(None, texts)))


def in_parts(words: Iterable[str]) -> str:
    """Return such words of several texts as one."""
    return _BETWEEN.join(filter(None, words))


def _words(text: str) -> str:
    return _known_words(text) if len(text) <= _SHORT else words_of(text)


_known_words = lru_cache(maxsize=20_000)(words_of)


def _entry(row: Sequence[Any]) -> Entry:
    number, speaker_id, since, until, status, form, language, *texts, name = row
    *long, quote, context, note = texts
    entry = Entry(number, speaker_id, until, [name], long, [quote, context, note])
    entry.facets += (f"{tokens.SPEAKER}{speaker_id}",)
    entry.facets += own_facets(status, form, (since, until), language)
    return entry


def own_facets(
    status: str, form: str, said: tuple[date | None, date | None], language: str | None
) -> Iterator[str]:
    """Yield the facets of a statement itself; `said`: the first and the last day."""
    yield f"{tokens.STATUS}{status}"
    yield f"{tokens.FORM}{form}"
    if said[0] != said[1]:
        yield from tokens.span_tokens(*said)
    if language:
        yield from tokens.language_tokens(language)


def _read_aliases(connection: Connection, entries: Entries) -> None:
    speakers = {entry.speaker_id for entry in entries.values()}
    names: dict[int, list[str]] = {}
    for speaker_id, name in asked(connection, queries.aliases, speakers):
        names.setdefault(speaker_id, []).append(name)
    if names:
        for entry in entries.values():
            entry.short += names.get(entry.speaker_id, ())


def _read_topics(connection: Connection, entries: Entries) -> None:
    topics: set[int] = set()
    for statement_id, topic_id, name in asked(connection, queries.topics, entries):
        entry = entries[statement_id]
        entry.short.append(name)
        entry.facets.append(f"{tokens.TOPIC}{topic_id}")
        topics.add(topic_id)
    _read_merged_topics(connection, entries, topics)


def _read_merged_topics(connection: Connection, entries: Entries, topics: set[int]) -> None:
    """Read the names of topics that were merged into one of a statement's."""
    merged = asked(connection, queries.merged_topics, topics)
    if merged:
        # Several may have been merged into one.
        tokened = [(f"{tokens.TOPIC}{topic_id}", name) for topic_id, name in merged]
        for entry in entries.values():
            entry.short += (name for token, name in tokened if token in entry.facets)


def _read_appearances(connection: Connection, entries: Entries) -> None:
    for row in asked(connection, queries.appearances, entries):
        number, source_id, exact, check, title, outlet, publisher, captured, is_open = row
        entry = entries[number]
        entry.found_in(source_id, (title, outlet, publisher), is_open=is_open)
        entry.last.append(exact)
        entry.facets.append(tokens.value_token(tokens.CHECK, check))
        if captured:
            entry.facets.append(tokens.CAPTURED)


def _read_relays(connection: Connection, entries: Entries) -> None:
    for statement_id, name, source_id, title, outlet in asked(connection, queries.relays, entries):
        entry = entries[statement_id]
        entry.long += (name, title, outlet)
        if source_id is not None:
            entry.facets.append(f"{tokens.SOURCE}{source_id}")


def _read_translations(connection: Connection, entries: Entries) -> None:
    for statement_id, text in asked(connection, queries.translations, entries):
        entries[statement_id].last.append(text)


def _read_links(connection: Connection, entries: Entries) -> None:
    kept = connection.scalar(queries.SECRETS) is not None
    for end in queries.ENDS:
        found = asked(connection, partial(queries.links, end, kept=kept), entries)
        for statement_id, status, relation, rationale in found:
            if status not in LIVE:
                continue
            entry = entries[statement_id]
            entry.last.append(rationale)
            entry.facets += (tokens.LINKED, f"{tokens.RELATION}{relation}")


_READERS: tuple[Callable[[Connection, Entries], None], ...] = (
    _read_aliases,
    _read_topics,
    _read_appearances,
    _read_relays,
    _read_translations,
    _read_links,
)
