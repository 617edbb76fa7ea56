"""Whose words a work is, of all that is logged of it: the same whatever of it is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from desk.rows import in_batches
from models import Appearance, Relay, Source, Speaker, Statement
from models.among import within
from models.cited import UTTERED
from models.terms import Form, SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def utterers(session: Session, source_ids: Sequence[int]) -> dict[int, str]:
    """Return the name of who alone is heard in these works, by their ids, as `utterer_of` does.

    What is withdrawn does not count.
    """
    found: dict[int, str] = {}
    for batch in in_batches(source_ids):
        rows = session.execute(_alone(batch))
        found |= {row.source_id: row.name for row in rows}
    return found


def _alone(source_ids: Sequence[int]) -> Select[int, str]:
    direct = func.max(case((Statement.form == Form.DIRECT, 1), else_=0))
    heard = (
        select(Appearance.source_id, func.min(Statement.speaker_id).label("speaker_id"))
        .join(Statement, Statement.id == Appearance.statement_id)
        .join(Source, Source.id == Appearance.source_id)
        .where(within(Appearance.source_id, source_ids), Source.type.in_(UTTERED))
        .where(Statement.status == StatementStatus.LOGGED)
        .where(~select(Relay.id).where(Relay.appearance_id == Appearance.id).exists())
        .group_by(Appearance.source_id)
        .having(func.count(Statement.speaker_id.distinct()) == 1, direct == 1)
        .subquery()
    )
    return (
        select(heard.c.source_id, Speaker.name)
        .join(Speaker, Speaker.id == heard.c.speaker_id)
        .where(Speaker.kind != SpeakerKind.UNNAMED)
    )
