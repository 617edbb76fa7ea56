"""What requests with a key of their client's have made: the same one makes nothing again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select

from desk.refusals import RefusedError
from models import RepeatedRequest, now

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

KEPT = timedelta(days=7)


def made_before(session: Session, account_id: int, key: str, digest: str) -> int | None:
    """Return the id of what an account's request with this key has made, None where it is new.

    Raises RefusedError where the key stood for something else.
    """
    chosen = select(RepeatedRequest.digest, RepeatedRequest.made_id).where(
        RepeatedRequest.account_id == account_id, RepeatedRequest.key == key
    )
    row = session.execute(chosen).one_or_none()
    if row is None:
        return None
    if row.digest != digest:
        field = "key"
        raise RefusedError(
            field, "This Idempotency-Key came with something else before; take a new one."
        )
    return int(row.made_id)


def keep(session: Session, account_id: int, key: str, digest: str, made_id: int) -> None:
    """Keep what a request has made."""
    session.add(RepeatedRequest(account_id=account_id, key=key, digest=digest, made_id=made_id))
    session.flush()


def are_old(session: Session) -> bool:
    """Tell whether there are any that nobody will send again."""
    return bool(session.scalar(select(exists().where(_old()))))


def forget_old(session: Session) -> None:
    """Take away those that nobody will send again."""
    session.execute(delete(RepeatedRequest).where(_old()))


def _old() -> ColumnElement[bool]:
    return RepeatedRequest.created_at < now() - KEPT
