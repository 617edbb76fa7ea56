"""What the desk refuses, as problems: each with its status, and where it stands in what was sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, request

from citations.programs import NotWrittenError
from desk.refusals import (
    AmbiguousSpeakerError,
    ClosedLinkError,
    GoneError,
    MissingError,
    NotAllowedError,
    RefusedError,
    StaleError,
    UnconfirmedError,
)
from desk.versions.versions import UnknownVersionError
from views.api.etags import stale
from views.api.problems import Fault, ProblemError, pointer, problem

if TYPE_CHECKING:
    from flask import Blueprint

STATUSES: dict[type[Exception], HTTPStatus] = {
    NotAllowedError: HTTPStatus.FORBIDDEN,
    MissingError: HTTPStatus.NOT_FOUND,
    ClosedLinkError: HTTPStatus.NOT_FOUND,
    GoneError: HTTPStatus.GONE,
    UnknownVersionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotWrittenError: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status of what the desk refuses in a sentence and nothing more."""
VERSION = "version"
"""What the desk objects to where a record is in no state for a deed; no body says it."""


def register(blueprint: Blueprint) -> None:
    """Answer what an operation refuses with a problem."""
    blueprint.register_error_handler(ProblemError, _told)
    blueprint.register_error_handler(RefusedError, _refused)
    blueprint.register_error_handler(UnconfirmedError, _unconfirmed)
    blueprint.register_error_handler(StaleError, _stale)
    for kind in STATUSES:
        blueprint.register_error_handler(kind, _plain)


def _told(no: ProblemError) -> Response:
    return problem(no.status, no.detail, no.errors, no.headers, no.more)


def _plain(no: Exception) -> Response:
    return problem(
        next(status for kind, status in STATUSES.items() if isinstance(no, kind)), str(no)
    )


def _refused(no: RefusedError) -> Response:
    more: dict[str, Any] = {}
    if isinstance(no, AmbiguousSpeakerError):
        more["candidates"] = [
            {"id": one.id, "key": one.key, "name": one.name, "kind": one.kind}
            for one in no.candidates
        ]
    if no.field == VERSION:
        return problem(HTTPStatus.CONFLICT, no.reason)
    asked = request.method in {"GET", "HEAD"}
    place = {"parameter": no.field} if asked else {"pointer": pointer(no.field.split("."))}
    fault = Fault(no.reason, **place)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, no.reason, (fault,), more=more)


def _unconfirmed(no: UnconfirmedError) -> Response:
    detail = "This looks odd. If it is right, send it again with “confirmed”: true."
    more: dict[str, Any] = {"warnings": no.warnings}
    if no.works:
        more["candidates"] = [
            {"id": one.id, "key": one.key, "title": one.title, "url": one.url} for one in no.works
        ]
    return problem(HTTPStatus.CONFLICT, detail, more=more)


def _stale(no: StaleError) -> Response:
    if "If-Match" in request.headers:
        return _told(stale())
    return problem(HTTPStatus.CONFLICT, str(no))
