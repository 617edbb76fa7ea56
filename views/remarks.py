"""Remarks on a pair: made, changed, taken back; whoever made one changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from desk import remarks as desk
from desk.pairs import pair_of
from desk.refusals import RefusedError
from models import Permission
from views.context import me, reading, writing
from views.deeds import onward, tried
from views.forms.remarks import RemarkForm
from views.guards import may
from views.links import pair_page
from views.numbers import number, number_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from desk.remarks import RemarkLine

    Page = tuple[str, int]

bp = Blueprint("remarks", __name__)


@bp.post("/links/<int:id>/remarks")
@may(Permission.PROPOSE)
def new(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Say something about a pair."""
    pair, form = pair_of(reading(), id), RemarkForm()
    made = tried(
        form,
        form.draft(),
        lambda session, draft: desk.make_remark(session, id, draft, me()).id,
    )
    if made is None:
        return pair_page(pair, remark=form), form.refusal_status
    return _back(_("Your remark stands below."), id, desk.page_before(reading(), id, made))


@bp.route("/remarks/<int:id>", methods=["GET", "POST"])
@may(Permission.PROPOSE)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change a remark of one's own."""
    known, form = _mine(id), RemarkForm()
    if request.method != "POST":
        form = RemarkForm(None, text=known.text, version=known.version)
        return _editing(known, form), 200
    seen = number_in(form.version.data) or 0
    done = tried(
        form,
        form.draft(),
        lambda session, draft: desk.revise_remark(session, id, seen, draft, me()).id,
        known.version,
    )
    if done is None:
        return _editing(_mine(id), form), form.refusal_status
    before = desk.page_before(reading(), known.link_id, id)
    return _back(_("Your remark is changed."), known.link_id, before)


@bp.post("/remarks/<int:id>/withdraw")
@may(Permission.PROPOSE)
def withdraw(id: int) -> Response:  # noqa: A002
    """Take back a remark of one's own; the history keeps it."""
    known = desk.remark_of(reading(), id)
    with writing() as session:
        desk.withdraw_remark(session, id, number("version", request.form) or 0, me())
        session.commit()
    before = desk.page_before(reading(), known.link_id, id)
    return _back(_("Your remark is withdrawn; the history keeps it."), known.link_id, before)


def _mine(remark_id: int) -> RemarkLine:
    """Return a remark that the visitor may change; raises RefusedError for any other."""
    known = desk.remark_of(reading(), remark_id)
    if known.author_id != me().account_id or known.withdrawn_at is not None:
        field = "text"
        raise RefusedError(field, _("Only your own remarks can be changed, until withdrawn."))
    return known


def _back(told: str, link_id: int, after: int | None) -> Response:
    return onward(told, "links.show", id=link_id, after=after, _anchor="discussion")


def _editing(known: RemarkLine, form: RemarkForm) -> str:
    return render_template(
        "remarks/edit.html",
        known=known,
        form=form,
        conflict=known if form.stale else None,
    )
