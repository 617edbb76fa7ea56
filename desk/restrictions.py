"""Topics that some accounts alone may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.drafts import Draft, RecordId, SeenDraft
from desk.editing import current, touch
from desk.history.audit import record
from desk.refusals import RefusedError
from models import Account, Role, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor


class LetInDraft(Draft):
    """Who may see a topic beside the admins: accounts by id."""

    accounts: tuple[RecordId, ...] = ()


class RestrictionDraft(LetInDraft, SeenDraft):
    """Who may see a topic beside the admins, and which version of it was seen."""


def restrict_topic(session: Session, topic_id: int, draft: RestrictionDraft, by: Actor) -> Topic:
    """Let these accounts and the admins alone see a topic and all that rests on it.

    Raises MissingError, StaleError, and RefusedError for an account that is not there.
    """
    topic = current(session, Topic, topic_id, draft.version)
    chosen = select(Account).where(Account.id.in_(draft.accounts), Account.machine.is_(False))
    accounts = session.scalars(chosen.order_by(Account.id)).all()
    if strange := set(draft.accounts) - {account.id for account in accounts}:
        field = "accounts"
        raise RefusedError(
            field, f"There is no account {min(strange)}; name accounts of this desk."
        )
    topic.restricted, topic.accounts = True, list(accounts)
    touch(topic)
    record(session, by, "topic:restrict", topic)
    return topic


def lift_restriction(session: Session, topic_id: int, draft: SeenDraft, by: Actor) -> Topic:
    """Let everybody at the desk see a topic again.

    Raises MissingError, StaleError, and RefusedError when everybody does already.
    """
    topic = current(session, Topic, topic_id, draft.version)
    if not topic.restricted:
        field = "version"
        raise RefusedError(field, "This topic is not restricted.")
    topic.restricted, topic.accounts = False, []
    touch(topic)
    record(session, by, "topic:lift", topic)
    return topic


def candidates(session: Session) -> Sequence[Account]:
    """Return the active people whom a restriction can let in; admins see everything anyhow."""
    chosen = select(Account).where(
        Account.active.is_(True), Account.machine.is_(False), Account.role != Role.ADMIN
    )
    return session.scalars(chosen.order_by(Account.name, Account.id)).all()


def let_in(session: Session, topic_id: int) -> Sequence[Account]:
    """Return the accounts that are let in."""
    chosen = select(Account).join(Topic.accounts.and_(Topic.id == topic_id))
    return session.scalars(chosen.order_by(Account.name, Account.id)).all()
