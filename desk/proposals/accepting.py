"""Accepting many proposals at once: only those that are sure, and saying why the others are left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlalchemy import select

from desk.likely_repeats import Why
from desk.proposals.deciding import accept
from desk.proposals.drafting import draft_of
from desk.proposals.proposed import proposals_with, repeats_of, speakers_meant
from desk.proposals.sureness import EXACTLY
from desk.refusals import DeskError
from models import Capture, Reading
from models.reading_records import NotSure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.reading_records import ProposalRecord, SpeakerMatch

AT_ONCE = 50
"""How many are accepted in one deed, while which nobody else writes."""
#: So near before the words their mark stands, and so far around it is looked at, in characters.
_NEAR, _AROUND = 4, 4_000
_REPEATS = frozenset({Why.SAME_WORDS, Why.NEAR_WORDS})


@dataclass(frozen=True)
class Left:
    """A proposal that was not accepted, and why a person has to look at it."""

    proposal: ProposalRecord
    why: tuple[NotSure, ...]

    @property
    def proposal_id(self) -> int:
        """The number of the proposal."""
        return self.proposal.id


@dataclass(frozen=True)
class AcceptedMany:
    """The numbers of the statements that were logged, and what was left."""

    statements: tuple[int, ...]
    left: tuple[Left, ...]


def accept_sure(session: Session, ids: Sequence[int], by: Actor) -> AcceptedMany:
    """Log the proposals that are sure, at most fifty; each leaves an event of its own.

    Sure is what stands in quotation marks, of a named speaker who is one known one or clearly new,
    on a day that is known, in an article whose details a person has looked at, and that repeats
    nothing which is logged. All others are left, with the reasons.
    """
    made, left = [], []
    proposals = proposals_with(session, ids[:AT_ONCE])
    texts = _texts(session, {one.reading_id for one in proposals})
    for proposal in proposals:
        why = _doubts(session, proposal, texts.get(proposal.reading_id, ""))
        done = None if why else _accept_one(session, proposal, by)
        if done is None:
            left.append(Left(proposal, why or (NotSure.ODD,)))
        else:
            made.append(done)
    return AcceptedMany(tuple(made), tuple(left))


def _doubts(session: Session, proposal: ProposalRecord, text: str) -> tuple[NotSure, ...]:
    """Return why a proposal is not sure: also by the text itself, and by what is logged."""
    if proposal.why_not:
        return proposal.why_not
    if not _stands_in_marks(text, proposal):
        return (NotSure.NOT_QUOTED,)
    if not _is_clearly_one(speakers_meant(session, proposal)):
        return (NotSure.PART_OF_A_NAME,)
    if any(one.why in _REPEATS for one in repeats_of(session, proposal)):
        return (NotSure.REPEAT,)
    return ()


def _is_clearly_one(meant: Sequence[SpeakerMatch]) -> bool:
    """Tell whether a name is a known speaker's own, or no part of any: a person is asked too."""
    return not meant or meant[0].by in EXACTLY


def _accept_one(session: Session, proposal: ProposalRecord, by: Actor) -> int | None:
    """Return the number of the statement; None where logging it would have to be asked about."""
    try:
        # What is refused half-way is taken back, and the others stay.
        with session.begin_nested():
            draft = draft_of(session, proposal)
            return accept(session, proposal.id, proposal.version, draft, by).id
    except (DeskError, ValidationError):
        return None


def _texts(session: Session, reading_ids: Collection[int]) -> dict[int, str]:
    chosen = select(Reading.id, Capture.text).join(Capture, Capture.id == Reading.capture_id)
    rows = session.execute(chosen.where(Reading.id.in_(reading_ids)))
    return {row.id: row.text for row in rows}


def _stands_in_marks(text: str, proposal: ProposalRecord) -> bool:
    starts = [start for start, _ in proposal.parts] or [proposal.start]
    return text[proposal.start : proposal.end] == proposal.passage and all(
        _is_opened(text, start) for start in starts
    )


def _is_opened(text: str, start: int) -> bool:
    """Tell whether a mark that opens a quotation stands right before a place."""
    from reading.proposing.marks import folded  # noqa: PLC0415 -- as reading is: not at the start

    begin = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line, at = folded(text[begin : start + _AROUND]), start - begin
    return line[max(0, at - _NEAR) : at].rstrip()[-1:] == "“"
