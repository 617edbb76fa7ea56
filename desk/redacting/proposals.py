"""What was read out of a text goes with it: proposed statements, and documents that wait to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, false, or_, select

from models import BatchDocument, Proposal, Reading, Statement, now
from models.terms import DocumentState, ProposalState
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

PROBED, LEAST, AT_ONCE = 200, 3, 50
_WORDS = ("passage", "quote", "reason")
_TOLD = ("mention", "speaker", "role", "affiliation", "told", "said_text")
_GONE = "It held words that were redacted."


def blank_proposals(session: Session, row: Any, text_gone: bool, values: Sequence[str]) -> None:  # noqa: ANN401, FBT001
    """Blank what was proposed of a redacted text, as a redacted statement, or with such words.

    What waited is rejected, by nobody: there is nothing left to accept.
    """
    for found in session.scalars(select(Proposal).where(_own(row, text_gone=text_gone))):
        _blank(found, None)
    probes = [one[:PROBED] for one in values if len(one.strip()) >= LEAST]
    for start in range(0, len(probes), AT_ONCE):
        some = probes[start : start + AT_ONCE]
        for found in session.scalars(select(Proposal).where(or_(*_holding(some)))):
            _blank(found, some)
    session.flush()


def blank_batches(session: Session, probes: Sequence[str]) -> None:
    """Let go of documents that wait to be read, and of names and faults, with what is to go."""
    chosen = select(BatchDocument.job_id, BatchDocument.number)
    for job_id, number in session.execute(chosen).all() if probes else ():
        held = session.get_one(BatchDocument, (job_id, number))
        carried = (held.content or b"").decode(errors="replace")
        if _holds(carried, probes):
            held.content, held.state, held.error = None, DocumentState.REFUSED, _GONE
        if _holds(held.name, probes) or _holds(held.error or "", probes):
            held.name, held.error = TOMBSTONE, held.error and TOMBSTONE
        session.flush()
        # One by one: each may be as great as an upload may be.
        session.expunge(held)


def _own(row: Any, *, text_gone: bool) -> ColumnElement[bool]:  # noqa: ANN401
    """Return the condition that a proposal was read out of a capture, or became a statement."""
    if text_gone:
        return Proposal.reading_id.in_(select(Reading.id).where(Reading.capture_id == row.id))
    return Proposal.statement_id == row.id if isinstance(row, Statement) else false()


def _holding(probes: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    for one in probes:
        for name in (*_WORDS, *_TOLD):
            yield getattr(Proposal, name).contains(one, autoescape=True)
        yield cast(Proposal.relays, Text).contains(one, autoescape=True)


def _blank(found: Proposal, probes: Sequence[str] | None) -> None:
    """Blank the words that hold one of the probes, or all of them."""
    for name in (*_WORDS, *_TOLD):
        words = getattr(found, name)
        if words is not None and (probes is None or _holds(words, probes)):
            setattr(found, name, TOMBSTONE if name in _WORDS else None)
    if probes is None or _holds(str(found.relays), probes):
        found.relays = []
    if TOMBSTONE in {found.passage, found.quote}:
        # The hash of a short secret could be guessed.
        found.fingerprint, found.parts = f"redacted-{found.id}", []
        _end(found)


def _end(found: Proposal) -> None:
    if found.state is ProposalState.WAITING:
        found.state, found.decided_at = ProposalState.REJECTED, now()


def _holds(text: str, probes: Iterable[str]) -> bool:
    return any(one in text for one in probes)
