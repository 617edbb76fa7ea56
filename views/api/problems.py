"""What went wrong, as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, request
from werkzeug.exceptions import (
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    TooManyRequests,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.exceptions import HTTPException

MEDIA = "application/problem+json"
FOR_PROGRAMS = "/api/"
"""Under which addresses programs are answered, and not people."""
ROOT = f"{FOR_PROGRAMS}v1"
"""Under which addresses the operations stand."""
DESCRIBED = f"{ROOT}/openapi.json"
"""Where the API is described."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one value: of the body by a JSON pointer (RFC 6901), else by its name."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None
    #: What is wrong, as a word for programs; None where the desk says it in a sentence alone.
    code: str | None = None

    @property
    def told(self) -> dict[str, str]:
        """The fault as JSON; what it does not tell is left out."""
        told = {
            "detail": self.detail,
            "code": self.code,
            "pointer": self.pointer,
            "parameter": self.parameter,
        }
        return {name: value for name, value in told.items() if value is not None}


@dataclass
class ProblemError(Exception):
    """What the API answers in place of what was asked for."""

    status: int
    detail: str
    errors: tuple[Fault, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    #: What else a program may need, beside the members that every problem has.
    more: dict[str, Any] = field(default_factory=dict)


def problem(
    status: int,
    detail: str,
    errors: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """Return a problem with its status: title, detail, and each fault where it stands.

    The type is always `about:blank`: the status says which kind of problem it is (RFC 9457, 4.2.1).
    """
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    faults = [fault.told for fault in errors]
    told |= {"errors": faults} if faults else {}
    body = json.dumps(told | dict(more or {}))
    return Response(body, status, headers, content_type=MEDIA)


def remedy_of(error: HTTPException) -> str | None:
    """Return what is wrong with a request that came to no operation, and how to mend it."""
    if isinstance(error, NotFound):
        return f"There is no such address; {DESCRIBED} tells all there are."
    if isinstance(error, MethodNotAllowed):
        taken = ", ".join(sorted(error.valid_methods or ()))
        return (
            f"This address takes {taken}, not {request.method}; {DESCRIBED} tells what each does."
        )
    if isinstance(error, RequestEntityTooLarge):
        most = (request.max_content_length or 0) // 2**20
        return f"At most {most} MB can be sent here; send less at once. Nothing was stored."
    if isinstance(error, TooManyRequests):
        return f"More requests came than are answered, {error.description}; come again after `Retry-After` seconds."
    return None


def sentence(reason: str) -> str:
    """Return a reason, as terminals tell it, as a sentence by itself."""
    return f"{reason[0].upper()}{reason[1:].removesuffix('.')}."


def pointer(path: Iterable[str | int]) -> str:
    """Return a JSON pointer in a fragment's form, `#/appearance/source/url` (RFC 6901, 6)."""
    return "#" + "".join(f"/{_escaped(str(part))}" for part in path)


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
