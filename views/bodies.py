"""How much a visitor may send: little, but for the forms that take an article or a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request
from flask_login import current_user

if TYPE_CHECKING:
    from flask import Flask

LONG_FORMS = frozenset(
    {
        "captures.new",
        "imports.index",
        "links.edit",
        "links.new",
        "reading.decide",
        "reading.many",
        "sources.new",
        "statements.edit",
        "statements.new",
        "translations.edit",
        "translations.new",
    }
)
#: A form that takes many articles at once may be so many times as long.
MANY = {"reading.many": 5}


def register(app: Flask) -> None:
    """Say how much may be sent before anything reads it, the check of the form's token too."""
    app.before_request(allow_long_form)


def allow_long_form() -> None:
    """Let somebody who is signed in send a long text where one is asked for."""
    if request.endpoint in LONG_FORMS and current_user.is_authenticated:
        longest = current_app.config["LONG_FORM"] * MANY.get(request.endpoint, 1)
        request.max_content_length = longest
        request.max_form_memory_size = current_app.config["LONG_FORM"]
