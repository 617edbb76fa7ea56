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
    Odd,
    RefusedError,
    StaleError,
    UnconfirmedError,
)
from desk.versions.versions import UnknownVersionError
from views.api.etags import stale
from views.api.problems import Fault, ProblemError, pointer, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Blueprint

    from models import Speaker
    from models.records import SpeakerRecord

    Path = tuple[str | int, ...]

STATUSES: dict[type[Exception], HTTPStatus] = {
    NotAllowedError: HTTPStatus.FORBIDDEN,
    ClosedLinkError: HTTPStatus.NOT_FOUND,
    GoneError: HTTPStatus.GONE,
    UnknownVersionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotWrittenError: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status of what the desk refuses in a sentence and nothing more."""
WHO = " Send its “speaker_id”, or describe it with “new_speaker”: true where it is another one."
"""How a program says whom it means where a name fits several."""
VERSION = "version"
"""What the desk objects to where a record is in no state for a deed; no body says it."""


def register(blueprint: Blueprint) -> None:
    """Answer what an operation refuses with a problem."""
    blueprint.register_error_handler(ProblemError, _told)
    blueprint.register_error_handler(MissingError, _missing)
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


def _missing(no: MissingError) -> Response:
    """Answer 404 for what the address names, 422 where the body names it, with a pointer."""
    if no.reference in (request.view_args or {}).values():
        return problem(HTTPStatus.NOT_FOUND, str(no))
    faults = [Fault(str(no), pointer(path)) for path in _naming(no, request.get_json(silent=True))]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.NOT_FOUND
    return problem(status, str(no), faults)


def _naming(no: MissingError, sent: object, path: Path = ()) -> Iterator[Path]:
    """Yield where in a body the record stands that is missing."""
    if isinstance(sent, dict):
        for name, value in sent.items():
            yield from _naming(no, value, (*path, name))
    elif isinstance(sent, list):
        for place, value in enumerate(sent):
            yield from _naming(no, value, (*path, place))
    elif type(sent) is type(no.reference) and sent == no.reference:
        field = next((one for one in reversed(path) if isinstance(one, str)), "")
        if field.endswith("id") or field in {"key", no.noun, f"{no.noun}s"}:
            yield path


def _refused(no: RefusedError) -> Response:
    more: dict[str, Any] = {}
    if isinstance(no, AmbiguousSpeakerError):
        more["candidates"] = _named(no.candidates)
    if no.field == VERSION:
        return problem(HTTPStatus.CONFLICT, no.reason)
    reason = f"{no.reason}{WHO if more else ''}"
    asked = request.method in {"GET", "HEAD"}
    place = {"parameter": no.field} if asked else {"pointer": pointer(no.field.split("."))}
    fault = Fault(reason, **place)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, reason, (fault,), more=more)


def _unconfirmed(no: UnconfirmedError) -> Response:
    detail = "This looks odd. If it is right, send it again with “confirmed”: true."
    more: dict[str, Any] = {"warnings": no.warnings, "asked": [_asked(one) for one in no.warnings]}
    if no.works:
        more["candidates"] = [
            {"id": one.id, "key": one.key, "title": one.title, "url": one.url} for one in no.works
        ]
    if no.speakers:
        more["candidates"] = _named(no.speakers)
    return problem(HTTPStatus.CONFLICT, detail, more=more)


def _asked(warning: str) -> dict[str, Any]:
    """Return what is asked, with its word for programs and the records that it means, by id."""
    told = {"code": warning.code, **warning.about} if isinstance(warning, Odd) else {"code": "odd"}
    return {"detail": warning, **told}


def _named(speakers: Iterable[Speaker | SpeakerRecord]) -> list[dict[str, Any]]:
    return [{"id": one.id, "key": one.key, "name": one.name, "kind": one.kind} for one in speakers]


def _stale(no: StaleError) -> Response:
    if "If-Match" in request.headers:
        return _told(stale())
    return problem(HTTPStatus.CONFLICT, str(no))
