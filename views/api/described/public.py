"""What anybody may ask, without a token: the description itself, and how the desk does."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from views.api.bodies import JSON
from views.api.described.components import headers
from views.api.described.responses import problem

if TYPE_CHECKING:
    from views.api.described.schemas import Schema

PLAIN = "text/plain"


@dataclass(frozen=True)
class Public:
    """A group of operations, and where each stands."""

    tag: Schema
    paths: dict[str, Schema]


def _reads(name: str, summary: str, answers: Schema, refused: Schema) -> Schema:
    told = {"operationId": name, "tags": ["Desk"], "summary": summary, "security": []}
    return {"get": {**told, "parameters": [], "responses": {**answers, "405": refused}}}


def _line(told: str) -> Schema:
    return {"description": told, "content": {PLAIN: {"schema": {"type": "string"}}}}


_PAGE: Schema = {
    "description": "A page that says that this is not done by this method.",
    "headers": {"Allow": {"$ref": "#/components/headers/Allow"}},
    "content": {"text/html": {"schema": {"type": "string"}}},
}
_DESCRIBED = {
    "description": "The description.",
    "headers": headers(),
    "content": {JSON: {"schema": {"type": "object", "required": ["openapi", "paths"]}}},
}
PUBLIC = Public(
    {"name": "Desk", "description": "What anybody may ask, without a token."},
    {
        "/api/v1/openapi.json": _reads(
            "openapi",
            "Describe the API in OpenAPI 3.1.",
            {"200": _DESCRIBED},
            problem(HTTPStatus.METHOD_NOT_ALLOWED),
        ),
        "/healthz": _reads(
            "alive", "Say that the process answers.", {"200": _line("It does.")}, _PAGE
        ),
        "/readyz": _reads(
            "ready",
            "Say whether the desk can serve.",
            {"200": _line("It can."), "503": _line("It cannot; a line says why.")},
            _PAGE,
        ),
    },
)
