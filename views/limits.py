"""How often a door may be tried.

Where the store of the counts is away, each process counts for itself until it is back: nobody is
locked out by that, and nobody may try without end.
"""

from __future__ import annotations

import hashlib
import sys
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from limits.errors import ConfigurationError

from desk.accounts import EMAIL_CHARACTERS
from models import name_key
from views.tries import Tries

if TYPE_CHECKING:
    from flask import Flask, Response

GUESSES = "120 per minute"
"""How often one visitor may try addresses that open something to whoever knows them."""
limiter = Limiter(get_remote_address, headers_enabled=True, in_memory_fallback_enabled=True)
SIGN_IN = "10 per minute"
ONE_ACCOUNT = "30 per hour"
_PATIENCE = ("socket_connect_timeout", "socket_timeout")
#: The answers after which to come again; the library tells those to wait who need not, too.
_LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
#: Looking at a door with GET is not counted.
TRIES = ["POST", "HEAD"]


def register(app: Flask) -> None:
    """Count in the store that the settings name.

    Redis is not waited for longer than PostgreSQL: whoever is at the door waits too.
    """
    url = app.config["RATELIMIT_STORAGE_URI"] = app.config["LIMITS_URL"]
    patience = dict.fromkeys(_PATIENCE, Tries.SECONDS) if url.startswith("redis") else {}
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"wrap_exceptions": True, **patience}
    # Before the library's own, which is asked before those that were there.
    app.after_request(_ask_nobody_to_wait_in_vain)
    try:
        limiter.init_app(app)
    except ImportError:
        sys.exit("GAINSAY_LIMITS_URL cannot be used: the driver of its store is not installed.")
    except (ConfigurationError, ValueError):
        # What the library says may hold the password of the store.
        sys.exit(
            "GAINSAY_LIMITS_URL cannot be used: it is not the URL of a store that can be reached "
            "from here, such as memory://, redis://localhost:6379 or postgresql://…"
        )


def _ask_nobody_to_wait_in_vain(answer: Response) -> Response:
    if answer.status_code not in _LATER:
        answer.headers.pop("Retry-After", None)
    return answer


def this_email() -> str:
    """Return what counts the tries at one account, from wherever: a hash of the e-mail typed."""
    email = name_key(request.form.get("email", "")[:EMAIL_CHARACTERS])
    return hashlib.sha256(email.encode(errors="replace")).hexdigest()


def this_account() -> str:
    """Return what counts the tries of one signed-in account: its id."""
    return str(current_user.get_id()).partition(".")[0]
