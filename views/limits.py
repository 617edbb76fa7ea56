"""How often a door may be tried."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError

if TYPE_CHECKING:
    from flask import Flask

limiter = Limiter(get_remote_address, headers_enabled=True)
SIGN_IN = "10 per minute"


def register(app: Flask) -> None:
    """Count in the store that the settings name."""
    app.config["RATELIMIT_STORAGE_URI"] = app.config["LIMITS_URL"]
    try:
        limiter.init_app(app)
    except ConfigurationError as error:
        sys.exit(f"GAINSAY_LIMITS_URL cannot be used: {error}")
