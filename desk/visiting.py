"""Who looks: an account, what it sees, and what it has in its basket."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Text, bindparam, cast, exists, func, not_, select, true

from desk.kept import reads_under
from desk.settings import ONE, hold, setting_record
from desk.sight import NOBODY, keep_secrets
from models import PERMISSIONS, Account, Collected, EventHead, Role, Setting, Topic, topic_account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Permission

# Tables: of classes a session would first look what is hidden, and who looks is what is asked.
_ACCOUNT, _SETTING, _HEAD = Account.__table__.c, Setting.__table__.c, EventHead.__table__.c
_TOPIC, _MEMBERS, _BASKET = Topic.__table__.c, topic_account.c, Collected.__table__.c
_LET_IN = exists().where(_MEMBERS.topic_id == _TOPIC.id, _MEMBERS.account_id == _ACCOUNT.id)
_HIDDEN_FROM = not_(_LET_IN.correlate(Topic.__table__, Account.__table__))
_HIDDEN = (
    select(func.aggregate_strings(cast(_TOPIC.id, Text), ","))
    .where(_TOPIC.restricted.is_(true()), _HIDDEN_FROM)
    .correlate(Account.__table__)
)
_COLLECTED = select(func.count()).where(_BASKET.account_id == _ACCOUNT.id)
_KNOWN = (
    _ACCOUNT.id,
    _ACCOUNT.email,
    _ACCOUNT.name,
    _ACCOUNT.role,
    _ACCOUNT.active,
    _ACCOUNT.machine,
    _ACCOUNT.session_epoch,
    _ACCOUNT.password_hash,
)
_TOLD = (_SETTING.version, _SETTING.name, _SETTING.home, _SETTING.base_url, _SETTING.ratings)
# Every request asks this; to put it together takes longer than to ask it.
_VISITOR = (
    select(
        *_KNOWN,
        *_TOLD,
        _HEAD.seq,
        _HEAD.hash,
        _HIDDEN.scalar_subquery().label("hidden"),
        _COLLECTED.correlate(Account.__table__).scalar_subquery().label("collected"),
    )
    .select_from(Account.__table__)
    .outerjoin(Setting.__table__, _SETTING.id == ONE)
    .outerjoin(EventHead.__table__, _HEAD.id == ONE)
    .where(_ACCOUNT.id == bindparam("account_id"))
)


@dataclass(frozen=True)
class AccountRecord:
    """An account as it is when somebody visits with it."""

    id: int
    email: str
    name: str
    role: Role
    active: bool
    machine: bool
    session_epoch: int
    password_hash: str | None = field(repr=False)

    def may(self, permission: Permission) -> bool:
        """Tell whether the account is active and its role holds the permission."""
        return self.active and permission in PERMISSIONS[self.role]


class Visitor(NamedTuple):
    """An account, as whom it looks, and how many statements are in its basket."""

    account: AccountRecord
    #: None when nothing is hidden from it.
    viewer: int | None
    collected: int


def viewer(session: Session, account_id: int) -> int | None:
    """Return as whom an account looks; None sees everything."""
    found = visitor(session, account_id)
    return found.viewer if found else NOBODY


def visitor(session: Session, account_id: int) -> Visitor | None:
    """Return an account, as whom it looks and what it has collected, in one query.

    What the desk says of itself is read with it, since most pages ask for it; and which restricted
    topics are kept from it, which most pages of whom something is hidden from ask for; and the head
    of the history, under which pages keep what they read.
    """
    session.flush()
    row = session.connection().execute(_VISITOR, {"account_id": account_id}).one_or_none()
    if row is None:
        return None
    *known, seq, last, hidden, collected = row
    account = AccountRecord(*known[: len(_KNOWN)])
    version, *told = known[len(_KNOWN) :]
    if version is not None:
        hold(session, setting_record(version, *told))
    looks_as = account.id if hidden and account.role is not Role.ADMIN else None
    if looks_as is not None:
        keep_secrets(session, looks_as, sorted(map(int, hidden.split(","))))
    if seq is not None:
        reads_under(session, (seq, last))
    return Visitor(account, looks_as, collected)


def recorded(account: Account) -> AccountRecord:
    """Return an account as it is now."""
    return AccountRecord(*(getattr(account, column.key) for column in _KNOWN))
