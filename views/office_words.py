"""Offices in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.catalogue import gettext as _
from views.date_words import when

if TYPE_CHECKING:
    from flask import Flask

    from models.records import OfficeRecord


def office_words(office: OfficeRecord) -> str:
    """Say an office in a line: "Secretary of Defense, United States, from 20 January 2017"."""
    held = [
        office.title,
        office.organisation,
        _("from %(date)s", date=when(office.since)) if office.since else None,
        _("until %(date)s", date=when(office.until)) if office.until else None,
    ]
    return ", ".join(filter(None, held))


def register(app: Flask) -> None:
    """Give templates these words."""
    app.jinja_env.globals[office_words.__name__] = office_words
