"""Links: proposed and revised; the program proposes, a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.checks import plain
from desk.history.audit import record
from desk.link_drafts import WEIGHTY, LinkDraft, LinkWords
from desk.link_rules import current_link, decide, live_link, only, reopen
from desk.lint import odd_order
from desk.refusals import RefusedError, UnconfirmedError
from models import Link, Statement
from models.roles import Permission
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

#: What a decision was made on; the marked words only show where to look.


def propose_link(session: Session, draft: LinkDraft, by: Actor, *, confirmed: bool = False) -> Link:
    """Propose a link between two logged statements.

    Raises RefusedError when the pair holds this relation already, either way round, or holds the
    opposite one; a *proposed* opposite is rejected in the same deed when the draft says so.
    Raises UnconfirmedError when the order of a contradiction is odd and nobody has confirmed it.
    """
    start, end = (_linkable(session, one, field) for one, field in _sides(draft))
    if not confirmed:
        _ask_about_order(draft.relation, start, end)
    _refuse_foreign_words(draft, start, end)
    _refuse_second(session, draft)
    _settle_opposite(session, draft, by)
    link = Link(proposer_id=by.account_id, status=LinkStatus.PROPOSED)
    link.join(start, end)
    _write(link, draft)
    session.add(link)
    record(session, by, "link:propose", link)
    return link


def revise_link(
    session: Session,
    link_id: int,
    version: int,
    draft: LinkWords,
    by: Actor,
    *,
    confirmed: bool = False,
) -> Link:
    """Change what a live link says; all but the marked words sends a confirmed one back.

    Raises UnconfirmedError when it becomes a contradiction of odd order and nobody confirmed it.
    """
    link = current_link(session, link_id, version)
    only(link, LinkStatus.PROPOSED, LinkStatus.CONFIRMED)
    if draft.relation is not link.relation:
        _refuse_taken(session, link, draft.relation)
        if not confirmed:
            _ask_about_order(draft.relation, link.from_statement, link.to_statement)
    _refuse_foreign_words(draft, link.from_statement, link.to_statement)
    weighty = any(getattr(draft, name) != getattr(link, name) for name in WEIGHTY)
    _write(link, draft)
    link.editor_id = by.account_id
    if weighty:
        reopen(link)
    record(session, by, "link:revise", link)
    return link


def _sides(draft: LinkDraft) -> tuple[tuple[int, str], tuple[int, str]]:
    return (draft.from_id, "from_id"), (draft.to_id, "to_id")


def _linkable(session: Session, statement_id: int, field: str) -> Statement:
    statement = session.get(Statement, statement_id)
    if statement is None:
        raise RefusedError(field, f"There is no statement {statement_id}; name one that is logged.")
    if statement.status is StatementStatus.WITHDRAWN:
        raise RefusedError(field, f"Statement {statement_id} is withdrawn; restore it first.")
    return statement


def _ask_about_order(relation: Relation, start: Statement, end: Statement) -> None:
    warnings = odd_order(start, end) if relation is Relation.CONTRADICTS else []
    if warnings:
        raise UnconfirmedError(warnings)


def _refuse_foreign_words(draft: LinkWords, start: Statement, end: Statement) -> None:
    for field, statement in (("words", start), ("to_words", end)):
        words = getattr(draft, field)
        if words is not None and not _holds(statement, words):
            reason = "These words do not stand in that statement; copy them from it."
            raise RefusedError(field, reason)


def _holds(statement: Statement, words: str) -> bool:
    passages = (found.exact for found in statement.appearances)
    texts = filter(None, (statement.quote, statement.claim, *passages))
    return any(plain(words).casefold() in plain(text).casefold() for text in texts)


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
            field,
            f"Link {opposite.id} proposes the opposite; say so if it is rejected with this deed.",
        )
    if not by.may(Permission.DECIDE) and opposite.proposer_id != by.account_id:
        raise RefusedError(field, f"A reviewer has to reject link {opposite.id} first.")
    reason = f"The opposite was proposed: {draft.rationale or draft.relation}"
    decide(session, opposite, LinkStatus.REJECTED, by, reason=reason)


def _refuse_taken(session: Session, link: Link, relation: Relation) -> None:
    for wanted in filter(None, (relation, relation.opposite)):
        known = live_link(session, link.from_id, link.to_id, wanted)
        if known is not None and known.id != link.id:
            field = "relation"
            raise RefusedError(field, f"Link {known.id} holds this pair already ({wanted}).")


def _write(link: Link, draft: LinkWords) -> None:
    for name in LinkWords.model_fields:
        setattr(link, name, getattr(draft, name))
