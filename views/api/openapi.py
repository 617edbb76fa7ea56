"""The description of the API: OpenAPI 3.1, made from its operations and their drafts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from models.roles import scope_of
from views.api.bodies import JSON, needed
from views.api.described import components
from views.api.described.parameters import parameters
from views.api.described.public import PUBLIC
from views.api.described.responses import files, responses
from views.api.problems import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from views.api.described.schemas import Schema
    from views.api.operations import Operation, Resource

VERSION = "1.0.0"
TOKEN = "token"  # noqa: S105 -- the name of a way in
_NUMBER = re.compile(r"<int:(\w+)>")
_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token of an account’s, made on its page of tokens; what it may are its scopes: "
    "read, log, review, admin.",
}


@lru_cache(maxsize=4)
def description(resources: Sequence[Resource], mount: str = "") -> Schema:
    """Return the description of these resources, of a desk that is mounted at a path."""
    operations = [one for resource in resources for one in resource.operations]
    schemas, known = components.schemas(operations)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Gainsay",
            "version": VERSION,
            "summary": "What public figures said, where, and what contradicts it.",
        },
        "servers": [{"url": mount or "/"}],
        "security": [{TOKEN: []}],
        "tags": [
            *({"name": one.tag, "description": one.description} for one in resources),
            PUBLIC.tag,
        ],
        "paths": {**_paths(operations, known), **PUBLIC.paths},
        "components": {
            "schemas": {**schemas, "Problem": components.PROBLEM},
            "headers": components.HEADERS,
            "responses": components.problems(),
            "securitySchemes": {TOKEN: _BEARER},
        },
    }


def path_of(operation: Operation) -> str:
    """Return the path of an operation as the description has it, `/api/v1/statements/{id}`."""
    return ROOT + _NUMBER.sub(r"{\1}", operation.rule)


def _paths(operations: Iterable[Operation], known: dict[type, Schema]) -> dict[str, Schema]:
    paths: dict[str, Schema] = {}
    for one in operations:
        paths.setdefault(path_of(one), {})[one.method.lower()] = _told(one, known)
    return paths


def _told(one: Operation, known: dict[type, Schema]) -> Schema:
    told: Schema = {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": one.summary,
        "security": [{TOKEN: [scope_of(one.permission)]}],
        "parameters": list(parameters(one, _NUMBER.findall(one.rule))),
        "responses": responses(one, known),
    }
    if one.description:
        told["description"] = one.description
    if one.body:
        asked = needed(one.body, one.method)
        told["requestBody"] = {"required": asked, "content": {JSON: {"schema": known[one.body]}}}
    if one.file:
        told["requestBody"] = {"required": True, "content": files(one.file.media)}
    return told
