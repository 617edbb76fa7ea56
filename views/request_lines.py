"""One line in the log for each request, under a number that its answer and its error page tell."""

from __future__ import annotations

import re
import secrets
import time
from typing import TYPE_CHECKING, cast

import structlog
from flask import current_app, g, has_request_context, request

if TYPE_CHECKING:
    from flask import Flask, Response

HEADER = "X-Request-ID"
#: What a proxy may call a request: long enough to be one of a kind, and nothing that a log obeys.
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_HIDDEN = "…"
#: A part of an address that leads nowhere may be a secret with a slip of the pen in it.
_LIKE_SECRET = re.compile(r"[^/]{16,}")
_LONGEST = 200
#: Machines ask for these every few seconds; they stand in the log only when something is wrong.
QUIET = frozenset({"operating.alive", "operating.ready", "operating.metrics"})
log = structlog.get_logger()


def register(app: Flask) -> None:
    """Begin before anything else looks at a request, and tell of it after all else."""
    app.before_request(begin)
    app.after_request(tell)
    app.teardown_request(end)
    app.jinja_env.globals["request_number"] = request_number


def begin() -> None:
    """Give the request its number, the proxy's where there is one to be believed."""
    g.request_began = time.perf_counter()
    given = request.headers.get(HEADER, "") if current_app.config["PROXIES"] else ""
    g.request_number = given if _SANE.fullmatch(given) else secrets.token_hex(8)
    structlog.contextvars.bind_contextvars(request=g.request_number)


def end(_error: BaseException | None = None) -> None:
    """Let the thread forget the number."""
    structlog.contextvars.unbind_contextvars("request")


def request_number() -> str | None:
    """Return the number of the request at hand, or of the one that a job was asked for in."""
    if has_request_context():
        return cast("str | None", g.get("request_number"))
    return cast("str | None", structlog.contextvars.get_contextvars().get("request"))


def seconds() -> float:
    """Return for how long the request has been worked at."""
    return time.perf_counter() - cast("float", g.request_began)


def tell(response: Response) -> Response:
    """Write the line; of an answer that is streamed it tells the time to its head."""
    response.headers[HEADER] = g.request_number
    is_quiet = request.endpoint in QUIET and response.status_code < 400  # noqa: PLR2004 -- faults
    (log.debug if is_quiet else log.info)(
        "request",
        method=request.method[:_LONGEST],
        path=bare_path(),
        status=response.status_code,
        ms=round(seconds() * 1000, 1),
        account=_account(),
    )
    return response


def bare_path() -> str:
    """Return the path without the secret that it may hold; what was asked for is left out too."""
    if request.url_rule is None:
        return _LIKE_SECRET.sub(_HIDDEN, request.path)[:_LONGEST]
    secret = (request.view_args or {}).get("secret")
    return (request.path.replace(secret, _HIDDEN) if secret else request.path)[:_LONGEST]


def _account() -> int | None:
    """Return the number of who visits, if anything asked who that is."""
    return getattr(g.get("_login_user"), "number", None)
