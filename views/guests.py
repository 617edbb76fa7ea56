"""Whether a page is for the desk or for a guest, and where a guest finds the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request

from desk.settings import settings
from views.context import reading

if TYPE_CHECKING:
    from flask import Flask

SHARED = "shared"
"""The blueprint of the pages that guests see."""


def inside() -> bool:
    """Tell whether the page may lead to others of the desk and name its people."""
    return request.blueprint != SHARED


def desk_root() -> str:
    """Return the address of this desk, as its settings have it, else as it was called."""
    known = settings(reading()).base_url or current_app.config["BASE_URL"]
    return str(known or request.host_url).rstrip("/")


def register(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals["inside"] = inside
