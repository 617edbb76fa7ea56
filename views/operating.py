"""What those who run a desk ask of it: is it alive, can it serve, how much does it do."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app, request

from views import readiness
from views.guards import public

if TYPE_CHECKING:
    from flask import Flask

bp = Blueprint("operating", __name__)
PLAIN = "text/plain; charset=utf-8"
_BEARER = "Bearer "


def register(app: Flask) -> None:
    """Count what is done, where the settings name a token that opens the counts."""
    if app.config["METRICS_TOKEN"]:
        from views import metering  # noqa: PLC0415 -- 50 ms that only who counts should pay

        metering.register(app)


@bp.get("/healthz")
@public
def alive() -> Response:
    """Say that the process answers; it asks nothing of the database."""
    return Response("alive\n", content_type=PLAIN)


@bp.get("/readyz")
@public
def ready() -> Response:
    """Say whether the desk can serve, with status 503 and what is wrong where it cannot."""
    fault = readiness.fault()
    return Response(f"{fault or 'ready'}\n", 503 if fault else 200, content_type=PLAIN)


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Tell what was counted, in Prometheus' text format, to whoever knows the token.

    Nothing is here as long as the settings name no token.
    """
    token = current_app.config["METRICS_TOKEN"]
    if token is None:
        abort(404)
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"{_BEARER}{token}".encode()):
        return Response("\n", 401, {"WWW-Authenticate": "Bearer"}, content_type=PLAIN)
    from views import metering  # noqa: PLC0415

    return Response(metering.exposed(), content_type=metering.CONTENT_TYPE)
