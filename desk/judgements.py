"""What a reviewer finds of a speaker against himself: the position changed, or both are explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.history.audit import record
from desk.link_rules import current_link, only
from desk.refusals import RefusedError
from models.terms import LinkStatus, Outcome, PairKind, Relation, SpeakerKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.link_drafts import JudgementDraft
    from desk.pairs import Pair
    from models import Link


def judge_link(
    session: Session, link_id: int, version: int, draft: JudgementDraft, by: Actor
) -> Link:
    """Say what became of a position, or, without an outcome, that this is open again.

    For confirmed conflicts of one named speaker that wait for no re-check; a position is said to
    have changed only where it is known which of the two came first. Raises MissingError,
    StaleError, and RefusedError on `version` or `outcome`.
    """
    link = current_link(session, link_id, version)
    only(link, LinkStatus.CONFIRMED)
    _refuse_others(link)
    if draft.outcome is Outcome.CHANGED and not _order_known(link):
        field = "outcome"
        raise RefusedError(
            field, "Which of the two was said first is not known, so nobody can tell a change."
        )
    link.outcome, link.outcome_why = draft.outcome, draft.outcome_why
    record(session, by, "link:judge", link)
    return link


def can_be_judged(pair: Pair) -> bool:
    """Tell whether this is asked of a pair at all: a conflict of one speaker that counts."""
    link = pair.link
    counts = link.status is LinkStatus.CONFIRMED and not link.recheck
    return counts and link.relation is Relation.CONTRADICTS and pair.kind is PairKind.SELF


def _refuse_others(link: Link) -> None:
    field = "version"
    if link.relation is not Relation.CONTRADICTS or not _of_one_speaker(link):
        raise RefusedError(field, "This is said only of a conflict of one named speaker.")
    if link.recheck:
        raise RefusedError(field, "This link waits for a re-check; settle that first.")


def _order_known(link: Link) -> bool:
    start, end = link.from_statement, link.to_statement
    ways = ((start.said_to, end.said_from), (end.said_to, start.said_from))
    return any(last and first and last < first for last, first in ways)


def _of_one_speaker(link: Link) -> bool:
    start, end = link.from_statement, link.to_statement
    named = start.speaker.kind is not SpeakerKind.UNNAMED
    return named and start.speaker_id == end.speaker_id
