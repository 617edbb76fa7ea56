"""The description of the API: OpenAPI 3.1, made from its operations and their drafts."""

from __future__ import annotations

import re
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from models.roles import SCOPES
from views.api.answering import ALWAYS
from views.api.bodies import JSON
from views.api.cursors import CURSOR, FIELDS
from views.api.door import place_in
from views.api.problems import MEDIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from views.api.operations import Operation, Resource

VERSION = "1.0.0"
_REF = "#/components/schemas/{model}"
_NUMBER = re.compile(r"<int:(\w+)>")
_SUFFIX = "JSON"
_BIGGEST = 2**31 - 1
Schema = dict[str, Any]
"""A JSON Schema (2020-12)."""

_LOCATION: Schema = {
    "description": "The address of what was made.",
    "schema": {"type": "string", "format": "uri-reference"},
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
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                },
            },
        },
        "warnings": {"type": "array", "items": {"type": "string"}},
        "candidates": {"type": "array", "items": {"type": "object"}},
    },
}


@lru_cache(maxsize=1)
def description(resources: Sequence[Resource]) -> Schema:
    """Return the description of these resources, without the address of the desk."""
    operations = [one for resource in resources for one in resource.operations]
    schemas, known = _schemas(operations)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Gainsay",
            "version": VERSION,
            "summary": "What public figures said, where, and what contradicts it.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "tags": [{"name": one.tag, "description": one.description} for one in resources],
        "paths": _paths(operations, known),
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas(operations: Iterable[Operation]) -> tuple[dict[str, Schema], dict[type, Schema]]:
    """Return every schema by its name, and where the one of each draft and answer is found."""
    shown = {one.answer for one in operations if one.answer}
    wanted: list[tuple[type[BaseModel], Any]] = [
        (one, "serialization") for one in sorted(shown, key=_name)
    ]
    bodies = {one.body for one in operations if one.body}
    wanted += [(one, "validation") for one in sorted(bodies, key=_name)]
    places, whole = models_json_schema(wanted, ref_template=_REF)
    schemas = {_bare(name): _renamed(told) for name, told in whole["$defs"].items()}
    for answer in shown:
        # With `fields` the rest is left out.
        schemas[_bare(answer.__name__)]["required"] = [ALWAYS]
    return schemas, {kind: _renamed(place) for (kind, _mode), place in places.items()}


def _name(kind: type) -> str:
    return kind.__name__


def _bare(name: str) -> str:
    return name.removesuffix(_SUFFIX)


def _renamed(told: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Return a schema whose references call answers by the names of records."""
    if isinstance(told, dict):
        return {
            name: _REF.format(model=_bare(value.rpartition("/")[2]))
            if name == "$ref"
            else _renamed(value)
            for name, value in told.items()
        }
    return [_renamed(one) for one in told] if isinstance(told, list) else told


def _paths(operations: Iterable[Operation], known: dict[type, Schema]) -> dict[str, Schema]:
    paths: dict[str, Schema] = {}
    for one in operations:
        place = paths.setdefault(_NUMBER.sub(r"{\1}", one.rule), {})
        place[one.method.lower()] = _told(one, known)
    return paths


def _told(one: Operation, known: dict[type, Schema]) -> Schema:
    told: Schema = {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": one.summary,
        "parameters": list(_parameters(one)),
        "responses": _responses(one, known),
        "x-scope": next(scope for scope, granted in SCOPES.items() if one.permission in granted),
    }
    if one.description:
        told["description"] = one.description
    if one.body:
        told["requestBody"] = {"required": True, "content": {JSON: {"schema": known[one.body]}}}
    if one.file:
        told["requestBody"] = {"required": True, "content": _files(one.file.media)}
    return told


def _files(media: Iterable[str]) -> Schema:
    """Return what files of these media types hold: bytes, of which no schema tells (OpenAPI 3.1, 4.8.14)."""
    return {one: {} for one in media}


def _parameters(one: Operation) -> Iterator[Schema]:
    for name in _NUMBER.findall(one.rule):
        number = {"type": "integer", "minimum": 1, "maximum": _BIGGEST}
        yield {"name": name, "in": "path", "required": True, "schema": number}
    yield from _asked(one)
    if one.makes:
        told = "Makes sure that the same request, sent again, makes nothing again."
        key = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
        yield _header("Idempotency-Key", told, key, required=False)
    if one.versioned:
        told = "The ETag of the version that this is meant for."
        yield _header("If-Match", told, {"type": "string"}, required=True)


def _header(name: str, told: str, schema: Schema, *, required: bool) -> Schema:
    return {
        "name": name,
        "in": "header",
        "description": told,
        "required": required,
        "schema": schema,
    }


def _asked(one: Operation) -> Iterator[Schema]:
    whole, begins = one.query.model_json_schema(), place_in(one) if one.listed else None
    for name, told in whole.get("properties", {}).items():
        if name != begins:
            yield {"name": name, "in": "query", "schema": _plain(told, whole.get("$defs", {}))}
    if begins:
        told = "The `next` of the page before."
        yield {"name": CURSOR, "in": "query", "description": told, "schema": {"type": "string"}}
    if one.reads and one.answer:
        told = (
            "Which members to tell, with commas between them; all by default. `id` is always told."
        )
        yield {"name": FIELDS, "in": "query", "description": told, "schema": {"type": "string"}}


def _plain(told: Schema, known: dict[str, Schema]) -> Schema:
    """Return the schema of a parameter: an address cannot say null, and refers to nothing."""
    kinds = [one for one in told.get("anyOf", [told]) if one.get("type") != "null"]
    named = [known[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in kinds]
    plain = named[0] if len(named) == 1 else {"anyOf": named}
    described = {"description": told["description"]} if "description" in told else {}
    return {
        name: value for name, value in plain.items() if name not in {"title", "default"}
    } | described


def _responses(one: Operation, known: dict[type, Schema]) -> Schema:
    found = {str(int(one.status)): _answer(one, known)}
    if one.reads and one.answer and not one.listed:
        found["304"] = {"description": "What was asked for with If-None-Match still stands."}
    return found | {str(int(status)): _problem(status) for status in _faults(one)}


def _answer(one: Operation, known: dict[type, Schema]) -> Schema:
    if one.answer is None:
        return {"description": "The file.", "content": _files(one.media)}
    shown = known[one.answer]
    schema = _page(shown) if one.listed else shown
    told: Schema = {"description": one.status.phrase, "content": {JSON: {"schema": schema}}}
    return told | ({"headers": {"Location": _LOCATION}} if one.makes else {})


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


def _problem(status: HTTPStatus) -> Schema:
    schema = {"$ref": _REF.format(model="Problem")}
    return {"description": status.phrase, "content": {MEDIA: {"schema": schema}}}


def _faults(one: Operation) -> Iterator[HTTPStatus]:
    yield from (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    yield from (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_ACCEPTABLE)
    if not one.reads:
        yield from (HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if one.versioned:
        yield from (HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)
    yield from (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS)
    yield HTTPStatus.SERVICE_UNAVAILABLE
