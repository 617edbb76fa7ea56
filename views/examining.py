"""What decided links lead to: pairs that want a look, and links that cannot all hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from desk import examining as desk
from models import Permission
from views.context import reading
from views.guards import may
from views.numbers import number_in

if TYPE_CHECKING:
    from desk.examining import Triples
    from desk.looking import Place

bp = Blueprint("examining", __name__, url_prefix="/reports")
PATHS, TRIANGLES = "paths", "triangles"


@bp.get("/to-examine")
@may(Permission.PROPOSE)
def index() -> str:
    """Show both lists, or the next page of the one that the address names."""
    of, after = request.args.get("of"), _after()
    if of not in {None, PATHS, TRIANGLES} or (after and of is None):
        abort(404)
    if of is None:
        paths, triangles = desk.both(reading())
        return _page(of, paths=paths, triangles=triangles)
    if of == PATHS:
        return _page(of, paths=desk.to_examine(reading(), after=after), triangles=None)
    return _page(of, paths=None, triangles=desk.unbalanced(reading(), after=after))


def _page(of: str | None, **lists: Triples | None) -> str:
    return render_template("reports/to_examine.html", of=of, **lists)


def _after() -> Place | None:
    text = request.args.get("after")
    if text is None:
        return None
    conflict, _dash, by = text.partition("-")
    place = number_in(conflict), number_in(by)
    return (place[0], place[1]) if place[0] and place[1] else abort(404)
