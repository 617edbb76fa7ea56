"""What was proposed of a text goes with it, when two sources that kept it become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from models import BatchDocument, Proposal, Reading
from models.terms import ProposalState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from models import Capture


def move_readings(session: Session, instead: Mapping[Capture, Capture]) -> None:
    """Read on in the captures that are kept, in place of captures of the same bytes.

    What both propose stays once, a decision before what waits. Where the same bytes were extracted
    otherwise, places would be wrong: what was read of the other text stays with it.
    """
    for gone, kept in instead.items():
        if gone.text != kept.text or (other := _reading_of_capture(session, gone)) is None:
            continue
        mine = _reading_of_capture(session, kept)
        if mine is None:
            other.capture = kept
        else:
            _join(session, mine, other)
        session.flush()


def _reading_of_capture(session: Session, capture: Capture) -> Reading | None:
    return session.scalar(select(Reading).where(Reading.capture_id == capture.id))


def _join(session: Session, mine: Reading, other: Reading) -> None:
    known = {one.fingerprint: one for one in _proposals(session, mine)}
    last = session.scalar(select(func.max(Proposal.number)).where(Proposal.reading_id == mine.id))
    moving = []
    for one in _proposals(session, other):
        twin = known.get(one.fingerprint)
        if twin is None or _tells_more(one, twin):
            moving.append(one)
        if twin is not None:
            session.delete(twin if one in moving else one)
    session.flush()
    for number, one in enumerate(moving, (last or 0) + 1):
        one.reading, one.number = mine, number
    session.flush()
    for document in session.scalars(
        select(BatchDocument).where(BatchDocument.reading_id == other.id)
    ):
        document.reading_id = mine.id
    session.flush()
    session.delete(other)


def _tells_more(one: Proposal, twin: Proposal) -> bool:
    """Tell whether a proposal was decided, and its twin waits."""
    waits = ProposalState.WAITING
    return twin.state is waits and one.state is not waits


def _proposals(session: Session, found: Reading) -> Sequence[Proposal]:
    chosen = select(Proposal).where(Proposal.reading_id == found.id)
    return session.scalars(chosen.order_by(Proposal.number)).all()
