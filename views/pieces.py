"""Small pieces of HTML that stand in each row of a list: names, marked words, the way a text runs.

They are functions, since a macro that only writes a tag takes ten times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from views.catalogue import marked_gettext as _
from views.date_words import when
from views.scripts import calm, direction
from views.words import marked_parts

if TYPE_CHECKING:
    from flask import Flask

    from desk.comparing import Marked
    from models.asked import Asked
    from models.records import StatementRecord


_NAME, _MARK, _EMPTY = Markup("<bdi>%s</bdi>"), Markup("<mark>%s</mark>"), Markup("")
_TONGUE, _WAY = Markup('lang="%s" dir="%s"'), Markup('dir="%s"')


def bdi(text: str | None) -> Markup:
    """Return a name that keeps to itself, whichever way its letters run."""
    return _NAME % calm(text)


def tongue(language: str | None, text: str | None) -> Markup:
    """Return the attributes that say which language a text is in, and which way it runs."""
    way = direction(language, text)
    return _TONGUE % (language, way) if language else _WAY % way


def marked(text: str, words: str | Asked | Marked | None) -> Markup:
    """Return a text in which the words that are looked for stand out."""
    if not words:
        return escape(text)
    parts = marked_parts(text, words)
    return _EMPTY.join(_MARK % part if is_marked else part for part, is_marked in parts)


def said_when(statement: StatementRecord) -> Markup:
    """Say when a statement was made, and to whom."""
    date = escape(when(statement.said, weekday=True))
    return date + _(", to %(audience)s", audience=bdi(statement.told)) if statement.told else date


def register(app: Flask) -> None:
    """Give templates these pieces, as filters."""
    for piece in (bdi, tongue, marked, said_when):
        app.jinja_env.filters[piece.__name__] = piece
