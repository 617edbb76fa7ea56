"""The basket: statements that somebody collects across pages, to cite them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from desk import baskets as desk
from desk.refusals import RefusedError
from models import Permission
from views import citing
from views.context import me, my_account, reading, writing
from views.guards import may
from views.numbers import needed_number
from views.ways_back import here, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Flask
    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

bp = Blueprint("baskets", __name__, url_prefix="/basket")


def register(app: Flask) -> None:
    """Let templates ask what is in the visitor's basket."""
    app.jinja_env.globals.update(in_basket=in_basket, here=here)


@bp.post("/")
@may(Permission.EXPORT)
def collect() -> Response:
    """Put the statements that the form or the address chooses into the basket."""
    chosen = _given() or citing.every_id()
    if not chosen:
        abort(400, _("Choose the statements that go into the basket."))
    try:
        added = _done(lambda session: desk.collect(session, me().account_id, chosen))
    except RefusedError as refused:
        flash(refused.reason, "danger")
        return _back(chosen)
    told = ngettext("%(num)d statement put in.", "%(num)d statements put in.", added)
    flash(told if added else _("In the basket already."), "success")
    return _back(chosen)


@bp.post("/remove")
@may(Permission.EXPORT)
def remove() -> Response:
    """Take statements out of the basket."""
    chosen = _given()
    if not chosen:
        abort(400, _("Choose the statements that leave the basket."))
    return _taken(_done(lambda session: desk.take_out(session, me().account_id, chosen)), chosen)


@bp.post("/empty")
@may(Permission.EXPORT)
def empty() -> Response:
    """Take everything out of the basket, or what is not there any more for its owner."""
    deed = desk.take_out_gone if request.form.get("what") == "gone" else desk.empty
    return _taken(_done(lambda session: deed(session, me().account_id)), [])


def in_basket(*ids: int) -> bool:
    """Tell whether all of these statements are in the visitor's basket; one query a page."""
    if "basket" not in g:
        g.basket = _collected()
    return bool(ids and g.basket.issuperset(ids))


def _collected() -> frozenset[int]:
    if not current_user.is_authenticated or not current_user.collected:
        return frozenset()
    return desk.collected(reading(), my_account().id)


def _given() -> list[int]:
    """Return the statements of the form, or the one at whose row in a list the button stood."""
    texts = request.form.getlist("statement") + request.form.getlist("row")
    return [needed_number("statement", text) for text in texts]


def _done(deed: Callable[[Session], int]) -> int:
    with writing() as session:
        done = deed(session)
        session.commit()
    return done


def _taken(count: int, chosen: Sequence[int]) -> Response:
    told = ngettext("%(num)d statement taken out.", "%(num)d statements taken out.", count)
    flash(told, "success")
    return _back(chosen)


def _back(chosen: Sequence[int]) -> Response:
    """Lead back to where somebody was, in a list to the statement itself."""
    back = request.form.get("back")
    if not back:
        return redirect(url_for("citations.index", basket=1), 303)
    place = f"#statement-{chosen[0]}" if len(chosen) == 1 else ""
    return redirect(safe(back) + place, 303)
