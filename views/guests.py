"""Whether a page is for the desk or for a guest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Flask

SHARED = "shared"
"""The blueprint of the pages that guests see."""


def inside() -> bool:
    """Tell whether the page may lead to others of the desk and name its people."""
    return request.blueprint != SHARED


def register(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals["inside"] = inside
