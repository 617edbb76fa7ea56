"""The door of each operation that reads: what is asked for is read, the desk finds it, it is shown."""

from __future__ import annotations

from functools import partial, update_wrapper
from typing import TYPE_CHECKING

from flask import Response, request, url_for

from desk.references import known_in
from views.api import cursors, deeds, etags
from views.api.answering import as_json, endpoint, need_json_taken, told, wanted
from views.api.queries import asked_as
from views.context import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from views.api.operations import Operation

BEFORE, AFTER = "before", "after"
"""What a cursor stands for: pages name the last record of the page before."""


def view_of(operation: Operation) -> Callable[..., Response]:
    """Return what Flask calls for an operation, under the name of its view: limits ask for one."""
    return update_wrapper(partial(_door(operation), operation), operation.view)


def place_in(operation: Operation) -> str | None:
    """Return the name under which a list is told where its page begins, None for what has no pages."""
    names = operation.query.model_fields
    return next((one for one in (BEFORE, AFTER) if one in names), None)


def _door(operation: Operation) -> Callable[..., Response]:
    if not operation.reads:
        return deeds.door_of(operation)
    if operation.answer is None:
        return _send
    return _list if operation.listed else _show


def _list(operation: Operation, **place: int) -> Response:
    need_json_taken()
    names = wanted(operation.tells)
    page = operation.view(**place, **_scope(operation))
    rows = [told(operation.tells.model_validate(row), names) for row in page.rows]
    following = cursors.cursor(page.next) if page.next is not None else None
    answer = as_json({"data": rows, "next": following})
    if following:
        _lead_on(answer, operation, place, following)
    return answer


def _lead_on(answer: Response, operation: Operation, place: dict[str, int], following: str) -> None:
    arguments = {**request.args, cursors.CURSOR: following}
    address = url_for(endpoint(operation), **place, **arguments)  # type: ignore[arg-type]
    answer.headers["Link"] = f'<{address}>; rel="next"'


def _show(operation: Operation, **place: int) -> Response:
    need_json_taken()
    names = wanted(operation.tells)
    shown = operation.tells.model_validate(operation.view(**place, **_scope(operation)))
    answer = as_json(told(shown, names))
    answer.set_etag(etags.named(etags.tag_of(shown)))
    following = getattr(shown, "next", None)
    if following:
        _lead_on(answer, operation, place, following)
    answer.make_conditional(request)
    return answer


def _send(operation: Operation, **place: int) -> Response:
    asked = known_in(reading(), asked_as(operation.query))
    scope = {"scope": asked} if type(asked).model_fields else {}
    sent: Response = operation.view(**place, **scope)
    return sent


def _scope(operation: Operation) -> dict[str, object]:
    """Return what the address asks for, as the view takes it; nothing where it takes nothing."""
    begins = place_in(operation)
    besides = {cursors.FIELDS} | ({cursors.CURSOR} if begins else set())
    asked = asked_as(operation.query, besides, hidden={begins} if begins else ())
    if begins:
        asked = asked.model_copy(update={begins: cursors.place()})
    # What names nothing would look as if nothing had been found.
    asked = known_in(reading(), asked)
    return {"scope": asked} if type(asked).model_fields else {}
