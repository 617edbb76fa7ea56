"""A deed that is sent again makes nothing again: `Idempotency-Key` on what makes a record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import request

from desk import repeated_requests as desk
from desk.refusals import RefusedError
from views.api.problems import ProblemError
from views.context import me

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

HEADER = "Idempotency-Key"
_LONGEST = 255


@dataclass(frozen=True)
class Key:
    """What a client calls a request by, and the SHA-256 of what it sent."""

    text: str
    digest: str


def key() -> Key | None:
    """Return the key of this request, None without one; raises ProblemError, 400, for one too long."""
    text = request.headers.get(HEADER)
    if text is None:
        return None
    if not (0 < len(text) <= _LONGEST and _seen(text)):
        detail = f"{HEADER} has 1 to {_LONGEST} visible ASCII characters, and no blank."
        raise ProblemError(HTTPStatus.BAD_REQUEST, detail)
    sent = request.full_path.encode() + b"\0" + request.get_data()
    return Key(text, hashlib.sha256(sent).hexdigest())


def _seen(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text


def made_before(session: Session, known: Key | None) -> int | None:
    """Return the id of what this request has made before, None where it is new.

    Raises ProblemError, 422, where the key came with something else.
    """
    if known is None:
        return None
    try:
        return desk.made_before(session, me().account_id, known.text, known.digest)
    except RefusedError as no:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, no.reason) from no


def keep(session: Session, known: Key | None, made: int) -> None:
    """Keep what this request made, in the transaction that makes it."""
    if known is not None:
        desk.keep(session, me().account_id, known.text, known.digest, made)
