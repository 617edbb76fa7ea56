"""A statement in a list where it can be chosen: its slip, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from models.terms import StatementStatus
from views.baskets import in_basket
from views.catalogue import marked_gettext as _
from views.drawn import drawn_once
from views.hrefs import href
from views.pieces import marked
from views.said import said
from views.scripts import calm
from views.searching import place_words
from views.shapes import NOTHING, Shape, joined
from views.signs import warnings
from views.slips import byline, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask
    from markupsafe import Markup

    from desk.excerpts import Excerpt
    from models.records import StatementRecord
    from views.said import Sought

_ROW = Shape(
    '<article class="entry pick short" id="statement-%d" data-row aria-label="%s">'
    '<input type="checkbox" name="statement" value="%d" aria-label="%s">'
    '<div><a class="open" data-key="o" href="%s">%s</a>%s</div></article>'
)
_LINKING = Shape('<a class="line" href="%s">%s</a> ')
_EXCERPT = Shape('<div class="line excerpt">%s <bdi>%s</bdi></div>')
_PLACE = Shape('<a href="%s">%s</a>')
_BASKET = Shape(
    '<button class="btn quiet small" form="basket" type="submit" name="row" value="%d"%s'
    ' aria-label="%s">%s</button>'
)
_ELSEWHERE = Shape(' formaction="%s"')


def row(
    statement: StatementRecord,
    sought: Sought,
    excerpts: Sequence[Excerpt],
    *,
    links: bool,
    cites: bool,
) -> Markup:
    """Write a statement of a list; `links` and `cites` tell what the visitor may do with it."""
    held = in_basket(statement.id)
    return _row(statement, sought, tuple(excerpts), links=links, cites=cites, held=held)


@drawn_once
def _row(
    statement: StatementRecord,
    sought: Sought,
    excerpts: tuple[Excerpt, ...],
    *,
    links: bool,
    cites: bool,
    held: bool,
) -> Markup:
    number, speaker = statement.id, statement.speaker.name
    parts = (
        byline(statement),
        line(statement),
        *(_excerpt(one, sought) for one in excerpts),
        warnings(statement),
        *_deeds(statement, links=links, cites=cites, held=held),
    )
    return _ROW(
        number,
        speaker,
        number,
        _("Choose statement %(id)s of %(speaker)s", id=number, speaker=speaker),
        href("statements.show", number),
        said(statement, sought, short=True),
        joined(parts),
    )


def _deeds(
    statement: StatementRecord, *, links: bool, cites: bool, held: bool
) -> tuple[Markup, Markup]:
    number, is_withdrawn = statement.id, statement.status is StatementStatus.WITHDRAWN
    may_link = links and not is_withdrawn
    may_cite = cites and (not is_withdrawn or held)
    return (
        _LINKING(href("links.new", number), _("Link…")) if may_link else NOTHING,
        _basket(number, held=held) if may_cite else NOTHING,
    )


def _basket(number: int, *, held: bool) -> Markup:
    """Write the button that puts a statement into the basket, or takes it out again."""
    if not held:
        told = _("Put statement %(id)s into the basket", id=number)
        return _BASKET(number, NOTHING, told, _("Put into the basket"))
    told = _("Take statement %(id)s out of the basket", id=number)
    return _BASKET(
        number, _ELSEWHERE(url_for("baskets.remove")), told, _("✓ In the basket: take out")
    )


def _excerpt(excerpt: Excerpt, sought: Sought) -> Markup:
    """Write why a statement was found, where its slip does not show it."""
    place = place_words(excerpt)
    told = marked(calm(excerpt.text), sought)
    link = excerpt.link_id
    return _EXCERPT(_PLACE(href("links.show", link), place) if link else place, told)


def register(app: Flask) -> None:
    """Let templates write rows."""
    app.jinja_env.filters["row"] = row
