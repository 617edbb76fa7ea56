"""The door of each operation: what is asked is read, the desk does it, the record is shown."""

from __future__ import annotations

import json
from functools import partial, update_wrapper
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from views.api import cursors, etags, repeated
from views.api.bodies import JSON, body_as
from views.api.operations import fields_of
from views.api.problems import Fault, ProblemError
from views.api.queries import asked_as
from views.context import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from views.api.answers.base import Answer
    from views.api.operations import Operation

BEFORE = "before"
"""What a cursor stands for: pages name the last record of the page before."""
ALWAYS = "id"
API = "api"


def view_of(operation: Operation) -> Callable[..., Response]:
    """Return what Flask calls for an operation, under the name of its view: limits ask for one."""
    return update_wrapper(partial(_door(operation), operation), operation.view)


def _door(operation: Operation) -> Callable[..., Response]:
    if operation.listed:
        return _list
    if operation.body is None:
        return _show
    return _make if operation.makes else _change


def endpoint(operation: Operation) -> str:
    """Return the endpoint of an operation."""
    return f"{API}.{operation.name}"


def _list(operation: Operation, **place: int) -> Response:
    _need_json_taken()
    besides = {cursors.CURSOR, cursors.FIELDS}
    scope = asked_as(operation.query, besides, hidden={BEFORE})
    if BEFORE in operation.query.model_fields:
        scope = scope.model_copy(update={BEFORE: cursors.place()})
    wanted = _wanted(operation.answer)
    page = operation.view(scope=scope, **place)
    rows = [_told(operation.answer.model_validate(row), wanted) for row in page.rows]
    following = cursors.cursor(page.next) if page.next is not None else None
    answer = _json({"data": rows, "next": following})
    if following:
        arguments = {**request.args, cursors.CURSOR: following}
        address = url_for(endpoint(operation), **place, **arguments)  # type: ignore[arg-type]
        answer.headers["Link"] = f'<{address}>; rel="next"'
    return answer


def _show(operation: Operation, **place: int) -> Response:
    _need_json_taken()
    asked = asked_as(operation.query, {cursors.FIELDS})
    wanted = _wanted(operation.answer)
    scope = {"scope": asked} if type(asked).model_fields else {}
    shown = operation.answer.model_validate(operation.view(**place, **scope))
    answer = _json(_told(shown, wanted))
    answer.set_etag(etags.tag_of(shown))
    answer.make_conditional(request)
    return answer


def _make(operation: Operation, **place: int) -> Response:
    _need_json_taken()
    asked_as(operation.query)
    draft = body_as(operation.takes)
    key = repeated.key()
    with writing() as session:
        known = repeated.made_before(session, key)
        made = known or operation.view(session=session, draft=draft, **place)
        if known is None:
            repeated.keep(session, key, made)
            session.commit()
    return _answered(operation, made, HTTPStatus.CREATED, replayed=known is not None)


def _change(operation: Operation, **place: int) -> Response:
    _need_json_taken()
    asked_as(operation.query)
    draft = body_as(operation.takes)
    version = _version(operation, place)
    with writing() as session:
        changed = operation.view(session=session, draft=draft, version=version, **place)
        session.commit()
    return _answered(operation, changed, HTTPStatus.OK)


def _version(operation: Operation, place: dict[str, Any]) -> int:
    """Return the version of the record that a change is meant for."""
    shown = operation.answer.model_validate(operation.showing.view(**place))
    etags.need_match(shown)
    return int(shown.version)  # type: ignore[attr-defined]


def _answered(
    operation: Operation, record_id: int, status: int, *, replayed: bool = False
) -> Response:
    showing = operation.showing
    shown = operation.answer.model_validate(showing.view(id=record_id))
    answer = _json(_told(shown), status)
    answer.set_etag(etags.tag_of(shown))
    if status == HTTPStatus.CREATED:
        answer.headers["Location"] = url_for(endpoint(showing), id=record_id)
    if replayed:
        answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _wanted(answer: type[Answer]) -> frozenset[str] | None:
    """Return which members are asked for, None for all; raises ProblemError, 422, for others."""
    given = request.args.get(cursors.FIELDS)
    if given is None:
        return None
    wanted = frozenset(given.split(","))
    strange = sorted(wanted.difference(fields_of(answer)))
    if strange:
        told = f"There is no “{strange[0]}” here; there are {', '.join(fields_of(answer))}."
        fault = Fault(told, parameter=cursors.FIELDS)
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, told, (fault,))
    return wanted | {ALWAYS}


def _told(shown: Answer, wanted: Collection[str] | None = None) -> dict[str, Any]:
    told = shown.model_dump(mode="json", by_alias=True)
    return told if wanted is None else {name: told[name] for name in told if name in wanted}


def _json(told: dict[str, Any], status: int = HTTPStatus.OK) -> Response:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, content_type=JSON)


def _need_json_taken() -> None:
    if request.accept_mimetypes and not request.accept_mimetypes.best_match([JSON]):
        detail = f"This answers with {JSON}; accept it."
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, detail)
