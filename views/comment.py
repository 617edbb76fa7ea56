"""Pages of requests for comment: who was asked on a statement or a pair, and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from desk import records
from desk import replies as desk
from desk.pairs import pair_of
from desk.replies import About
from models import Permission
from views.context import me, reading, writing
from views.deeds import onward, tried
from views.forms.comment import ASKED, CommentForm
from views.guards import may
from views.numbers import number, number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from desk.statement_drafts import ReplyDraft
    from models import ReplyRequest
    from models.records import ReplyRecord

    Page = tuple[str, int]

bp = Blueprint("comment", __name__)
PAGES = {"statement": "statements.show", "link": "links.show"}


@bp.route("/statements/<int:id>/comment", methods=["GET", "POST"])
@may(Permission.ASK_FOR_COMMENT)
def on_statement(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Note whom the desk asked for comment on a statement, or why nobody."""
    return _noted(About("statement", id))


@bp.route("/links/<int:id>/comment", methods=["GET", "POST"])
@may(Permission.ASK_FOR_COMMENT)
def on_link(id: int) -> Response | Page:  # noqa: A002
    """Note whom the desk asked for comment on a pair, or why nobody."""
    return _noted(About("link", id))


@bp.route("/comment/<int:id>", methods=["GET", "POST"])
@may(Permission.ASK_FOR_COMMENT)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change what is noted of a request: mostly that an answer came."""
    known, about = desk.request_of(reading(), id)
    form = CommentForm()
    if request.method != "POST":
        form.fill(known)
        return _page(form, about, known), 200
    seen = number_in(form.version.data) or 0
    return _answer(
        form,
        about,
        lambda session, draft: desk.revise_request(session, id, seen, draft, me()),
        known,
    )


@bp.post("/comment/<int:id>/remove")
@may(Permission.ASK_FOR_COMMENT)
def remove(id: int) -> Response:  # noqa: A002
    """Take away a request that was noted by mistake."""
    about = desk.request_of(reading(), id)[1]
    with writing() as session:
        desk.remove_request(session, id, number("version", request.form) or 0, me())
        session.commit()
    told = _("The request is taken away; the history keeps it.")
    return onward(told, PAGES[about.kind], id=about.id)


def _noted(about: About) -> Response | Page:
    form = CommentForm()
    if request.method != "POST":
        form.sought.data = ASKED
        return _page(form, about), 200
    return _answer(
        form, about, lambda session, draft: desk.request_comment(session, about, draft, me())
    )


def _answer(
    form: CommentForm,
    about: About,
    deed: Callable[[Session, ReplyDraft], ReplyRequest],
    known: ReplyRecord | None = None,
) -> Response | Page:
    if tried(form, form.draft(), deed, known.version if known else None) is None:
        return _page(form, about, known), form.refusal_status
    return onward(_("It is noted whom the desk asked."), PAGES[about.kind], id=about.id)


def _page(form: CommentForm, about: About, known: ReplyRecord | None = None) -> str:
    on_link = about.kind == "link"
    return render_template(
        "comment/edit.html",
        form=form,
        pair=pair_of(reading(), about.id) if on_link else None,
        statement=None if on_link else records.card(reading(), about.id),
        back=(PAGES[about.kind], about.id),
        known=known,
        conflict=known if form.stale else None,
    )
