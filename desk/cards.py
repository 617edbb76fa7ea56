"""Reads statements as lists show them, for who is kept out of a topic without asking of all twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import link_records, records
from desk.sight import as_it_hangs
from models import Notice, Relay, Source, Speaker, SpeakerName, Statement, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from models.records import LinkRecord, StatementRecord

_OF_STATEMENTS = (Speaker, SpeakerName, Topic, Relay, Source, Notice)
"""Who said a statement that is there, what it is about and where it was found, is there."""


def cards_of(session: Session, ids: Sequence[int]) -> tuple[StatementRecord, ...]:
    """Return statements as `records.cards` does: each is asked about, but not who said it and where."""
    with as_it_hangs(session, *_OF_STATEMENTS):
        return records.cards(session, ids)


def links_of(session: Session, ids: Sequence[int]) -> tuple[LinkRecord, ...]:
    """Return links as `link_records.by_ids` does: each is asked about, but not its sides."""
    with as_it_hangs(session, Statement):
        return link_records.by_ids(session, ids)
