"""What is proposed of an article, read: all of it, or the one that a person looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from desk.likely_repeats import Typed, likely_repeats
from desk.pages import SIZE, page_of
from desk.proposals.matching import known_by, speaker_matches
from desk.proposals.sureness import why_not
from desk.refusals import MissingError
from models import Account, Proposal, Reading
from models.reading_records import ProposalRecord
from models.terms import ProposalState, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.likely_repeats import Likely
    from desk.pages import Page
    from desk.rows import AnyRow, AnySelect
    from models.reading_records import SpeakerMatch

_PLAIN = tuple(
    name
    for name in ProposalRecord.__dataclass_fields__
    if name not in {"parts", "relays", "decided_by", "why_not"}
)


def proposals_of(
    session: Session, reading_id: int, state: ProposalState | None = None
) -> tuple[ProposalRecord, ...]:
    """Return what was proposed of an article in the order of its text, each with why it is not sure."""
    chosen = _select().where(Proposal.reading_id == reading_id)
    if state is not None:
        chosen = chosen.where(Proposal.state == state)
    return _records(session, session.execute(chosen.order_by(Proposal.start, Proposal.id)).all())


def proposals_page(
    session: Session, reading_id: int, state: ProposalState | None, after: int | None
) -> Page[ProposalRecord]:
    """Return a page of what was proposed of an article, in the order in which it was found."""
    chosen = select(Proposal.id).where(
        Proposal.reading_id == reading_id, Proposal.id > (after or 0)
    )
    if state is not None:
        chosen = chosen.where(Proposal.state == state)
    ids = session.scalars(chosen.order_by(Proposal.id).limit(SIZE + 1)).all()
    return page_of(ids, after).of(
        lambda shown: sorted(proposals_with(session, shown), key=lambda one: one.id)
    )


def proposals_with(session: Session, ids: Sequence[int]) -> tuple[ProposalRecord, ...]:
    """Return the proposals with these ids, in the order of their texts."""
    chosen = _select().where(Proposal.id.in_(ids))
    return _records(session, session.execute(chosen.order_by(Proposal.start, Proposal.id)).all())


def proposal_record(session: Session, proposal_id: int) -> ProposalRecord:
    """Return a proposal; raises MissingError."""
    found = proposals_with(session, [proposal_id])
    if not found:
        noun = "proposal"
        raise MissingError(noun, proposal_id)
    return found[0]


def speakers_meant(session: Session, proposal: ProposalRecord) -> tuple[SpeakerMatch, ...]:
    """Return known speakers who may be meant; nobody for one whom the article does not name."""
    if proposal.speaker_kind is SpeakerKind.UNNAMED or not proposal.speaker:
        return ()
    return speaker_matches(session, proposal.speaker)


def repeats_of(session: Session, proposal: ProposalRecord) -> tuple[Likely, ...]:
    """Return the statements that a proposal likely repeats, its own left out."""
    named = proposal.speaker_kind is not SpeakerKind.UNNAMED
    typed = Typed(
        words=proposal.quote or proposal.passage,
        speaker=proposal.speaker if named else None,
        said=proposal.said,
    )
    found = likely_repeats(session, typed)
    return tuple(one for one in found if one.statement.id != proposal.statement_id)


def next_waiting(session: Session, reading_id: int, after: int | None = None) -> int | None:
    """Return the id of the next proposal that waits, after another in the text; else the first one."""
    waiting = select(Proposal.id).where(
        Proposal.reading_id == reading_id, Proposal.state == ProposalState.WAITING
    )
    order = (Proposal.start, Proposal.id)
    place = select(Proposal.start).where(Proposal.id == after)
    start = session.scalar(place) if after is not None else None
    if start is not None:
        same = and_(Proposal.start == start, Proposal.id > after)
        later = waiting.where(or_(Proposal.start > start, same)).order_by(*order)
        if (found := session.scalar(later.limit(1))) is not None:
            return found
    return session.scalar(waiting.order_by(*order).limit(1))


def _select() -> AnySelect:
    columns = (getattr(Proposal, name) for name in _PLAIN)
    return (
        select(
            *columns,
            Proposal.parts,
            Proposal.relays,
            Account.name.label("decided_by"),
            Reading.confirmed_at,
        )
        .join(Reading, Reading.id == Proposal.reading_id)
        .outerjoin(Account, Account.id == Proposal.decided_by_id)
    )


def _records(session: Session, rows: Sequence[AnyRow]) -> tuple[ProposalRecord, ...]:
    named = {one.speaker for one in rows if one.speaker and one.state is ProposalState.WAITING}
    known = known_by(session, named)
    found = ((_record(row), row.confirmed_at is not None) for row in rows)
    return tuple(
        replace(one, why_not=why_not(one, known.get(one.speaker or "", ()), confirmed=confirmed))
        for one, confirmed in found
    )


def _record(row: AnyRow) -> ProposalRecord:
    fields = {name: getattr(row, name) for name in (*_PLAIN, "decided_by")}
    parts = tuple((start, end) for start, end in row.parts)
    relays = tuple((hop["name"], hop.get("verb")) for hop in row.relays)
    return ProposalRecord(parts=parts, relays=relays, **fields)
