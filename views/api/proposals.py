"""Proposals: what is proposed of an article is accepted, rejected, or waits again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError

from desk.drafts import NOT_EMPTY, Draft, Number, RecordId
from desk.known_already import need_new_statement
from desk.pages import OnwardScope
from desk.proposals import deciding
from desk.proposals.accepting import AT_ONCE, accept_sure
from desk.proposals.deciding import SeenStatement
from desk.proposals.drafting import AsProposedDraft, draft_of
from desk.proposals.proposed import proposal_record, proposals_page, proposals_with
from desk.proposals.readings import article_of
from desk.refusals import RefusedError
from desk.repeating import SightingDraft
from desk.statement_drafts import StatementDraft
from models import Permission
from models.terms import ProposalState
from views.api.answers.readings import ProposalJSON, ReadingJSON, SureJSON
from views.api.bodies import refused
from views.api.operations import NothingAsked, Resource
from views.api.readings import show_reading
from views.context import me, reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.pages import Page
    from models.reading_records import ProposalRecord


proposals = Resource("Proposals", "What is proposed of articles, for a person to decide.")


class ProposalScope(OnwardScope):
    """Which proposals of an article are listed."""

    state: ProposalState | None = None


class AcceptDraft(StatementDraft):
    """The statement that a person made of a proposal; `repeats`: the one that was said again here."""

    repeats: RecordId | None = None


class AsItIsDraft(AsProposedDraft):
    """What is said otherwise than it was proposed; `repeats`: the statement that was said again here."""

    repeats: RecordId | None = None


class KnownDraft(SightingDraft):
    """Where a known statement, of the version that was seen, was found again."""

    statement_id: RecordId
    statement_version: Number


class SureDraft(Draft):
    """Which of the proposals that are sure are accepted."""

    proposals: Annotated[tuple[RecordId, ...], Field(max_length=AT_ONCE), *NOT_EMPTY]


@proposals.lists(
    "/readings/<int:id>/proposals", ProposalJSON, ProposalScope, permission=Permission.READ
)
def list_proposals(scope: ProposalScope, id: int) -> Page[ProposalRecord]:  # noqa: A002
    """List what was proposed of an article."""
    return proposals_page(reading(), article_of(reading(), id).id, scope.state, scope.after)


@proposals.shows("/proposals/<int:id>", ProposalJSON, permission=Permission.READ)
def show_proposal(id: int) -> ProposalRecord:  # noqa: A002
    """Show a proposal; one of an article that was redacted is gone."""
    found = proposal_record(reading(), id)
    article_of(reading(), found.reading_id)
    return found


@proposals.decides(
    "/proposals/<int:id>/accept", AcceptDraft, show_proposal, permission=Permission.LOG
)
def accept_proposal(session: Session, draft: AcceptDraft, version: int, id: int) -> int:  # noqa: A002
    """Log the statement that a person made of a proposal; its source is the article.

    With `repeats` it is proposed in the same deed that it repeats that statement. Without, the same
    words of the same speaker on the same date are refused until `confirmed` is true, as in logging.
    Refused until somebody has looked at the details of the article.
    """
    return _accept(session, id, version, draft, draft.repeats)


@proposals.decides(
    "/proposals/<int:id>/accept-as-proposed", AsItIsDraft, show_proposal, permission=Permission.LOG
)
def accept_as_proposed(session: Session, draft: AsItIsDraft, version: int, id: int) -> int:  # noqa: A002
    """Log a proposal as it is: with its speaker, role, date, passage and relays.

    What is told replaces what was proposed, null too; nothing has to be. For other words, another
    form or another passage the statement is told whole, and accepted so. It asks what that asks.
    """
    try:
        whole = draft_of(session, proposal_record(session, id), draft.otherwise)
    except ValidationError as error:
        # What was read may be longer than what is logged, or less.
        raise refused(error, AcceptDraft) from error
    return _accept(session, id, version, whole, draft.repeats)


@proposals.decides(
    "/proposals/<int:id>/accept-as-appearance",
    KnownDraft,
    show_proposal,
    permission=Permission.LOG,
)
def accept_as_appearance(session: Session, draft: KnownDraft, version: int, id: int) -> int:  # noqa: A002
    """Add the article as another appearance of a statement that is known."""
    known = SeenStatement(draft.statement_id, draft.statement_version)
    deciding.accept_as_appearance(session, id, version, known, draft, me())
    return id


@proposals.decides(
    "/proposals/<int:id>/reject", NothingAsked, show_proposal, permission=Permission.LOG
)
def reject_proposal(session: Session, draft: NothingAsked, version: int, id: int) -> int:  # noqa: A002
    """Say that a proposal is not to be logged: it stays so when the article is read again."""
    del draft
    return deciding.reject(session, id, version, me()).id


@proposals.decides(
    "/proposals/<int:id>/reopen", NothingAsked, show_proposal, permission=Permission.LOG
)
def reopen_proposal(session: Session, draft: NothingAsked, version: int, id: int) -> int:  # noqa: A002
    """Let a rejected proposal wait again, and an accepted one once its statement is withdrawn."""
    del draft
    return deciding.reopen(session, id, version, me()).id


@proposals.does(
    "/readings/<int:id>/accept-sure",
    SureDraft,
    show_reading,
    permission=Permission.LOG,
    answer=SureJSON,
)
def accept_sure_proposals(session: Session, draft: SureDraft, id: int) -> SureJSON:  # noqa: A002
    """Log those of the proposals that are sure, and leave the others to be looked at one by one.

    Sure is what stands in quotation marks, of a named speaker who is known or clearly new, on a day
    that is known, and that repeats nothing. `left` tells of each of the others why.
    """
    _need_proposals_of(session, article_of(session, id).id, draft.proposals)
    done = accept_sure(session, draft.proposals, me())
    shown = ReadingJSON.model_validate(article_of(session, id))
    return SureJSON(**dict(shown), logged=done.statements, left=done.left)


def _accept(
    session: Session, proposal_id: int, version: int, draft: StatementDraft, repeats: int | None
) -> int:
    if repeats is None:
        need_new_statement(session, deciding.foreseen(session, proposal_id, version, draft))
    try:
        deciding.accept(session, proposal_id, version, draft, me(), repeats=repeats)
    except RefusedError as no:
        # The link that goes with it is not told as one.
        no.field = "repeats" if no.field == "to_id" else no.field
        raise
    return proposal_id


def _need_proposals_of(session: Session, reading_id: int, ids: Sequence[int]) -> None:
    held = {one.id for one in proposals_with(session, ids) if one.reading_id == reading_id}
    for place, number in enumerate(ids):
        if number not in held:
            field = f"proposals.{place}"
            reason = f"Reading {reading_id} has no proposal {number}; leave it out."
            raise RefusedError(field, reason)
