"""What the description names once: schemas, problems, headers that every answer may bear."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from views.api.answering import ALWAYS
from views.api.described.schemas import REF, Schema, bare, in_part, renamed
from views.api.operations import fields_of
from views.api.problems import MEDIA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from views.api.operations import Operation

_FAULT: Schema = {
    "type": "object",
    "description": "What is wrong with one value.",
    "required": ["detail"],
    "additionalProperties": False,
    "properties": {
        "detail": {"type": "string", "description": "What is wrong, and how to mend it."},
        "code": {"type": "string", "description": "What is wrong, as a word for programs."},
        "pointer": {
            "type": "string",
            "description": "Where in the body: a JSON pointer (RFC 6901).",
        },
        "parameter": {"type": "string", "description": "Which parameter of the address."},
    },
}
_ASKED: Schema = {
    "type": "object",
    "description": "What has to be confirmed, and the record that it means.",
    "required": ["detail", "code"],
    "additionalProperties": False,
    "properties": {
        "detail": {"type": "string", "description": "What looks odd."},
        "code": {"type": "string", "description": "What looks odd, as a word for programs."},
        **{f"{one}_id": {"type": "integer"} for one in ("statement", "source", "speaker")},
    },
}
PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": _FAULT},
        "warnings": {"type": "array", "items": {"type": "string"}},
        "asked": {"type": "array", "items": _ASKED},
        "candidates": {"type": "array", "items": {"type": "object"}},
    },
}


def _header(description: str, kind: str = "string", **told: Any) -> Schema:  # noqa: ANN401
    return {"description": description, "schema": {"type": kind, **told}}


HEADERS: dict[str, Schema] = {
    "X-RateLimit-Limit": _header("How many requests may be sent in a minute.", "integer"),
    "X-RateLimit-Remaining": _header("How many of them are left.", "integer"),
    "X-RateLimit-Reset": _header("When the count begins anew: Unix time in seconds.", "number"),
    "Retry-After": _header("In how many seconds to come again.", "integer"),
    "ETag": _header("The version of the record, to be sent as If-Match or If-None-Match."),
    "Location": _header("The address of what was made.", format="uri-reference"),
    "Idempotency-Replayed": _header(
        "The record was made by an earlier request with the same key.", enum=["true"]
    ),
    "Link": _header('The address of the next page, with `rel="next"`.'),
    "Allow": _header("The methods that this address knows."),
    "Accept-Post": _header("The media types that are taken."),
    "WWW-Authenticate": _header("How to let yourself in (RFC 6750)."),
}
COUNTED = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
"""The headers that every answer bears as long as requests are counted."""
FAULTS: dict[HTTPStatus, tuple[str, tuple[str, ...]]] = {
    HTTPStatus.BAD_REQUEST: ("What was sent cannot be read, or a token stands in the address.", ()),
    HTTPStatus.UNAUTHORIZED: ("No token that opens anything was sent.", ("WWW-Authenticate",)),
    HTTPStatus.FORBIDDEN: ("The token, or its account, may not do this.", ("WWW-Authenticate",)),
    HTTPStatus.NOT_FOUND: ("There is no such record, or it is not yours to see.", ()),
    HTTPStatus.METHOD_NOT_ALLOWED: ("This is not done by this method.", ("Allow",)),
    HTTPStatus.NOT_ACCEPTABLE: ("The answer does not come in what `Accept` asks for.", ()),
    HTTPStatus.CONFLICT: ("It looks odd and has to be confirmed, or contradicts what is kept.", ()),
    HTTPStatus.GONE: ("It was here and is not any more.", ()),
    HTTPStatus.PRECONDITION_FAILED: (
        "`If-Match` names another version than there is, or none.",
        (),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("What was sent is too large.", ()),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("What was sent is of another kind.", ("Accept-Post",)),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("A value is wrong; `errors` tells which, and why.", ()),
    HTTPStatus.PRECONDITION_REQUIRED: ("`If-Match` is missing.", ()),
    HTTPStatus.TOO_MANY_REQUESTS: ("Too many requests were sent.", ("Retry-After",)),
    HTTPStatus.SERVICE_UNAVAILABLE: ("The desk cannot answer just now.", ("Retry-After",)),
}
"""What each status of a problem means, and the headers it bears besides."""


def headers(*names: str) -> dict[str, Schema]:
    """Return references to headers, with those that every answer bears."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*names, *COUNTED)}


def problems() -> dict[str, Schema]:
    """Return the answers that tell what went wrong, by the names of their statuses."""
    return {status.name: _problem(told, names) for status, (told, names) in FAULTS.items()}


def _problem(told: str, names: tuple[str, ...]) -> Schema:
    schema = {"$ref": REF.format(model="Problem")}
    return {"description": told, "headers": headers(*names), "content": {MEDIA: {"schema": schema}}}


def schemas(operations: Iterable[Operation]) -> tuple[dict[str, Schema], dict[type, Schema]]:
    """Return every schema by its name, and where the one of each draft and answer is found."""
    operations = list(operations)
    shown = {one.answer for one in operations if one.answer}
    wanted: list[tuple[type[BaseModel], Any]] = [
        (one, "serialization") for one in sorted(shown, key=_name)
    ]
    bodies = {one.body for one in operations if one.body}
    wanted += [(one, "validation") for one in sorted(bodies, key=_name)]
    places, whole = models_json_schema(wanted, ref_template=REF)
    found = {bare(name): renamed(told) for name, told in whole["$defs"].items()}
    for answer in shown:
        whole_one = found[bare(answer.__name__)]
        whole_one["required"] = list(fields_of(answer))
        # With `fields` the rest is left out.
        always = [ALWAYS] if ALWAYS in answer.model_fields else []
        found[in_part(bare(answer.__name__))] = {**whole_one, "required": always}
    return found, {kind: renamed(place) for (kind, _mode), place in places.items()}


def _name(kind: type) -> str:
    return kind.__name__
