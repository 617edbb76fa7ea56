"""Answers in JSON: a record, or as much of it as is asked for, with its entity tag."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, request

from views.api import cursors
from views.api.bodies import JSON
from views.api.operations import fields_of
from views.api.problems import Fault, ProblemError

if TYPE_CHECKING:
    from collections.abc import Collection

    from views.api.answers.base import Answer
    from views.api.operations import Operation

API = "api"
ALWAYS = "id"


def endpoint(operation: Operation) -> str:
    """Return the endpoint of an operation."""
    return f"{API}.{operation.name}"


def shown_by(operation: Operation, **place: int) -> Answer:
    """Return the record that an operation shows; what it may be asked for besides is not asked."""
    kind = operation.query
    scope = {"scope": kind()} if kind.model_fields else {}
    return operation.tells.model_validate(operation.view(**place, **scope))


def wanted(answer: type[Answer]) -> frozenset[str] | None:
    """Return which members are asked for, None for all; raises ProblemError, 422, for others."""
    given = request.args.get(cursors.FIELDS)
    if given is None:
        return None
    names = frozenset(given.split(","))
    strange = sorted(names.difference(fields_of(answer)))
    if strange:
        told = f"There is no “{strange[0]}” here; there are {', '.join(fields_of(answer))}."
        fault = Fault(told, parameter=cursors.FIELDS)
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, told, (fault,))
    return names | {ALWAYS}


def told(shown: Answer, names: Collection[str] | None = None) -> dict[str, Any]:
    """Return what an answer tells, or these members of it, as JSON has it."""
    whole = shown.model_dump(mode="json", by_alias=True)
    return whole if names is None else {name: whole[name] for name in whole if name in names}


def as_json(value: dict[str, Any], status: int = HTTPStatus.OK) -> Response:
    """Return a value as an answer."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, content_type=JSON)


def need_json_taken() -> None:
    """Refuse a client that does not take JSON; raises ProblemError, 406."""
    if request.accept_mimetypes and not request.accept_mimetypes.best_match([JSON]):
        detail = f"This answers with {JSON}; accept it."
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, detail)
