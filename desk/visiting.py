"""Who looks: an account, what it sees, and what it has in its basket."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import exists, func, not_, select, true

from desk.sight import NOBODY
from models import Account, Collected, Role, Topic, topic_account

if TYPE_CHECKING:
    from sqlalchemy import ScalarSelect
    from sqlalchemy.orm import Session

# Tables, since the criteria of mapped classes would be hidden from themselves.
_TOPIC, _MEMBERS, _BASKET = Topic.__table__.c, topic_account.c, Collected.__table__.c


class Visitor(NamedTuple):
    """An account, as whom it looks, and how many statements are in its basket."""

    account: Account
    #: None when nothing is hidden from it.
    viewer: int | None
    collected: int


def viewer(session: Session, account_id: int) -> int | None:
    """Return as whom an account looks; None sees everything."""
    found = visitor(session, account_id)
    return found.viewer if found else NOBODY


def visitor(session: Session, account_id: int) -> Visitor | None:
    """Return an account, as whom it looks and what it has collected, in one query."""
    let_in = exists().where(_MEMBERS.topic_id == _TOPIC.id, _MEMBERS.account_id == Account.id)
    hidden_from = not_(let_in.correlate(Topic.__table__, Account))
    hides = exists().where(_TOPIC.restricted.is_(true()), hidden_from).correlate(Account)
    basket = _collected()
    chosen = select(Account, hides, basket).where(Account.id == account_id)
    row = session.execute(chosen).one_or_none()
    if row is None:
        return None
    account, hidden, held = row
    return Visitor(account, account.id if hidden and account.role is not Role.ADMIN else None, held)


def _collected() -> ScalarSelect[int]:
    held = select(func.count()).where(_BASKET.account_id == Account.id)
    return held.correlate(Account).scalar_subquery()
