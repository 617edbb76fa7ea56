"""The feed of an account: an address that opens it without signing in, kept as a hash only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.accounts import account_with
from desk.history.audit import record
from desk.tokens import issue_token, token_with
from models import Permission, Token, now
from models.terms import TokenKind

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.actors import Actor


@dataclass(frozen=True)
class Feed:
    """Whose feed an address opens, and since when it does; `gone` where it does no longer."""

    account_id: int
    made_at: datetime
    gone: bool


def renew_feed(session: Session, by: Actor) -> str:
    """Return the secret of a new feed address, which is told once; an older one opens nothing."""
    account = account_with(session, by.account_id)
    _revoke(session, account.id)
    secret = issue_token(session, TokenKind.FEED, account)
    record(session, by, "account:renew_feed", account)
    return secret


def revoke_feed(session: Session, by: Actor) -> bool:
    """Let the feed address open nothing any more; tell whether there was one."""
    revoked = _revoke(session, by.account_id)
    if revoked:
        record(session, by, "account:revoke_feed", account_with(session, by.account_id))
    return revoked


def feed_since(session: Session, account_id: int) -> datetime | None:
    """Return since when an account has a feed address that opens its feed, None without one."""
    return session.scalar(_open(account_id).with_only_columns(Token.created_at))


def feed_at(session: Session, secret: str) -> Feed | None:
    """Return whose feed a secret opens, None when it never opened one."""
    token = token_with(session, secret)
    if token is None or token.kind is not TokenKind.FEED or token.account is None:
        return None
    sees = token.account.may(Permission.SEE) and not token.account.machine
    gone = token.revoked_at is not None or not sees
    return Feed(token.account.id, token.created_at, gone)


def _revoke(session: Session, account_id: int) -> bool:
    tokens = session.scalars(_open(account_id)).all()
    for token in tokens:
        token.revoked_at = now()
    return bool(tokens)


def _open(account_id: int) -> Select[Token]:
    return select(Token).where(
        Token.account_id == account_id,
        Token.kind == TokenKind.FEED,
        Token.revoked_at.is_(None),
    )
