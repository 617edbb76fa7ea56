"""Passwords and one-time links: kept as hashes only."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION
from sqlalchemy import select

from models import Token, now
from models.terms import TokenKind

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlalchemy.orm import Session

    from models import Account

LINK_LIFE = timedelta(minutes=15)
INVITATION_LIFE = timedelta(days=7)
_LIVES = {TokenKind.FIRST_ADMIN: LINK_LIFE, TokenKind.INVITATION: INVITATION_LIFE}


def hash_password(password: str, hasher: PasswordHasher) -> str:
    """Return the argon2id hash of a password; takes the time it is meant to take."""
    return hasher.hash(password)


def password_fits(password: str, hashed: str | None, hasher: PasswordHasher) -> bool:
    """Tell whether a password is the one that was hashed; as slow for an unknown account."""
    try:
        return hasher.verify(hashed or _nobody(hasher), password) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


def issue_token(
    session: Session, kind: TokenKind, account: Account | None = None, mark: str = ""
) -> str:
    """Store the hash of a new secret and return the secret, which is shown once.

    It begins with the mark, if there is to be one.
    """
    secret = mark + secrets.token_urlsafe(32)
    token = Token(kind=kind, account=account, hash=fingerprint(secret))
    life = _LIVES.get(kind)
    token.expires_at = now() + life if life else None
    session.add(token)
    session.flush()
    return secret


def open_token(session: Session, secret: str) -> Token | None:
    """Return the unused, unexpired, unrevoked token with this secret."""
    token = token_with(session, secret)
    if token is None or token.used_at is not None or token.revoked_at is not None:
        return None
    return token if token.expires_at is None or token.expires_at > now() else None


def token_with(session: Session, secret: str) -> Token | None:
    """Return the token with this secret, whether it still opens anything or not."""
    return session.scalar(select(Token).where(Token.hash == fingerprint(secret)))


def fingerprint(secret: str) -> str:
    """Return the SHA-256 of a secret, in hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _nobody(hasher: PasswordHasher) -> str:
    """Return a hash of no password, which takes as long to compare with as any of this hasher."""
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    salt, digest = _random(hasher.salt_len), _random(hasher.hash_len)
    return f"$argon2id$v={ARGON2_VERSION}${cost}${salt}${digest}"


def _random(size: int) -> str:
    return base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=")
