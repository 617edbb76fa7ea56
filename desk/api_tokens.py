"""Tokens with which programs work in an account's name: named, scoped, shown once, revocable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field
from sqlalchemy import select, update

from desk.accounts import account_with
from desk.drafts import Draft, Line, at_most, refusal
from desk.history.audit import record
from desk.refusals import MissingError, NotAllowedError, RefusedError
from desk.tokens import fingerprint, issue_token, token_with
from models import Token, now
from models.roles import SCOPES, Scope
from models.terms import TokenKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Account, Permission

MARK = "gainsay_"
"""How each begins, so that those who look for secrets in places where they ought not be find it."""
MOST = 50
"""How many live tokens an account may have."""
_NOTED = timedelta(minutes=10)


def _known(scopes: frozenset[Scope]) -> frozenset[Scope]:
    if not scopes:
        kind = "scopes"
        raise refusal(kind, "Choose what the token may do, one thing at least.")
    return scopes


class TokenDraft(Draft):
    """What a token is called, what it may, and for how many days it lives; None is without end."""

    name: Annotated[Line, *at_most(100)]
    scopes: Annotated[frozenset[Scope], AfterValidator(_known)]
    days: Annotated[int, Field(ge=1, le=3650)] | None = 90


@dataclass(frozen=True)
class TokenRecord:
    """A token as its account sees it; the secret is not kept."""

    id: int
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None
    expired: bool


@dataclass(frozen=True)
class Opened:
    """An account that a token opens, and what the token may of what the account may."""

    token_id: int
    account: Account
    permissions: frozenset[Permission]
    #: When the token was last used, as far as that was noted.
    used_at: datetime | None


def make_token(session: Session, draft: TokenDraft, by: Actor) -> str:
    """Return the secret of a new token, which is told once; only its SHA-256 is kept.

    Raises RefusedError on `name` where the account has one of this name, or too many, and on `account`
    where no person stands behind it.
    """
    account = account_with(session, by.account_id)
    _refuse_machine(account)
    _refuse_second(tokens_of(session, account.id), draft.name)
    secret = issue_token(session, TokenKind.API, account, MARK)
    token = _live(session, account.id, Token.hash == fingerprint(secret))
    token.name, token.scopes = draft.name, sorted(draft.scopes)
    token.expires_at = now() + timedelta(days=draft.days) if draft.days else None
    record(session, by, "account:make_token", account)
    return secret


def revoke_token(session: Session, token_id: int, by: Actor) -> None:
    """Let a token of one's own open nothing any more; raises MissingError."""
    token = _live(session, by.account_id, Token.id == token_id)
    token.revoked_at = now()
    record(session, by, "account:revoke_token", account_with(session, by.account_id))


def tokens_of(session: Session, account_id: int) -> list[TokenRecord]:
    """Return the tokens of an account that are not revoked, the newest first."""
    chosen = _unrevoked(account_id).order_by(Token.id.desc())
    return [_record(token) for token in session.scalars(chosen)]


def opened(session: Session, secret: str) -> Opened | None:
    """Return what a secret opens: None for one that never did, is revoked or out of time.

    Nor does it where the account is disabled, or no person stands behind it.
    """
    token = token_with(session, secret) if secret.startswith(MARK) else None
    if token is None or token.account is None or not _opens(token):
        return None
    return Opened(token.id, token.account, _granted(token), token.used_at)


def through(session: Session, by: Actor, token_id: int | None) -> Actor:
    """Return who does what was begun with a token, and may no more than that; without one, all.

    Raises NotAllowedError where the token opens nothing any more.
    """
    if token_id is None:
        return by
    token = session.get(Token, token_id)
    if token is None or token.account_id != by.account_id or not _opens(token):
        message = "The token with which this was begun is revoked or out of time."
        raise NotAllowedError(message)
    return replace(by, token_id=token.id, granted=_granted(token))


def is_to_be_noted(found: Opened) -> bool:
    """Tell whether it is time to note that a token was used: not each time, since that is a write."""
    return found.used_at is None or now() - found.used_at > _NOTED


def note_use(session: Session, token_id: int) -> None:
    """Note that a token was used just now; no deed, so that no event tells of it."""
    session.execute(update(Token).where(Token.id == token_id).values(used_at=now()))


def _granted(token: Token) -> frozenset[Permission]:
    return frozenset().union(*(SCOPES[Scope(name)] for name in token.scopes))


def _opens(token: Token) -> bool:
    living = token.revoked_at is None and not _is_past(token)
    return (
        living
        and token.kind is TokenKind.API
        and bool(token.account and token.account.active and not token.account.machine)
    )


def _is_past(token: Token) -> bool:
    return token.expires_at is not None and token.expires_at <= now()


def _unrevoked(account_id: int) -> Select[Token]:
    return select(Token).where(
        Token.account_id == account_id,
        Token.kind == TokenKind.API,
        Token.revoked_at.is_(None),
    )


def _live(session: Session, account_id: int, condition: ColumnElement[bool]) -> Token:
    token = session.scalar(_unrevoked(account_id).where(condition))
    if token is None:
        noun = "token"
        raise MissingError(noun, "of yours that still lives")
    return token


def _refuse_machine(account: Account) -> None:
    if account.machine:
        field = "account"
        raise RefusedError(field, "A token is a person’s; name an account that signs in.")


def _refuse_second(known: Collection[TokenRecord], name: str) -> None:
    field = "name"
    if name in {token.name for token in known}:
        raise RefusedError(
            field, f"You have a token called “{name}”; revoke it, or choose another name."
        )
    if len(known) >= MOST:
        raise RefusedError(field, f"You have {MOST} tokens; revoke one that is not used any more.")


def _record(token: Token) -> TokenRecord:
    return TokenRecord(
        token.id,
        token.name or "",
        frozenset(Scope(name) for name in token.scopes),
        token.created_at,
        token.expires_at,
        token.used_at,
        _is_past(token),
    )
