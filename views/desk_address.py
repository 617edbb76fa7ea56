"""Where this desk is found: what leaves it leads back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, has_request_context, request, url_for

from desk.settings import settings
from views.context import reading

if TYPE_CHECKING:
    from models.setting_records import SettingRecord


def desk_address(told: SettingRecord | None = None) -> str:
    """Return the address of this desk without a slash at its end, or nothing if nobody knows it.

    As its settings have it, which are read if they are not told; else as it was started with, else
    as it was called.
    """
    known = (told or settings(reading())).base_url or current_app.config["BASE_URL"]
    return str(known or (request.url_root if has_request_context() else "")).rstrip("/")


def address_of(endpoint: str, **place: str | int) -> str:
    """Return the whole address of a page of this desk."""
    return desk_address() + below_the_desk(url_for(endpoint, **place))  # type: ignore[arg-type]


def below_the_desk(path: str) -> str:
    """Return a path as it follows the desk's address, which ends with what the desk is mounted at."""
    return path.removeprefix(request.script_root) if has_request_context() else path
