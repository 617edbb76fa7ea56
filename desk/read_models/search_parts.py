"""What a statement is found by, read for many at once: its words, its facets, its place in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Text, and_, case, exists, or_, select, type_coerce

from models import (
    Appearance,
    Capture,
    Link,
    Relay,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    Topic,
    Translation,
    statement_topic,
)
from models import facets as tokens
from models.search import BETWEEN, INDEXED_CHARACTERS, words_of
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from desk.rows import AnySelect

    Entries = dict[int, "Entry"]

_SHORT = 200
"""Up to how many characters a text is likely to be another one's as well, as a name is."""
_BETWEEN = f" {BETWEEN} "

# Tables: the whole record is read, whoever looks, and rows of tables cost less than those of models.
_SAID, _WHO, _ALIAS = Statement.__table__.c, Speaker.__table__.c, SpeakerName.__table__.c
_HELD, _TOPIC, _WORDS = statement_topic.c, Topic.__table__.c, Translation.__table__.c
_HERE, _WORK, _KEPT = Appearance.__table__.c, Source.__table__.c, Capture.__table__.c
_HOP, _LINK = Relay.__table__.c, Link.__table__.c


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
        texts = filter(None, (*self.short, *self.long, *self.last))
        body = _BETWEEN.join(filter(None, map(_words, texts)))[:INDEXED_CHARACTERS]
        unsourced = () if self.sourced else (tokens.UNSOURCED,)
        facets = " ".join(sorted({tokens.EVERY, *self.facets, *unsourced}))
        return Found(self.id, tokens.place_of(self.said_to, self.id), body, facets)


def found_by(connection: Connection, ids: Sequence[int]) -> Iterator[Found]:
    """Yield what each of these statements is found by; ids that are not there are passed over."""
    entries = {row.id: _entry(row) for row in connection.execute(_statements(ids)).all()}
    if entries:
        for read in _READERS:
            read(connection, entries)
    yield from (entry.found() for entry in entries.values())


def _words(text: str) -> str:
    return _known_words(text) if len(text) <= _SHORT else words_of(text)


_known_words = lru_cache(maxsize=20_000)(words_of)


def _entry(row: Sequence[Any]) -> Entry:
    number, speaker_id, since, until, status, form, language, *texts, name = row
    *long, quote, context, note = texts
    entry = Entry(number, speaker_id, until, [name], long, [quote, context, note])
    entry.facets += own_facets((speaker_id, status, form), (since, until), language)
    return entry


def own_facets(
    told: tuple[int, str, str], said: tuple[date | None, date | None], language: str | None
) -> Iterator[str]:
    """Yield the facets of a statement itself.

    `told`: the id of the speaker, the status, the form; `said`: the first and the last day.
    """
    speaker_id, status, form = told
    yield f"{tokens.SPEAKER}{speaker_id}"
    yield f"{tokens.STATUS}{status}"
    yield f"{tokens.FORM}{form}"
    if said[0] != said[1]:
        yield from tokens.span_tokens(*said)
    if language:
        yield from tokens.language_tokens(language)


def _statements(ids: Sequence[int]) -> AnySelect:
    # In the order in which _entry takes them.
    chosen = select(
        *(
            _SAID.id,
            _SAID.speaker_id,
            _SAID.said_from,
            _SAID.said_to,
            _word(_SAID.status),
            _word(_SAID.form),
        ),
        *(_SAID.language, _SAID.role, _SAID.told, _SAID.where, _SAID.in_answer_to, _SAID.claim),
        *(_SAID.quote, _SAID.context, _SAID.note, _WHO.name),
    )
    chosen = chosen.join(Speaker.__table__, _WHO.id == _SAID.speaker_id)
    return chosen.where(among(_SAID.id, ids))


def among(column: Any, ids: Iterable[int]) -> Any:  # noqa: ANN401 -- a column, and a condition on it
    """Tell that a number is one of these; where they follow each other, by the first and the last."""
    numbers = sorted(ids)
    if len(numbers) > 1 and numbers[-1] - numbers[0] + 1 == len(numbers):
        return column.between(numbers[0], numbers[-1])
    return column.in_(numbers)


def _word(column: Any) -> Any:  # noqa: ANN401 -- a column of a vocabulary, as text
    return type_coerce(column, Text).label(column.name)


def _read_aliases(connection: Connection, entries: Entries) -> None:
    speakers = {entry.speaker_id for entry in entries.values()}
    chosen = select(_ALIAS.speaker_id, _ALIAS.name).where(_ALIAS.speaker_id.in_(speakers))
    names: dict[int, list[str]] = {}
    for speaker_id, name in connection.execute(chosen.order_by(_ALIAS.position)).all():
        names.setdefault(speaker_id, []).append(name)
    if names:
        for entry in entries.values():
            entry.short += names.get(entry.speaker_id, ())


def _read_topics(connection: Connection, entries: Entries) -> None:
    chosen = select(_HELD.statement_id, _HELD.topic_id, _TOPIC.name)
    # An outer join, so that the statements lead: else SQLite would walk through all topics there are.
    chosen = chosen.outerjoin(Topic.__table__, _TOPIC.id == _HELD.topic_id)
    chosen = chosen.where(among(_HELD.statement_id, entries)).order_by(_TOPIC.name)
    topics: set[int] = set()
    for statement_id, topic_id, name in connection.execute(chosen).all():
        entry = entries[statement_id]
        entry.short.append(name)
        entry.facets.append(f"{tokens.TOPIC}{topic_id}")
        topics.add(topic_id)
    _read_merged_topics(connection, entries, topics)


