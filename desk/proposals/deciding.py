"""Deciding on proposals, one by one: accepted as a statement, as an appearance, rejected, brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.appearances import add_appearance
from desk.editing import locked
from desk.history.audit import record_values
from desk.proposals.drafting import locator
from desk.refusals import GoneError, RefusedError, StaleError
from desk.repeating import log_repeat
from desk.statements import log_statement
from models import Proposal, Statement, now
from models.terms import ProposalState, StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.repeating import SightingDraft
    from desk.source_drafts import AppearanceDraft, LocatorDraft
    from desk.statement_drafts import StatementDraft
    from models import Capture

_NOUN = "proposal"


@dataclass(frozen=True)
class SeenStatement:
    """A statement that is known already, of the version that a person saw."""

    statement_id: int
    version: int


def accept(
    session: Session,
    proposal_id: int,
    version: int,
    draft: StatementDraft,
    by: Actor,
    *,
    repeats: int | None = None,
) -> Statement:
    """Log the statement that a person made of a proposal: with speaker, appearance and relays.

    The draft is that of logging; its appearance stands in the capture that was read. `repeats` is
    the number of the statement that was said again here: that link is proposed in the same deed.
    Raises all that log_statement and log_repeat raise, MissingError, GoneError for a redacted
    capture, StaleError when somebody else has decided meanwhile, and RefusedError where nobody has
    looked at the details of the article.
    """
    found = _proposal_to_log(session, proposal_id, version)
    whole = _placed(found, draft)
    statement = (
        log_statement(session, whole, by)
        if repeats is None
        else log_repeat(session, whole, repeats, by)
    )
    _mark_accepted(found, statement, by)
    session.flush()
    return statement


def foreseen(
    session: Session, proposal_id: int, version: int, draft: StatementDraft
) -> StatementDraft:
    """Return the draft as `accept` would log it, in its place in the article; raises what that raises."""
    return _placed(_proposal_to_log(session, proposal_id, version), draft)


def accept_as_appearance(
    session: Session,
    proposal_id: int,
    version: int,
    known: SeenStatement,
    draft: SightingDraft,
    by: Actor,
) -> Statement:
    """Add what was read as another appearance of a statement that is known already.

    Raises all that add_appearance raises, and what accept raises of the proposal.
    """
    found = _proposal_to_log(session, proposal_id, version)
    placed = placed_in(found.reading.capture, draft.appearance)
    added = add_appearance(
        session, known.statement_id, known.version, placed, by, confirmed=draft.confirmed
    )
    _mark_accepted(found, added.statement, by)
    session.flush()
    return added.statement


def reject(session: Session, proposal_id: int, version: int, by: Actor) -> Proposal:
    """Say that a proposal is no statement, or not worth logging: it is not proposed again.

    Raises MissingError and StaleError.
    """
    found = _open_proposal(session, proposal_id, version)
    standing = _decision(found)
    found.state, found.statement_id = ProposalState.REJECTED, None
    found.decided_by_id, found.decided_at = by.account_id, now()
    record_values(session, by, "proposal:reject", found, (standing, _decision(found)))
    return found


def reopen(session: Session, proposal_id: int, version: int, by: Actor) -> Proposal:
    """Let a decided proposal wait again; an accepted one only once its statement is withdrawn.

    The history keeps how it was decided, and by whom. Raises MissingError, StaleError, GoneError and RefusedError.
    """
    found = _current_proposal(session, proposal_id, version)
    field = "version"
    if found.state is ProposalState.WAITING:
        raise StaleError(_NOUN, proposal_id, "were bringing back")
    if found.state is ProposalState.ACCEPTED and not _is_withdrawn(session, found):
        reason = f"It is logged as statement {found.statement_id}; withdraw that first."
        raise RefusedError(field, reason)
    standing = _decision(found)
    found.state, found.statement_id = ProposalState.WAITING, None
    found.decided_by_id = found.decided_at = None
    record_values(session, by, "proposal:reopen", found, (standing, _decision(found)))
    return found


def _placed(found: Proposal, draft: StatementDraft) -> StatementDraft:
    placed = placed_in(found.reading.capture, draft.appearance)
    return draft.model_copy(update={"appearance": placed})


def placed_in(capture: Capture, draft: AppearanceDraft) -> AppearanceDraft:
    """Return the appearance as found in a capture, its passage with its place where that is plain.

    Raises RefusedError for an appearance in another capture or source.
    """
    _refuse_elsewhere(capture, draft)
    told = {
        "capture_id": capture.id,
        "source_id": None,
        "source": None,
        "locator": _around(capture.text, draft.locator),
    }
    return draft.model_copy(update=told)


def _refuse_elsewhere(capture: Capture, draft: AppearanceDraft) -> None:
    if draft.capture_id not in {None, capture.id}:
        field = "appearance.capture_id"
        raise RefusedError(field, "The proposal was read from another capture; log it by hand.")
    field = "appearance.source" if draft.source else "appearance.source_id"
    if draft.source or draft.source_id not in {None, capture.source_id}:
        raise RefusedError(field, "The proposal was read from the article; leave the source out.")


def _around(text: str, place: LocatorDraft) -> LocatorDraft:
    """Return a place with what stands around it, where the passage stands there or only once."""
    exact, start = place.exact, place.start
    if exact is None:
        return place
    if start is None or text[start : start + len(exact)] != exact:
        start = text.find(exact) if text.count(exact) == 1 else None
    if start is None or start < 0:
        return place
    told = locator(text, start, start + len(exact))
    return told.model_copy(update={"page": place.page, "time": place.time})


def _mark_accepted(found: Proposal, statement: Statement, by: Actor) -> None:
    found.state, found.statement_id = ProposalState.ACCEPTED, statement.id
    found.decided_by_id, found.decided_at = by.account_id, now()


def _decision(found: Proposal) -> dict[str, object]:
    """Return how a proposal stands.

    None of its words, which go with those of its capture; nor the statement, which may be hidden.
    """
    return {"state": found.state.value, "decided_by_id": found.decided_by_id}


def _proposal_to_log(session: Session, proposal_id: int, version: int) -> Proposal:
    """Return a proposal that waits, of an article whose details somebody has looked at."""
    found = _open_proposal(session, proposal_id, version)
    if found.reading.confirmed_at is None:
        field = "details"
        raise RefusedError(
            field, "Look at the details of the article first: the date rests on them."
        )
    return found


def _open_proposal(session: Session, proposal_id: int, version: int) -> Proposal:
    found = _current_proposal(session, proposal_id, version)
    if found.state is not ProposalState.WAITING:
        raise StaleError(_NOUN, proposal_id, "were deciding on")
    return found


def _current_proposal(session: Session, proposal_id: int, version: int) -> Proposal:
    """Return a proposal of this version, locked; of a capture that is still there."""
    found = locked(session, Proposal, proposal_id)
    capture = found.reading.capture
    if capture.redacted_at is not None:
        noun = "capture"
        raise GoneError(noun, capture.id)
    if found.version != version:
        raise StaleError(_NOUN, proposal_id, "were deciding on")
    return found


def _is_withdrawn(session: Session, found: Proposal) -> bool:
    statement = session.get_one(Statement, found.statement_id)
    return statement.status is StatementStatus.WITHDRAWN
