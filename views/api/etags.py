"""Entity tags: which version of a record an answer shows, and a change is meant for (RFC 9110, 8.8)."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import request

from views.api.problems import ProblemError

if TYPE_CHECKING:
    from views.api.answers.base import Answer


def tag_of(shown: Answer) -> str:
    """Return the strong entity tag of a record as it is shown whole, without quotation marks."""
    return hashlib.sha256(shown.model_dump_json(by_alias=True).encode()).hexdigest()[:32]


def need_match(shown: Answer) -> None:
    """Refuse a change that is not meant for the record as it stands.

    Raises ProblemError: 428 where `If-Match` is not sent, 412 where it names another version.
    """
    if not request.headers.get("If-Match"):
        detail = "Say which version you change: send its ETag as If-Match."
        raise ProblemError(HTTPStatus.PRECONDITION_REQUIRED, detail)
    # `*` says that any version will do, which is how edits are lost.
    if request.if_match.star_tag or not request.if_match.is_strong(tag_of(shown)):
        raise stale()


def stale() -> ProblemError:
    """Return the problem that somebody else was faster."""
    detail = "Somebody else changed this meanwhile; read it again, and decide again."
    return ProblemError(HTTPStatus.PRECONDITION_FAILED, detail)
