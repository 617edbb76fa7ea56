"""Tokens of one's own, with which programs work in one's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from desk import api_tokens as desk
from views.context import me, reading, writing
from views.deeds import tried
from views.desk_address import address_of
from views.forms.tokens import TokenForm
from views.guards import signed_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

bp = Blueprint("tokens", __name__, url_prefix="/account/tokens")


@bp.get("/")
@signed_in
def index() -> str:
    """Show one's tokens, without their secrets."""
    return _page(TokenForm(days="90"))


@bp.post("/")
@signed_in
def make() -> str | tuple[str, int]:
    """Make a token and show its secret once."""
    form = TokenForm()
    secret = tried(form, form.draft(), lambda session, draft: desk.make_token(session, draft, me()))
    if secret is None:
        return _page(form), form.refusal_status
    return _page(TokenForm(formdata=None, days="90"), secret)


@bp.post("/<int:id>/revoke")
@signed_in
def revoke(id: int) -> Response:  # noqa: A002 -- the name in the address
    """Let a token open nothing any more."""
    with writing() as session:
        desk.revoke_token(session, id, me())
        session.commit()
    flash(_("The token opens nothing any more."), "success")
    return redirect(url_for("tokens.index"), 303)


def _page(form: TokenForm, secret: str | None = None) -> str:
    form.offer(me())
    return render_template(
        "accounts/tokens.html",
        form=form,
        secret=secret,
        tokens=desk.tokens_of(reading(), me().account_id),
        root=address_of("api.openapi").rpartition("/")[0],
    )
