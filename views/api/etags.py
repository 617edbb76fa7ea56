"""Entity tags: which version of a record an answer shows, and a change is meant for (RFC 9110, 8.8)."""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import request

from views.api.problems import ProblemError

if TYPE_CHECKING:
    from views.api.answers.base import Answer

PACKED = "--gzip"
"""How the tag of a packed answer ends."""
NO_VERSION = (
    "If-Match names no version: send the ETag that the record came with, as it stands, in its "
    "quotation marks; “*” and weak tags (W/) are not taken."
)
_OURS = re.compile("[0-9a-f]{32}(--gzip)?")
_LIST = re.compile(r'\s*(W/)?"[^"]*"(\s*,\s*(W/)?"[^"]*")*\s*')
"""Tags as RFC 9110, 13.1.1, has them; whoever reads them for us also takes bare words."""


def tag_of(shown: Answer) -> str:
    """Return the strong entity tag of a record as it is shown whole, without quotation marks."""
    return hashlib.sha256(shown.model_dump_json(by_alias=True).encode()).hexdigest()[:32]


def named(tag: str) -> str:
    """Return the tag as it is to be told: with its ending where the client names it so.

    A packed answer is other bytes, and has a tag of its own (RFC 9110, 8.8.3.3); both mean one version.
    """
    known = request.if_none_match
    packed = not known.star_tag and known.contains_weak(tag + PACKED)
    return tag + PACKED if packed else tag


def need_match(shown: Answer) -> None:
    """Refuse a change that is not meant for the record as it stands.

    Raises ProblemError: 428 where `If-Match` is not sent, 412 where it names another version.
    """
    if not request.headers.get("If-Match"):
        detail = "Say which version you change: send its ETag as If-Match."
        raise ProblemError(HTTPStatus.PRECONDITION_REQUIRED, detail)
    given = request.if_match
    # `*` says that any version will do, which is how edits are lost.
    listed = _LIST.fullmatch(request.headers["If-Match"])
    if not listed or not any(_OURS.fullmatch(one) for one in given):
        raise ProblemError(HTTPStatus.PRECONDITION_FAILED, NO_VERSION)
    tag = tag_of(shown)
    if not (given.is_strong(tag) or given.is_strong(tag + PACKED)):
        raise stale()


def stale() -> ProblemError:
    """Return the problem that somebody else was faster."""
    detail = "Somebody else changed this meanwhile; read it again, and decide again."
    return ProblemError(HTTPStatus.PRECONDITION_FAILED, detail)
