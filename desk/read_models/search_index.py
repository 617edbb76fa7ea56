"""What the search finds a statement by: its own words and those of all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, or_, select, union

from desk.sight import whole_record
from models import (
    Appearance,
    Link,
    Relay,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementText,
    Topic,
    Translation,
    statement_topic,
)
from models.search import searchable
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect
    from models import Base

BATCH = 200
"""How many statements are read and written at once, so that memory stays bounded."""

_HELD = statement_topic.c


def follow(session: Session, changed: Mapping[Base, frozenset[str]]) -> None:
    """Index anew what a deed has touched: records, with the names of the fields that changed.

    A new record names none. What is written past the session's records has to be indexed by
    `reindex`.
    """
    places = {place for row, fields in changed.items() for place in _touched(row, fields)}
    found: set[int] = set()
    with whole_record(session):
        for kind, choose in _OWNERS.items():
            owners = [number for one, number in places if one is kind]
            for start in range(0, len(owners), BATCH):
                found.update(session.scalars(choose(owners[start : start + BATCH])))
    reindex(session, found)


def reindex(session: Session, statement_ids: Iterable[int]) -> None:
    """Put the words of statements where the search finds them, 200 at a time.

    To be called when anything changed that they are found by. Ids that are not there are passed
    over.
    """
    session.flush()
    ids = sorted(set(statement_ids))
    with whole_record(session):
        _index_all(session, ids)


def _index_all(session: Session, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), BATCH):
        _index(session, ids[start : start + BATCH])


def _index(session: Session, ids: Sequence[int]) -> None:
    words: dict[int, list[str | None]] = {
        row.id: [] for row in session.execute(select(Statement.id).where(Statement.id.in_(ids)))
    }
    # What is short comes first: the index ends somewhere, and a quote may be long.
    for chosen in _CHOICES:
        for statement_id, *parts in session.execute(chosen(ids)):
            words[statement_id] += parts
    indexed = select(StatementText).where(StatementText.statement_id.in_(list(words)))
    known = {row.statement_id: row for row in session.scalars(indexed)}
    rows = [
        _written(session, known.get(statement_id), statement_id, searchable(parts))
        for statement_id, parts in words.items()
    ]
    session.flush()
    for row in rows:
        # So that the memory it takes does not grow with the number of statements.
        session.expunge(row)


def _written(
    session: Session, known: StatementText | None, statement_id: int, body: str
) -> StatementText:
    row = known or StatementText(statement_id=statement_id, body=body)
    if row.body != body:
        row.body = body
    session.add(row)
    return row


def _speakers(ids: Sequence[int]) -> AnySelect:
    chosen = select(Statement.id, Speaker.name).join(Speaker, Speaker.id == Statement.speaker_id)
    return chosen.where(Statement.id.in_(ids))


def _aliases(ids: Sequence[int]) -> AnySelect:
    chosen = select(Statement.id, SpeakerName.name).join(
        SpeakerName, SpeakerName.speaker_id == Statement.speaker_id
    )
    return chosen.where(Statement.id.in_(ids)).order_by(SpeakerName.position)


def _topics(ids: Sequence[int]) -> AnySelect:
    chosen = select(_HELD.statement_id, Topic.name).join(Topic, Topic.id == _HELD.topic_id)
    return chosen.where(_HELD.statement_id.in_(ids)).order_by(Topic.name)


def _merged_topics(ids: Sequence[int]) -> AnySelect:
    """Select the names of topics that were merged into one of the statement's."""
    held = Topic.merged_into_id == _HELD.topic_id
    chosen = select(_HELD.statement_id, Topic.name).join(Topic, held)
    return chosen.where(_HELD.statement_id.in_(ids)).order_by(Topic.name)


def _circumstances(ids: Sequence[int]) -> AnySelect:
    chosen = select(
        Statement.id,
        Statement.role,
        Statement.told,
        Statement.where,
        Statement.in_answer_to,
        Statement.claim,
    )
    return chosen.where(Statement.id.in_(ids))


def _sources(ids: Sequence[int]) -> AnySelect:
    chosen = select(
        Appearance.statement_id, Source.title, Source.container_title, Source.publisher
    ).join(Source, Source.id == Appearance.source_id)
    return chosen.where(Appearance.statement_id.in_(ids)).order_by(Appearance.position)


def _relays(ids: Sequence[int]) -> AnySelect:
    chosen = (
        select(Appearance.statement_id, Relay.name, Source.title, Source.container_title)
        .join(Relay, Relay.appearance_id == Appearance.id)
        .outerjoin(Source, Source.id == Relay.source_id)
    )
    return chosen.where(Appearance.statement_id.in_(ids)).order_by(Relay.id)


def _own_words(ids: Sequence[int]) -> AnySelect:
    chosen = select(Statement.id, Statement.quote, Statement.context, Statement.note)
    return chosen.where(Statement.id.in_(ids))


def _translations(ids: Sequence[int]) -> AnySelect:
    chosen = select(Translation.statement_id, Translation.text)
    return chosen.where(Translation.statement_id.in_(ids)).order_by(Translation.position)


