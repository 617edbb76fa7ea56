"""Exports as they are mostly written: entities of the ORM, each with what belongs to it, in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from citations.exported import NAMELESS
from models import Appearance, Relay, Source, Statement
from models.records import AppearanceRecord, RelayRecord, SourceRecord, SpeakerRecord
from models.records import StatementRecord as Whole
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from citations.cited import Cited
    from models import Speaker

BATCH = 500
_SPEAKER = ("id", "key", "name", "kind", "plural", "speaks_for", "wikidata", "note")
_SOURCE = (
    "id",
    "key",
    "type",
    "title",
    "title_supplied",
    "container_title",
    "publisher",
    "genre",
    "url",
    "published",
    "published_from",
    "published_to",
    "accessed",
    "archived_url",
    "language",
    "csl",
    "seen",
)
_APPEARANCE = ("id", "exact", "prefix", "suffix", "start", "end", "page", "time", "heard", "check")
_STATEMENT = (
    "id",
    "key",
    "version",
    "form",
    "quote",
    "claim",
    "language",
    "role",
    "told",
    "in_answer_to",
    "said",
    "said_text",
    "about",
    "about_text",
    "where",
    "context",
    "note",
    "status",
    "status_reason",
    "created_at",
)


class OrmDesk:
    """Every logged statement of a desk, as a table of statements reads a selection.

    Without corrections, links and all else that such a table does not tell of each.
    """

    desk, pair = NAMELESS, None

    def __init__(self, session: Session) -> None:
        self._session = session

    def statements(self, *, whole: bool = True) -> Iterator[Whole]:
        """Yield the statements sorted by key."""
        del whole
        found = selectinload(Statement.appearances)
        chosen = (
            select(Statement)
            .where(Statement.status == StatementStatus.LOGGED)
            .order_by(Statement.key)
            .options(
                joinedload(Statement.speaker),
                selectinload(Statement.topics),
                selectinload(Statement.translations),
                found.joinedload(Appearance.source).selectinload(Source.notices),
                found.selectinload(Appearance.relays).joinedload(Relay.source),
            )
            .execution_options(yield_per=BATCH)
        )
        yield from map(_whole, self._session.scalars(chosen))

    def uncited(self) -> Iterator[Whole]:
        """Yield nothing: a table of statements asks for none apart."""
        yield from ()

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield nothing: a table of statements asks for no works."""
        del whole
        yield from ()


def _whole(one: Statement) -> Whole:
    return Whole(
        speaker=_speaker(one.speaker),
        topics=tuple(topic.name for topic in one.topics),
        appearances=tuple(map(_appearance, one.appearances)),
        **{name: getattr(one, name) for name in _STATEMENT},
    )


def _speaker(one: Speaker) -> SpeakerRecord:
    return SpeakerRecord(**{name: getattr(one, name) for name in _SPEAKER})


def _source(one: Source) -> SourceRecord:
    told = {name: getattr(one, name) for name in _SOURCE}
    return SourceRecord(authors=tuple(one.authors), **told)


def _appearance(one: Appearance) -> AppearanceRecord:
    hops = (
        RelayRecord(
            name=hop.name, verb=hop.verb, source=_source(hop.source) if hop.source else None
        )
        for hop in one.relays
    )
    told = {name: getattr(one, name) for name in _APPEARANCE}
    return AppearanceRecord(source=_source(one.source), relays=tuple(hops), **told)
