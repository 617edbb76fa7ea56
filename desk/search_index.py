"""What the search finds a statement by: its own words and those of all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.scopes import found_in
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
from models.terms import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect

BATCH = 200
"""How many statements are read and written at once, so that memory stays bounded."""

_LIVE = (LinkStatus.PROPOSED, LinkStatus.CONFIRMED)


def index(session: Session, statement: Statement) -> None:
    """Put the words of a statement where the search finds them."""
    session.flush()
    reindex(session, [statement.id])


def reindex(session: Session, statement_ids: Iterable[int]) -> None:
    """Put the words of statements where the search finds them, 200 at a time.

    To be called when anything changed that they are found by. Ids that are not there are passed
    over.
    """
    session.flush()
    ids = sorted(set(statement_ids))
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
    known = {
        row.statement_id: row
        for row in session.scalars(
            select(StatementText).where(StatementText.statement_id.in_(list(words)))
        )
    }
    for statement_id, parts in words.items():
        _write(session, known.get(statement_id), statement_id, searchable(parts))
    session.flush()


def _write(session: Session, known: StatementText | None, statement_id: int, body: str) -> None:
    if known is None:
        session.add(StatementText(statement_id=statement_id, body=body))
    elif known.body != body:
        known.body = body


def _speakers(ids: Sequence[int]) -> AnySelect:
    chosen = select(Statement.id, Speaker.name).join(Speaker, Speaker.id == Statement.speaker_id)
    return chosen.where(Statement.id.in_(ids))


def _aliases(ids: Sequence[int]) -> AnySelect:
    chosen = select(Statement.id, SpeakerName.name).join(
        SpeakerName, SpeakerName.speaker_id == Statement.speaker_id
    )
    return chosen.where(Statement.id.in_(ids)).order_by(SpeakerName.position)


def _topics(ids: Sequence[int]) -> AnySelect:
    held = statement_topic.c
    chosen = select(held.statement_id, Topic.name).join(Topic, Topic.id == held.topic_id)
    return chosen.where(held.statement_id.in_(ids)).order_by(Topic.name)


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
    chosen = select(Link.from_id, Link.rationale).where(Link.status.in_(_LIVE))
    return chosen.where(Link.from_id.in_(ids)).order_by(Link.id)


def _rationales_to(ids: Sequence[int]) -> AnySelect:
    chosen = select(Link.to_id, Link.rationale).where(Link.status.in_(_LIVE))
    return chosen.where(Link.to_id.in_(ids)).order_by(Link.id)


_CHOICES: tuple[Callable[[Sequence[int]], AnySelect], ...] = (
    _speakers,
    _aliases,
    _topics,
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
    """Select the statements that are found by the names of a speaker."""
    return select(Statement.id).where(Statement.speaker_id == speaker_id)


def of_topic(topic_id: int) -> Select[int]:
    """Select the statements that are found by the name of a topic."""
    held = statement_topic.c
    return select(held.statement_id).where(held.topic_id == topic_id)


def of_source(source_id: int) -> Select[int]:
    """Select the statements that are found by the title and outlet of a source."""
    return found_in(source_id)
