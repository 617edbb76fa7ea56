"""How a date is understood, told while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, request

from desk.publications import published_of
from desk.written_dates import UnclearDateError, WrittenDate, read_written
from models import Permission
from views.context import reading
from views.date_words import date_note, when
from views.guards import may
from views.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

bp = Blueprint("dates", __name__, url_prefix="/dates")


@bp.get("/read")
@may(Permission.LOG)
def read() -> Response:
    """Tell in JSON how `text` is understood, counted from the source that is told beside it.

    The source is `capture_id`, `source_id` or the date typed as `source_published`; `alone` where
    there can be none. The answer
    holds `choices` (each `edtf` and `words`), `asks`, `note`, or `fault` with the reason.
    """
    text = request.args.get("text", "").strip()
    if not text:
        return jsonify(choices=[], asks=False)
    try:
        alone = "alone" in request.args
        return jsonify(**_told(read_written(text, published(request.args), alone=alone)))
    except UnclearDateError as unclear:
        return jsonify(choices=[], asks=False, fault=unclear.reason)


def published(told: Mapping[str, str | None]) -> str | None:
    """Return the EDTF date of the source that a form tells of, known or being described."""
    capture, source = number_in(told.get("capture_id")), number_in(told.get("source_id"))
    if capture or source:
        return published_of(reading(), source, capture)
    return edtf_in(told.get("source_published"))


def edtf_in(text: str | None) -> str | None:
    """Return the EDTF that a text surely means, None when it means none or several."""
    try:
        return read_written(text).edtf if text else None
    except UnclearDateError:
        return None


def _told(found: WrittenDate) -> dict[str, Any]:
    choices = [{"edtf": one, "words": when(one, weekday=True)} for one in found.choices]
    return {"choices": choices, "asks": found.asks, "note": date_note(found)}