def _passages(ids: Sequence[int]) -> AnySelect:
    chosen = select(Appearance.statement_id, Appearance.exact)
    return chosen.where(Appearance.statement_id.in_(ids)).order_by(Appearance.position)


def _rationales_from(ids: Sequence[int]) -> AnySelect:
    chosen = select(Link.from_id, Link.rationale).where(Link.status.in_(LIVE))
    shared = ~_kept_from(Link.to_id, Link.from_id)
    return chosen.where(Link.from_id.in_(ids), shared).order_by(Link.id)


def _rationales_to(ids: Sequence[int]) -> AnySelect:
    chosen = select(Link.to_id, Link.rationale).where(Link.status.in_(LIVE))
    shared = ~_kept_from(Link.from_id, Link.to_id)
    return chosen.where(Link.to_id.in_(ids), shared).order_by(Link.id)


def _kept_from(other: Any, here: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- ids of statements
    """Tell whether the other side is of a restricted topic that this side is not of.

    Some may see this side alone: what is said of both is not to lead them to it.
    """
    also = statement_topic.alias()
    here_too = exists().where(also.c.statement_id == here, also.c.topic_id == _HELD.topic_id)
    apart = exists().where(
        _HELD.statement_id == other,
        Topic.id == _HELD.topic_id,
        Topic.restricted,
        ~here_too.correlate(Link, statement_topic),
    )
    return apart.correlate(Link)


_CHOICES: tuple[Callable[[Sequence[int]], AnySelect], ...] = (
    _speakers,
    _aliases,
    _topics,
    _merged_topics,
    _circumstances,
    _sources,
    _relays,
    _own_words,
    _translations,
    _passages,
    _rationales_from,
    _rationales_to,
)


def of_speaker(speaker_id: int) -> Select[int]:
    """Select the statements of a speaker."""
    return _of_speakers([speaker_id])


def of_topic(topic_id: int) -> Select[int]:
    """Select the statements of a topic."""
    return _of_topics([topic_id])


def _of_speakers(ids: Sequence[int]) -> Select[int]:
    return select(Statement.id).where(Statement.speaker_id.in_(ids))


def _of_topics(ids: Sequence[int]) -> Select[int]:
    held = select(Statement.id).join(statement_topic, _HELD.statement_id == Statement.id)
    return held.where(_HELD.topic_id.in_(ids))


def _around_topics(ids: Sequence[int]) -> AnySelect:
    held = _of_topics(ids)
    linked = _linked_to(held).subquery()
    return select(union(held, select(linked)).subquery())


def _linked_to(ids: Any) -> AnySelect:  # noqa: ANN401 -- ids of statements, or a selection
    from_here = select(Link.to_id).where(Link.from_id.in_(ids))
    to_here = select(Link.from_id).where(Link.to_id.in_(ids))
    return select(union(from_here, to_here).subquery())


def _of_sources(ids: Sequence[int]) -> Select[int]:
    through = select(Relay.appearance_id).where(Relay.source_id.in_(ids))
    found = or_(Appearance.source_id.in_(ids), Appearance.id.in_(through))
    return select(Appearance.statement_id).where(found)


def _touched(row: Base, fields: frozenset[str]) -> Iterator[tuple[type[Any], int]]:
    """Yield whose statements are found by what changed in a row."""
    kind = type(row)
    if fields and kind in _NAMED and not fields & _NAMED[kind]:
        return
    for name, owner in _LEADS.get(kind, {}).items():
        yield owner, getattr(row, name)
    if isinstance(row, Statement) and "topics" in fields:
        # What is said of a link is found from its other side, unless that is kept from some.
        yield Link, row.id


#: Of records that many statements share: the fields by which those are found.
_NAMED: dict[type[Any], frozenset[str]] = {
    Speaker: frozenset({"name"}),
    Topic: frozenset({"name", "restricted"}),
    Source: frozenset({"title", "container_title", "publisher"}),
    Link: frozenset({"rationale", "status", "from_id", "to_id"}),
}
#: Which field of a row holds the number of which owner.
_LEADS: dict[type[Any], dict[str, type[Any]]] = {
    Statement: {"id": Statement},
    Translation: {"statement_id": Statement},
    Appearance: {"statement_id": Statement},
    Relay: {"appearance_id": Appearance},
    Speaker: {"id": Speaker},
    SpeakerName: {"speaker_id": Speaker},
    Topic: {"id": Topic},
    Source: {"id": Source},
    Link: {"from_id": Statement, "to_id": Statement},
}
#: The statements of owners of each kind.
_OWNERS: dict[type[Any], Callable[[Sequence[int]], AnySelect]] = {
    Link: _linked_to,
    Statement: lambda ids: select(Statement.id).where(Statement.id.in_(ids)),
    Appearance: lambda ids: select(Appearance.statement_id).where(Appearance.id.in_(ids)),
    Speaker: _of_speakers,
    Topic: _around_topics,
    Source: _of_sources,
}
