"""The door of each operation that does a deed: what is sent is read, the desk does it, it is shown."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from views import jobs
from views.api import etags, repeated
from views.api.answering import as_json, endpoint, need_json_taken, shown_by, told
from views.api.bodies import body_as, file_as
from views.api.queries import asked_as
from views.context import bring_back, finish_reading, reading, taken, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from views.api.answers.base import Answer
    from views.api.operations import Operation
    from views.api.repeated import Key


def door_of(operation: Operation) -> Callable[..., Response]:
    """Return what is called for a deed."""
    if operation.status is HTTPStatus.ACCEPTED:
        return _begin
    return _make if operation.makes else _change


def _make(operation: Operation, **place: int) -> Response:
    given, key = _given(operation), repeated.key()
    known = repeated.made_before(reading(), key)
    if known is None:
        given |= _version(operation, place) | _prepared(operation, given, place)
        with writing() as session:
            known, made = _once(session, operation, key, given, place)
            session.commit()
    else:
        made = known
    return _answered(operation, made, replayed=known is not None)


def _begin(operation: Operation, **place: int) -> Response:
    given, key = _given(operation), repeated.key()
    with jobs.booking() as session:
        known, made = _once(session, operation, key, given, place)
        session.commit()
    # What was read before does not see the job.
    finish_reading()
    if known is None:
        jobs.enqueue(made)
    return _answered(operation, made, replayed=known is not None)


def _change(operation: Operation, **place: int) -> Response:
    given = _given(operation)
    given |= _version(operation, place) | _prepared(operation, given, place)
    if not operation.held:
        return _answered(operation, operation.view(**given, **place))
    with writing() as session:
        changed = _do(session, operation, given, place)
        session.commit()
    if operation.status is HTTPStatus.NO_CONTENT:
        return Response(status=HTTPStatus.NO_CONTENT)
    return _answered(operation, changed)


def _do(
    session: Session, operation: Operation, given: dict[str, Any], place: dict[str, int]
) -> Any:  # noqa: ANN401 -- an id, or an answer of its own
    """Do a deed, once its version is looked at again: now no other deed can come between.

    A part of a record has a version of its own, which nobody names: that of the record stands for it.
    """
    if operation.versioned:
        bring_back(session)
        try:
            _version(operation, place)
        finally:
            taken()
    return operation.view(session=session, **given, **place)


def _once(
    session: Session,
    operation: Operation,
    key: Key | None,
    given: dict[str, Any],
    place: dict[str, int],
) -> tuple[int | None, int]:
    """Do a deed unless its key has done it; returns what that made before, and what is made now."""
    known = repeated.made_before(session, key)
    if known is not None:
        return known, known
    made: int = _do(session, operation, given, place)
    repeated.keep(session, key, made)
    return None, made


def _given(operation: Operation) -> dict[str, Any]:
    """Return what was sent, as the view takes it: a draft, or a file and how it is to be taken."""
    need_json_taken()
    scope = asked_as(operation.query)
    given: dict[str, Any] = {"scope": scope} if type(scope).model_fields else {}
    if operation.body:
        given["draft"] = body_as(operation.body)
    if operation.file:
        given["content"] = file_as(operation.file.media)
    return given


def _prepared(
    operation: Operation, given: dict[str, Any], place: dict[str, int]
) -> dict[str, object]:
    if operation.prepare is None:
        return {}
    return {"prepared": operation.prepare(draft=given["draft"], **place)}


def _version(operation: Operation, place: dict[str, int]) -> dict[str, int]:
    """Return the version of the record that a deed is meant for, as the view takes it."""
    if not operation.versioned:
        return {}
    shown = shown_by(operation.showing, id=place["id"])
    etags.need_match(shown)
    return {"version": int(shown.version)}  # type: ignore[attr-defined]


def _answered(operation: Operation, done: int | Answer, *, replayed: bool = False) -> Response:
    showing = operation.showing
    record_id: int = done if isinstance(done, int) else done.id  # type: ignore[attr-defined]
    shown = shown_by(showing, id=record_id)
    answer = as_json(told(shown if isinstance(done, int) else done), operation.status)
    answer.set_etag(etags.tag_of(shown))
    if operation.makes:
        answer.headers["Location"] = url_for(endpoint(showing), id=record_id)
    if replayed:
        answer.headers["Idempotency-Replayed"] = "true"
    return answer
