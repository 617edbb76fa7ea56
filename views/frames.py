"""What stands around a page: head, header and footer, drawn once for all pages that have the same.

They depend on the language, on where the app is mounted, on the page and on who visits, and on
nothing else: they are drawn from these alone, and kept under all of these. The token against
forgery is put in anew each time; it is never kept.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from flask import current_app, request, session
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from views.catalogue import here
from views.guests import SHARED
from views.visitors import SignedIn, who_visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from models import Permission, Role
    from views.catalogue import Catalogue

KEPT = 1_000
"""How many frames a process keeps, of some thousand characters each."""
_KEPT = "gainsay_frames"
#: Stands where the token will; nobody knows it, so nothing that is shown can hold it.
_HOLE = secrets.token_hex(32)
_NOTHING = Markup("")
_SEARCH = "statements.index"


class Whose(NamedTuple):
    """What a frame tells of the one who is signed in."""

    number: int
    name: str
    email: str
    role: Role
    collected: int
    allowed: frozenset[Permission]


class Place(NamedTuple):
    """All that a frame depends on."""

    #: The texts of the language; each language has one object of them.
    catalogue: Catalogue
    root: str
    endpoint: str | None
    blueprint: str | None
    whose: Whose | None


class Frame(NamedTuple):
    """Head, header in the parts between which the token stands, and footer."""

    head: Markup
    header: tuple[Markup, ...]
    footer: Markup

    def opened(self) -> Markup:
        """Return the header with this visitor's token."""
        if len(self.header) == 1:
            return self.header[0]
        token = generate_csrf()  # type: ignore[no-untyped-call]
        return escape(token).join(self.header)


def frame() -> Frame:
    """Return what stands around the page at hand, for whoever visits."""
    place = Place(here(), request.root_path, request.endpoint, request.blueprint, _whose())
    sought = request.args.get("q", "") if place.endpoint == _SEARCH else ""
    # What is searched for is said in the header: there is no end to it.
    if sought:
        return _draw(place, sought)
    return cast("Callable[[Place], Frame]", current_app.extensions[_KEPT])(place)


def register(app: Flask) -> None:
    """Let the layout ask for it."""
    app.extensions[_KEPT] = lru_cache(KEPT)(_draw)
    app.jinja_env.globals.update(frame=frame, flashed=flashed)


def flashed() -> bool:
    """Tell whether the page has something to tell of the deed before it."""
    return "_flashes" in session


def _whose() -> Whose | None:
    # A guest's page is the same whoever looks.
    visitor = who_visits() if request.blueprint != SHARED else None
    if not isinstance(visitor, SignedIn):
        return None
    return Whose(
        visitor.number,
        visitor.name,
        visitor.email,
        visitor.role,
        visitor.collected,
        visitor.allowed,
    )


def _draw(place: Place, sought: str = "") -> Frame:
    drawn: Any = current_app.jinja_env.get_template("_frame.html").module
    inside = place.blueprint != SHARED
    if not inside:
        return Frame(drawn.head(inside), (_NOTHING,), _NOTHING)
    header = drawn.header(place, place.whose, sought, _HOLE)
    return Frame(drawn.head(inside), tuple(header.split(_HOLE)), drawn.footer(place.whose))
