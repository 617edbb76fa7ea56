"""Independent origins: how many, and which; in neutral colour, for they are no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.catalogue import marked_gettext as _
from views.catalogue import marked_ngettext as ngettext
from views.hrefs import desk_href
from views.shapes import NOTHING, Shape, joined
from views.words import origin_words, outlet_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask
    from markupsafe import Markup

    from desk.pairs import Pair
    from models.origins import Origin
    from models.records import StatementRecord

_LIST = Shape('<details class="origins line"><summary>%s</summary><ul>%s</ul></details>')
_BOTH = Shape(
    '<details class="origins line"><summary>%s</summary><dl class="meta">%s%s</dl></details>'
)
_SIDE = Shape("<dt>%s</dt><dd><ul>%s</ul></dd>")
_ONE, _LINK, _CARRIED = Shape("<li>%s%s</li>"), Shape('<a href="%s">%s</a>'), Shape(": %s")


def count(origins: Sequence[Origin]) -> Markup:
    """Say how many independent origins there are."""
    return ngettext("%(num)d independent origin", "%(num)d independent origins", len(origins))


def disclosed(origins: Sequence[Origin]) -> Markup:
    """Write how many there are, and which where somebody opens it."""
    return _LIST(count(origins), joined(map(_one, origins))) if origins else NOTHING


def both_sides(pair: Pair) -> Markup:
    """Write how many origins each side of a pair has, and which where somebody opens it."""
    numbers = {"first": len(pair.first.independent), "second": len(pair.second.independent)}
    told = _("Independent origins: %(first)s and %(second)s", **numbers)
    return _BOTH(told, *map(_side, pair.sides))


def _side(statement: StatementRecord) -> Markup:
    found = joined([_one(origin) for origin in statement.independent])
    return _SIDE(statement.speaker.name, found or _ONE(_("none known"), NOTHING))


def _one(origin: Origin) -> Markup:
    words, source = origin_words(origin), origin.source
    address = desk_href("sources.show", source.id) if source else None
    carriers = ", ".join(map(outlet_words, origin.carriers))
    return _ONE(
        _LINK(address, words) if address else words, _CARRIED(carriers) if carriers else NOTHING
    )


def register(app: Flask) -> None:
    """Let templates write them."""
    app.jinja_env.filters.update(origins_disclosed=disclosed, both_origins=both_sides)
