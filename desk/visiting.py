"""Who looks: an account, what it sees, and what it has in its basket."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, exists, func, not_, select, true

from desk.settings import ONE
from desk.sight import NOBODY
from models import Account, Collected, Role, Setting, Topic, topic_account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# Tables, since the criteria of mapped classes would be hidden from themselves.
_TOPIC, _MEMBERS, _BASKET = Topic.__table__.c, topic_account.c, Collected.__table__.c
_LET_IN = exists().where(_MEMBERS.topic_id == _TOPIC.id, _MEMBERS.account_id == Account.id)
_HIDDEN_FROM = not_(_LET_IN.correlate(Topic.__table__, Account))
_HIDES = exists().where(_TOPIC.restricted.is_(true()), _HIDDEN_FROM).correlate(Account)
_COLLECTED = select(func.count()).where(_BASKET.account_id == Account.id).correlate(Account)
# Every request asks this; to put it together takes longer than to ask it.
_VISITOR = (
    select(Account, _HIDES, _COLLECTED.scalar_subquery(), Setting)
    .outerjoin(Setting, Setting.id == ONE)
    .where(Account.id == bindparam("account_id"))
)


class Visitor(NamedTuple):
    """An account, as whom it looks, and how many statements are in its basket."""

    account: Account
    #: None when nothing is hidden from it.
    viewer: int | None
    collected: int
    #: Read with it, since most pages ask what the desk says of itself.
    setting: Setting | None


def viewer(session: Session, account_id: int) -> int | None:
    """Return as whom an account looks; None sees everything."""
    found = visitor(session, account_id)
    return found.viewer if found else NOBODY


def visitor(session: Session, account_id: int) -> Visitor | None:
    """Return an account, as whom it looks and what it has collected, in one query."""
    row = session.execute(_VISITOR, {"account_id": account_id}).one_or_none()
    if row is None:
        return None
    account, hidden, held, setting = row
    looks_as = account.id if hidden and account.role is not Role.ADMIN else None
    return Visitor(account, looks_as, held, setting)
