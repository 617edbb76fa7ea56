"""How often a door may be tried."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from limits.errors import ConfigurationError

from desk.accounts import EMAIL_CHARACTERS
from models import name_key

if TYPE_CHECKING:
    from flask import Flask

GUESSES = "120 per minute"
"""How often one visitor may try addresses that open something to whoever knows them."""
limiter = Limiter(get_remote_address, headers_enabled=True)
SIGN_IN = "10 per minute"
ONE_ACCOUNT = "30 per hour"
#: Looking at a door with GET is not counted.
TRIES = ["POST", "HEAD"]


def register(app: Flask) -> None:
    """Count in the store that the settings name."""
    app.config["RATELIMIT_STORAGE_URI"] = app.config["LIMITS_URL"]
    try:
        limiter.init_app(app)
    except ImportError:
        sys.exit("GAINSAY_LIMITS_URL cannot be used: the driver of its store is not installed.")
    except (ConfigurationError, ValueError):
        # What the library says may hold the password of the store.
        sys.exit(
            "GAINSAY_LIMITS_URL cannot be used: it is not the URL of a store that can be reached "
            "from here, such as memory:// or redis://localhost:6379."
        )


def this_email() -> str:
    """Return what counts the tries at one account, from wherever: a hash of the e-mail typed."""
    email = name_key(request.form.get("email", "")[:EMAIL_CHARACTERS])
    return hashlib.sha256(email.encode(errors="replace")).hexdigest()


def this_account() -> str:
    """Return what counts the tries of one signed-in account: its id."""
    return str(current_user.get_id()).partition(".")[0]
