"""Links: proposed, revised, decided, withdrawn; the program proposes, a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import model_validator
from sqlalchemy import func, select

from desk.audit import record
from desk.drafts import Draft, RecordId, Words, refusal
from desk.refusals import MissingError, RefusedError, StaleError
from models import Account, Link, Statement, now
from models.roles import Permission, roles_that_may
from models.terms import Answer, LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

QUESTIONS = ("same_time", "same_place", "same_meaning")


class LinkWords(Draft):
    """What a link says: relation, rationale, the clashing words, the three answers."""

    relation: Relation
    rationale: Words | None = None
    words: Words | None = None
    to_words: Words | None = None
    same_time: Answer | None = None
    same_place: Answer | None = None
    same_meaning: Answer | None = None

    @model_validator(mode="before")
    @classmethod
    def _ask_contradictions_only(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        if value.get("relation") == Relation.CONTRADICTS:
            return value | {name: value.get(name) or Answer.UNKNOWN for name in QUESTIONS}
        return {name: given for name, given in value.items() if name not in QUESTIONS}


class LinkDraft(LinkWords):
    """A link to propose between two statements."""

    from_id: RecordId
    to_id: RecordId
    #: Reject a proposed link of the opposite relation on the same pair in the same deed.
    reject_opposite: bool = False

    @model_validator(mode="after")
    def _not_to_itself(self) -> Self:
        if self.from_id == self.to_id:
            kind = "self_link"
            raise refusal(kind, "A statement cannot be linked to itself; choose another one.")
        return self


class DecisionDraft(Draft):
    """A decision on a link: the reason of a rejection, or of deciding alone."""

    reason: Words | None = None
    override_reason: Words | None = None


def propose_link(session: Session, draft: LinkDraft, by: Actor) -> Link:
    """Propose a link between two logged statements.

    Raises RefusedError when the pair holds this relation already, either way round, or holds the
    opposite one; a *proposed* opposite is rejected in the same deed when the draft says so.
    """
    start, end = (_linkable(session, one, field) for one, field in _sides(draft))
    _refuse_second(session, draft)
    _settle_opposite(session, draft, by)
    link = Link(proposer_id=by.account_id, status=LinkStatus.PROPOSED)
    link.join(start, end)
    _write(link, draft)
    session.add(link)
    record(session, by, "link:propose", link)
    return link


def revise_link(session: Session, link_id: int, version: int, draft: LinkWords, by: Actor) -> Link:
    """Change what a live link says; new relation or rationale sends a confirmed one back."""
    link = current_link(session, link_id, version)
    _only(link, LinkStatus.PROPOSED, LinkStatus.CONFIRMED)
    if draft.relation is not link.relation:
        _refuse_taken(session, link, draft.relation)
    weighty = (draft.relation, draft.rationale) != (link.relation, link.rationale)
    _write(link, draft)
    link.editor_id = by.account_id
    if weighty and link.status is LinkStatus.CONFIRMED:
        link.status, link.decider_id, link.decided_at = LinkStatus.PROPOSED, None, None
        link.override_reason = None
    record(session, by, "link:revise", link)
    return link


def confirm_link(
    session: Session, link_id: int, version: int, draft: DecisionDraft, by: Actor
) -> Link:
    """Confirm a proposed link that has a rationale.

    Where two or more may decide, the decider is neither proposer nor last editor, unless an
    override reason is given. Raises RefusedError and StaleError.
    """
    link = current_link(session, link_id, version)
    _only(link, LinkStatus.PROPOSED)
    if not link.rationale:
        field = "rationale"
        raise RefusedError(field, "A link is confirmed with a rationale: edit it and say why.")
    if needs_second(session, link, by) and not draft.override_reason:
        field = "override_reason"
        raise RefusedError(
            field, "You proposed or edited this link; another reviewer decides, or say why you do."
        )
    _decide(link, LinkStatus.CONFIRMED, by)
    link.override_reason = draft.override_reason
    record(session, by, "link:confirm", link)
    return link


def reject_link(
    session: Session, link_id: int, version: int, draft: DecisionDraft, by: Actor
) -> Link:
    """Reject a proposed link, with the reason; the row stays and the pair is free again."""
    link = current_link(session, link_id, version)
    _only(link, LinkStatus.PROPOSED)
    link.reason = _reason(draft)
    _decide(link, LinkStatus.REJECTED, by)
    record(session, by, "link:reject", link)
    return link


def withdraw_link(
    session: Session, link_id: int, version: int, draft: DecisionDraft, by: Actor
) -> Link:
    """Take back a live link, with the reason.

    Who proposed a link may take it back; a confirmed one is taken back by those who may decide.
    """
    link = current_link(session, link_id, version)
    _only(link, LinkStatus.PROPOSED, LinkStatus.CONFIRMED)
    mine = link.status is LinkStatus.PROPOSED and link.proposer_id == by.account_id
    if not (mine or by.may(Permission.DECIDE)):
        field = "reason"
        raise RefusedError(field, "A reviewer takes back this link; you may propose and edit.")
    link.reason = _reason(draft)
    link.status, link.recheck, link.recheck_why = LinkStatus.WITHDRAWN, False, None
    record(session, by, "link:withdraw", link)
    return link


def settle_recheck(session: Session, link_id: int, version: int, by: Actor) -> Link:
    """Say that a confirmed link still stands after what it rests on has changed."""
    link = current_link(session, link_id, version)
    if not link.recheck:
        field = "version"
        raise RefusedError(field, "This link does not ask for a re-check.")
    link.recheck, link.recheck_why = False, None
    record(session, by, "link:recheck", link)
    return link


def needs_second(session: Session, link: Link, by: Actor) -> bool:
    """Tell whether somebody else has to decide this link, or an override reason is due."""
    return by.account_id in {link.proposer_id, link.editor_id} and deciders(session) > 1


def deciders(session: Session) -> int:
    """Count the active people who may decide links; the command line counts as nobody."""
    count = session.scalar(
        select(func.count())
        .select_from(Account)
        .where(
            Account.active.is_(True),
            Account.machine.is_(False),
            Account.role.in_(roles_that_may(Permission.DECIDE)),
        )
    )
    return count or 0


def current_link(session: Session, link_id: int, version: int) -> Link:
    """Return the link if this is its version; raises MissingError or StaleError."""
    link = session.scalar(select(Link).where(Link.id == link_id).with_for_update())
    noun = "link"
    if link is None:
        raise MissingError(noun, link_id)
    if link.version != version:
        raise StaleError(noun, link_id)
    return link


def live_link(session: Session, one: int, other: int, relation: Relation | None) -> Link | None:
    """Return the live link of this relation between two statements, either way round."""
    low, high = sorted((one, other))
    return session.scalar(
        select(Link).where(
            Link.low_id == low,
            Link.high_id == high,
            Link.relation == relation,
            Link.status.in_((LinkStatus.PROPOSED, LinkStatus.CONFIRMED)),
        )
    )


def _sides(draft: LinkDraft) -> tuple[tuple[int, str], tuple[int, str]]:
    return (draft.from_id, "from_id"), (draft.to_id, "to_id")


def _linkable(session: Session, statement_id: int, field: str) -> Statement:
    statement = session.get(Statement, statement_id)
    if statement is None:
        raise RefusedError(field, f"There is no statement {statement_id}; search for it.")
    if statement.status is StatementStatus.WITHDRAWN:
        raise RefusedError(field, f"Statement {statement_id} is withdrawn; restore it first.")
    return statement


def _refuse_second(session: Session, draft: LinkDraft) -> None:
    known = live_link(session, draft.from_id, draft.to_id, draft.relation)
    if known is not None:
        field = "relation"
        raise RefusedError(
            field, f"Link {known.id} says so already ({known.status}); open that one instead."
        )


def _settle_opposite(session: Session, draft: LinkDraft, by: Actor) -> None:
    opposite = live_link(session, draft.from_id, draft.to_id, draft.relation.opposite)
    if opposite is None:
        return
    field = "relation"
    if opposite.status is LinkStatus.CONFIRMED:
        raise RefusedError(
            field,
            f"Link {opposite.id} is confirmed and says the opposite; it has to be withdrawn first.",
        )
    if not draft.reject_opposite:
        field = "reject_opposite"
        raise RefusedError(
            field, f"Link {opposite.id} proposes the opposite; tick to reject it with this deed."
        )
    if not by.may(Permission.DECIDE) and opposite.proposer_id != by.account_id:
        raise RefusedError(field, f"A reviewer has to reject link {opposite.id} first.")
    opposite.reason = f"The opposite was proposed: {draft.rationale or draft.relation}"
    _decide(opposite, LinkStatus.REJECTED, by)
    session.flush()


def _refuse_taken(session: Session, link: Link, relation: Relation) -> None:
    for wanted in filter(None, (relation, relation.opposite)):
        known = live_link(session, link.from_id, link.to_id, wanted)
        if known is not None and known.id != link.id:
            field = "relation"
            raise RefusedError(field, f"Link {known.id} holds this pair already ({wanted}).")


def _write(link: Link, draft: LinkWords) -> None:
    for name in LinkWords.model_fields:
        setattr(link, name, getattr(draft, name))


def _decide(link: Link, status: LinkStatus, by: Actor) -> None:
    link.status, link.decider_id, link.decided_at = status, by.account_id, now()
    # Whoever decides looks at what the link rests on as it is now.
    link.recheck, link.recheck_why = False, None


def _only(link: Link, *statuses: LinkStatus) -> None:
    if link.status not in statuses:
        field = "version"
        raise RefusedError(
            field, f"This link is {link.status}; that cannot be done to it any more."
        )


def _reason(draft: DecisionDraft) -> str:
    if draft.reason is None:
        field = "reason"
        raise RefusedError(field, "Say why; the reason stays in the record.")
    return draft.reason
