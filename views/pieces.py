"""Small pieces of HTML that stand in each row of a list: names, marked words, the way a text runs.

They are functions, since a macro that only writes a tag takes ten times as long.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import escape

from views.catalogue import marked_gettext as _
from views.date_words import when
from views.scripts import calm, direction
from views.shapes import Shape, escaped, joined
from views.words import marked_parts

if TYPE_CHECKING:
    from flask import Flask
    from markupsafe import Markup

    from desk.comparing import Marked
    from models.asked import Asked
    from models.records import StatementRecord


_NAME, _MARK = Shape("<bdi>%s</bdi>"), Shape("<mark>%s</mark>")
_TONGUE, _WAY = Shape('lang="%s" dir="%s"'), Shape('dir="%s"')


@lru_cache(maxsize=4096, typed=True)
def bdi(text: str | None) -> Markup:
    """Return a name that keeps to itself, whichever way its letters run."""
    return _NAME(calm(text))


def tongue(language: str | None, text: str | None) -> Markup:
    """Return the attributes that say which language a text is in, and which way it runs."""
    way = direction(language, text)
    return _TONGUE(language, way) if language else _WAY(way)


def marked(text: str, words: str | Asked | Marked | None) -> Markup:
    """Return a text in which the words that are looked for stand out."""
    if not words:
        return escape(text)
    parts = marked_parts(text, words)
    return joined(_MARK(part) if is_marked else part for part, is_marked in parts)


def said_when(statement: StatementRecord) -> Markup:
    """Say when a statement was made, and to whom."""
    date = escaped(when(statement.said, weekday=True))
    if not statement.told:
        return date
    return joined([date, _(", to %(audience)s", audience=bdi(statement.told))])


def register(app: Flask) -> None:
    """Give templates these pieces, as filters."""
    for piece in (bdi, tongue, marked, said_when):
        app.jinja_env.filters[piece.__name__] = piece
