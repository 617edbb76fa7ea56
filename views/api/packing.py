"""How answers of the API travel: packed for whoever unpacks, and to other sites where the desk says so."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from flask import current_app, request

if TYPE_CHECKING:
    from flask import Response

LEAST = 1_000
"""From how many bytes on an answer is worth packing."""
ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, Idempotency-Replayed",
    "Access-Control-Max-Age": "600",
}


def pack(answer: Response) -> Response:
    """Pack a long answer by gzip; one with an ETag stays as it is, since the tag names its bytes."""
    answer.vary.add("Accept-Encoding")
    wanted = request.accept_encodings["gzip"] > 0
    known = answer.is_streamed or answer.direct_passthrough or "ETag" in answer.headers
    if wanted and not known and len(answer.get_data()) >= LEAST:
        answer.set_data(gzip.compress(answer.get_data(), compresslevel=5, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


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
