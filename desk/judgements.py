"""What a reviewer finds of a speaker against himself: the position changed, or both are explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select

from desk.history.audit import record
from desk.link_rules import link_to_decide, only
from desk.link_writing import write
from desk.refusals import RefusedError
from models import Speaker, Statement
from models.terms import LinkStatus, Outcome, PairKind, Relation, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.link_drafts import JudgementDraft
    from desk.pairs import Pair
    from models import Link


class _Side(NamedTuple):
    """Who said a statement, and when."""

    speaker_id: int
    said_from: date | None
    said_to: date | None
    kind: SpeakerKind


_SAID, _WHO = Statement.__table__, Speaker.__table__
_SIDES = (
    select(_SAID.c.speaker_id, _SAID.c.said_from, _SAID.c.said_to, _WHO.c.kind)
    .join(_WHO, _WHO.c.id == _SAID.c.speaker_id)
    .where(_SAID.c.id.in_(bindparam("ids", expanding=True)))
)
"""What a judgement goes by, of whoever sees the link."""


def judge_link(
    session: Session, link_id: int, version: int, draft: JudgementDraft, by: Actor
) -> Link:
    """Say what became of a position, or, without an outcome, that this is open again.

    For confirmed conflicts of one named speaker that wait for no re-check; a position is said to
    have changed only where it is known which of the two came first. Raises MissingError,
    StaleError, and RefusedError on `version` or `outcome`.
    """
    link = link_to_decide(session, link_id, version, "were editing")
    only(link, LinkStatus.CONFIRMED)
    told = session.connection().execute(_SIDES, {"ids": (link.from_id, link.to_id)})
    sides = [_Side(*row) for row in told]
    _refuse_others(link, sides)
    if draft.outcome is Outcome.CHANGED and not _order_known(*sides):
        field = "outcome"
        raise RefusedError(
            field, "Which of the two was said first is not known, so nobody can tell a change."
        )
    write(session, link, outcome=draft.outcome, outcome_why=draft.outcome_why)
    record(session, by, "link:judge", link)
    return link


def can_be_judged(pair: Pair) -> bool:
    """Tell whether this is asked of a pair at all: a conflict of one speaker that counts."""
    link = pair.link
    counts = link.status is LinkStatus.CONFIRMED and not link.recheck
    return counts and link.relation is Relation.CONTRADICTS and pair.kind is PairKind.SELF


def _refuse_others(link: Link, sides: Sequence[_Side]) -> None:
    field = "version"
    if link.relation is not Relation.CONTRADICTS or not _of_one_speaker(*sides):
        raise RefusedError(field, "This is said only of a conflict of one named speaker.")
    if link.recheck:
        raise RefusedError(field, "This link waits for a re-check; settle that first.")


def _order_known(start: _Side, end: _Side) -> bool:
    ways = ((start.said_to, end.said_from), (end.said_to, start.said_from))
    return any(last and first and last < first for last, first in ways)


def _of_one_speaker(start: _Side, end: _Side) -> bool:
    return start.kind is not SpeakerKind.UNNAMED and start.speaker_id == end.speaker_id
