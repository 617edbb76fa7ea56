"""Captures go out as attachments: what others wrote never runs here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, make_response

from desk import captures as desk
from models import Permission
from views.context import reading
from views.guards import may

if TYPE_CHECKING:
    from flask import Response

bp = Blueprint("captures", __name__, url_prefix="/captures")


@bp.get("/<int:id>")
@may(Permission.SEE)
def download(id: int) -> Response:  # noqa: A002 -- the name in the address
    """Send the bytes of a capture as they came."""
    response = make_response(desk.content_of(reading(), id))
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="capture-{id}.txt"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
