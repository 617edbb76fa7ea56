"""Cursors: where the next page of a list begins, of no use for any other list."""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, NoReturn

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer

from views.api.problems import Fault, ProblemError

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

CURSOR, FIELDS = "cursor", "fields"


def place() -> int | None:
    """Return the last record of the page before, None for the first page.

    Raises ProblemError, 422, for a cursor that is none of ours, or of another list.
    """
    given = request.args.get(CURSOR)
    if given is None:
        return None
    try:
        before, asked = _signer().loads(given)
    except (BadData, ValueError, TypeError) as error:
        _refuse("This cursor is not one that a list has given.", error)
    if asked != _asked(request.args):
        _refuse("This cursor belongs to another list; ask for the same as before.")
    return int(before)


def cursor(before: int) -> str:
    """Return the cursor of the page that begins after a record, of the list that is asked for."""
    return str(_signer().dumps([before, _asked(request.args)]))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=CURSOR)


def _asked(args: MultiDict[str, str]) -> str:
    """Return the fingerprint of a list: its path and what narrows it, not how it is shown."""
    narrowed = sorted(pair for pair in args.items(multi=True) if pair[0] not in {CURSOR, FIELDS})
    return hashlib.sha256(json.dumps([request.path, narrowed]).encode()).hexdigest()[:16]


def _refuse(detail: str, cause: Exception | None = None) -> NoReturn:
    fault = Fault(detail, parameter=CURSOR)
    raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, (fault,)) from cause
