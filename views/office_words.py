"""Offices in words, as they are kept and as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

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


def typed_office(office: Any) -> str:  # noqa: ANN401 -- a row of a form
    """Say what stands in a row of the form, as it was typed."""
    names = ("title", "organisation", "since", "until")
    return ", ".join(filter(None, (office.form[name].data for name in names)))


def register(app: Flask) -> None:
    """Give templates these words."""
    for word in (office_words, typed_office):
        app.jinja_env.globals[word.__name__] = word
        app.jinja_env.filters[word.__name__] = word
