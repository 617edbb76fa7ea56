"""Decisions on links: confirmed by a second pair of eyes, rejected, taken back, re-checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk.corrections import ask_about
from desk.history.audit import record
from desk.link_rules import SETTLED, decide, link_to_decide, only
from desk.link_writing import in_session, write
from desk.refusals import RefusedError, needed_reason
from models import Account, Link
from models.roles import Permission, roles_that_may
from models.terms import LinkStatus, StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.link_drafts import DecisionDraft
    from models.records import LinkRecord


def confirm_link(
    session: Session, link_id: int, version: int, draft: DecisionDraft, by: Actor
) -> Link:
    """Confirm a proposed link that has a rationale.

    Where two or more may decide, the decider is neither proposer nor last editor, unless an
    override reason is given. Raises RefusedError and StaleError.
    """
    link = link_to_decide(session, link_id, version)
    only(link, LinkStatus.PROPOSED)
    if not link.rationale:
        field = "rationale"
        raise RefusedError(field, "A link is confirmed with a rationale: edit it and say why.")
    _refuse_alone(session, link, draft, by)
    decide(session, link, LinkStatus.CONFIRMED, by, override_reason=draft.override_reason)
    ask_about(session, link)
    record(session, by, "link:confirm", link)
    return link


def reject_link(
    session: Session, link_id: int, version: int, draft: DecisionDraft, by: Actor
) -> Link:
    """Reject a proposed link, with the reason; the row stays and the pair is free again."""
    link = link_to_decide(session, link_id, version)
    only(link, LinkStatus.PROPOSED)
    decide(session, link, LinkStatus.REJECTED, by, reason=needed_reason(draft.reason))
    record(session, by, "link:reject", link)
    return link


def withdraw_link(
    session: Session, link_id: int, version: int, draft: DecisionDraft, by: Actor
) -> Link:
    """Take back a live link, with the reason.

    Who proposed a link may take it back; a confirmed one is taken back by those who may decide.
    Raises MissingError, StaleError, and RefusedError on `version` or `reason`.
    """
    link = link_to_decide(session, link_id, version)
    only(link, LinkStatus.PROPOSED, LinkStatus.CONFIRMED)
    mine = link.status is LinkStatus.PROPOSED and link.proposer_id == by.account_id
    if not (mine or by.may(Permission.DECIDE)):
        field = "reason"
        raise RefusedError(field, "A reviewer takes back this link; you may propose and edit.")
    write(session, link, status=LinkStatus.WITHDRAWN, reason=needed_reason(draft.reason), **SETTLED)
    record(session, by, "link:withdraw", link)
    return link


def settle_recheck(
    session: Session, link_id: int, version: int, draft: DecisionDraft, by: Actor
) -> Link:
    """Say that a confirmed link still stands after what it rests on has changed.

    It is a decision like the first one: the same second pair of eyes, or an override reason. Raises
    MissingError, StaleError, and RefusedError on `version` or `override_reason`.
    """
    link = link_to_decide(session, link_id, version)
    if not link.recheck:
        field = "version"
        raise RefusedError(field, "This link does not ask for a re-check.")
    link = in_session(session, link)
    if any(
        side.status is StatementStatus.WITHDRAWN
        for side in (link.from_statement, link.to_statement)
    ):
        field = "version"
        raise RefusedError(field, "One of the two statements is withdrawn; restore it first.")
    _refuse_alone(session, link, draft, by)
    decide(session, link, LinkStatus.CONFIRMED, by, override_reason=draft.override_reason)
    record(session, by, "link:recheck", link)
    return link


def needs_second(session: Session, link: Link | LinkRecord, by: Actor) -> bool:
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


def _refuse_alone(session: Session, link: Link, draft: DecisionDraft, by: Actor) -> None:
    if needs_second(session, link, by) and not draft.override_reason:
        field = "override_reason"
        raise RefusedError(
            field, "You proposed or edited this link; another reviewer decides, or say why you do."
        )
