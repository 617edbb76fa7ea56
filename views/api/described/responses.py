"""What the description tells of an operation's answers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from views.api.bodies import JSON
from views.api.described.components import headers
from views.api.described.schemas import in_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from views.api.described.schemas import Schema
    from views.api.operations import Operation


def responses(one: Operation, known: dict[type, Schema]) -> Schema:
    """Return the answers of an operation by their statuses."""
    found = {str(int(one.status)): _answer(one, known)}
    if one.reads and one.answer and not one.listed:
        found["304"] = {
            "description": "What was asked for with If-None-Match still stands.",
            "headers": headers("ETag"),
        }
    return found | {str(int(status)): problem(status) for status in _faults(one)}


def files(media: Iterable[str]) -> Schema:
    """Return what files of these media types hold: bytes, of which no schema tells (OpenAPI 3.1, 4.8.14)."""
    return {one: {} for one in media}


def problem(status: HTTPStatus) -> Schema:
    """Return where the answer is told that a problem of this status has."""
    return {"$ref": f"#/components/responses/{status.name}"}


def _answer(one: Operation, known: dict[type, Schema]) -> Schema:
    if one.status is HTTPStatus.NO_CONTENT:
        return {"description": "It is gone.", "headers": headers()}
    if one.answer is None:
        return {"description": "The file.", "headers": headers(), "content": files(one.media)}
    shown = known[one.answer]
    if one.reads:
        shown = {"$ref": in_part(shown["$ref"])}
    return {
        "description": one.status.phrase,
        "headers": headers(*_besides(one)),
        "content": {JSON: {"schema": _page(shown) if one.listed else shown}},
    }


def _besides(one: Operation) -> Iterator[str]:
    if not one.listed:
        yield "ETag"
    if one.listed or "next" in one.tells.model_fields:
        yield "Link"
    if one.makes:
        yield from ("Location", "Idempotency-Replayed")


def _page(shown: Schema) -> Schema:
    return {
        "type": "object",
        "required": ["data", "next"],
        "additionalProperties": False,
        "properties": {
            "data": {"type": "array", "items": shown},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page."},
        },
    }


def _faults(one: Operation) -> Iterator[HTTPStatus]:
    yield from (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    yield from (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_ACCEPTABLE)
    if one.media or one.body or "<int:" in one.rule:
        # What a redaction took: the record in the address, or one that a body names.
        yield HTTPStatus.GONE
    if not one.reads:
        yield from (HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if one.versioned:
        yield from (HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)
    yield from (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS)
    yield HTTPStatus.SERVICE_UNAVAILABLE
