"""How answers of the API travel: packed for whoever unpacks, and to other sites where the desk says so."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import current_app, request
from flask.sessions import SecureCookieSessionInterface

from views.api.etags import PACKED
from views.api.problems import FOR_PROGRAMS

if TYPE_CHECKING:
    from flask import Flask, Response
    from flask.sessions import SessionMixin
    from itsdangerous import URLSafeTimedSerializer

LEAST = 1_000
"""From how many bytes on an answer is worth packing."""
EXPOSED = (
    *("ETag", "Link", "Location", "Allow", "Accept-Post", "WWW-Authenticate", "Retry-After"),
    *("Idempotency-Replayed", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"),
)
"""The headers that scripts of other sites may read."""
ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key",
    "Access-Control-Expose-Headers": ", ".join(EXPOSED),
    "Access-Control-Max-Age": "600",
}


def pack(answer: Response) -> Response:
    """Pack a long answer by gzip; the tag of one that has an ETag says so, since it names its bytes."""
    answer.vary.add("Accept-Encoding")
    wanted = request.accept_encodings["gzip"] > 0
    unsent = answer.status_code == HTTPStatus.NOT_MODIFIED
    passing = unsent or answer.is_streamed or answer.direct_passthrough
    if wanted and not passing and len(answer.get_data()) >= LEAST:
        answer.set_data(gzip.compress(answer.get_data(), compresslevel=5, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
        _say_packed(answer)
    return answer


def _say_packed(answer: Response) -> None:
    tag, is_weak = answer.get_etag()
    if tag is not None and not is_weak:
        answer.set_etag(tag + PACKED)


class Sessions(SecureCookieSessionInterface):
    """Sessions of people: an answer to a program keeps none, and depends on no cookie."""

    def __init__(self) -> None:
        self._signing: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs cookies; the key is set once for an application, so it is made once."""
        self._signing = self._signing or super().get_signing_serializer(app)
        return self._signing

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session of a page."""
        if not request.path.startswith(FOR_PROGRAMS):
            super().save_session(app, session, response)


def let_out(answer: Response) -> Response:
    """Let scripts of the sites that the settings name read the answer; by default there are none."""
    origins = current_app.config["API_ORIGINS"]
    if origins:
        answer.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin in origins:
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers.update(ALLOWED)
    return answer