def _read_merged_topics(connection: Connection, entries: Entries, topics: set[int]) -> None:
    """Read the names of topics that were merged into one of a statement's."""
    chosen = select(_TOPIC.merged_into_id, _TOPIC.name).where(_TOPIC.merged_into_id.in_(topics))
    merged = connection.execute(chosen.order_by(_TOPIC.name)).all()
    if merged:
        # Several may have been merged into one.
        tokened = [(f"{tokens.TOPIC}{topic_id}", name) for topic_id, name in merged]
        for entry in entries.values():
            entry.short += (name for token, name in tokened if token in entry.facets)


def _read_appearances(connection: Connection, entries: Entries) -> None:
    for row in connection.execute(_appearances(entries)).all():
        number, source_id, exact, check, title, outlet, publisher, captured, is_open = row
        entry = entries[number]
        entry.found_in(source_id, (title, outlet, publisher), is_open=is_open)
        entry.last.append(exact)
        entry.facets.append(tokens.value_token(tokens.CHECK, check))
        if captured:
            entry.facets.append(tokens.CAPTURED)


def leading() -> Any:  # noqa: ANN401 -- a condition on sources
    """Tell that a source says where it can be read."""
    return or_(
        _WORK.url.is_not(None),
        _WORK.archived_url.is_not(None),
        _WORK.csl["DOI"].as_string().is_not(None),
    )


def _appearances(ids: Iterable[int]) -> AnySelect:
    captured = exists().where(_KEPT.id == _HERE.capture_id, _KEPT.redacted_at.is_(None))
    leads = or_(_HERE.capture_id.is_not(None), leading())
    chosen = select(
        *(_HERE.statement_id, _HERE.source_id, _HERE.exact, _word(_HERE.check)),
        *(_WORK.title, _WORK.container_title, _WORK.publisher),
        and_(_HERE.capture_id.is_not(None), captured).label("captured"),
        case((and_(_WORK.seen.is_(True), leads), True), else_=False).label("open"),
    )
    chosen = chosen.join(Source.__table__, _WORK.id == _HERE.source_id)
    return chosen.where(among(_HERE.statement_id, ids)).order_by(_HERE.position)


def _read_relays(connection: Connection, entries: Entries) -> None:
    chosen = (
        select(_HERE.statement_id, _HOP.name, _HOP.source_id, _WORK.title, _WORK.container_title)
        # The appearances lead: else SQLite would walk through all relays there are.
        .outerjoin(Relay.__table__, _HOP.appearance_id == _HERE.id)
        .outerjoin(Source.__table__, _WORK.id == _HOP.source_id)
    )
    chosen = chosen.where(among(_HERE.statement_id, entries)).order_by(_HOP.id)
    for statement_id, name, source_id, title, outlet in connection.execute(chosen).all():
        entry = entries[statement_id]
        entry.long += (name, title, outlet)
        if source_id is not None:
            entry.facets.append(f"{tokens.SOURCE}{source_id}")


def _read_translations(connection: Connection, entries: Entries) -> None:
    chosen = select(_WORDS.statement_id, _WORDS.text).where(among(_WORDS.statement_id, entries))
    for statement_id, text in connection.execute(chosen.order_by(_WORDS.position)).all():
        entries[statement_id].last.append(text)


def _read_links(connection: Connection, entries: Entries) -> None:
    kept = connection.scalar(select(_TOPIC.id).where(_TOPIC.restricted.is_(True)).limit(1))
    for here, other in ((_LINK.from_id, _LINK.to_id), (_LINK.to_id, _LINK.from_id)):
        rationale = (
            case((_kept_from(other, here), None), else_=_LINK.rationale)
            if kept
            else _LINK.rationale
        )
        # By the status SQLite would read all links of the desk for every few statements.
        chosen = select(here, _LINK.status, _word(_LINK.relation), rationale)
        chosen = chosen.where(among(here, entries)).order_by(_LINK.id)
        for statement_id, status, relation, rationale in connection.execute(chosen).all():
            if status not in LIVE:
                continue
            entry = entries[statement_id]
            entry.last.append(rationale)
            entry.facets += (tokens.LINKED, f"{tokens.RELATION}{relation}")


def _kept_from(other: Any, here: Any) -> Any:  # noqa: ANN401 -- columns, and a condition on them
    """Tell whether the other side is of a restricted topic that this side is not of.

    Some may see this side alone: what is said of both is not to lead them to it.
    """
    also = statement_topic.alias()
    here_too = exists().where(also.c.statement_id == here, also.c.topic_id == _HELD.topic_id)
    apart = exists().where(
        _HELD.statement_id == other,
        _TOPIC.id == _HELD.topic_id,
        _TOPIC.restricted.is_(True),
        ~here_too.correlate(Link.__table__, statement_topic),
    )
    return apart.correlate(Link.__table__)


_READERS: tuple[Callable[[Connection, Entries], None], ...] = (
    _read_aliases,
    _read_topics,
    _read_appearances,
    _read_relays,
    _read_translations,
    _read_links,
)
