"""Pages of notices: placed on a source, revised, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from desk import notice_lines, parties
from desk import notices as desk
from models import Permission
from views.context import me, reading, writing
from views.deeds import onward, tried
from views.followups import followed_up
from views.forms.notices import NoticeForm
from views.guards import may
from views.numbers import number, number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from desk.notice_lines import NoticeLine
    from desk.notices import PlacedNotice
    from models import Notice
    from models.records import SourceRecord

    Page = tuple[str, int]

bp = Blueprint("notices", __name__)


@bp.route("/sources/<int:id>/notices/new", methods=["GET", "POST"])
@may(Permission.NOTICE)
def new(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Place a notice on a source."""
    source, form = parties.one_source(reading(), id), NoticeForm()
    if request.method != "POST":
        form.which.data = "all"
        return _page(form, source), 200

    def deed(session: Session, draft: PlacedNotice) -> Notice:
        return desk.place_notice(session, id, draft, me())

    return _taken(form, source, deed, None)


@bp.route("/notices/<int:id>/edit", methods=["GET", "POST"])
@may(Permission.NOTICE)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change what a notice says, or what it touches."""
    notice = notice_lines.line(reading(), id)
    source, form = parties.one_source(reading(), notice.source_id), NoticeForm()
    if request.method != "POST":
        offered = len(notice_lines.offered(reading(), source.id))
        form.fill(notice, notice_lines.touched_ids(reading(), id), offered)
        return _page(form, source, notice), 200
    version = number_in(form.version.data) or 0

    def deed(session: Session, draft: PlacedNotice) -> Notice:
        return desk.revise_notice(session, id, version, draft, me())

    return _taken(form, source, deed, notice)


@bp.post("/notices/<int:id>/remove")
@may(Permission.NOTICE)
def remove(id: int) -> Response:  # noqa: A002
    """Take away a notice that was placed in error."""
    version = number("version", request.form) or 0
    with writing() as session:
        source_id = desk.remove_notice(session, id, version, me()).id
        session.commit()
    told = _("The notice is removed. What waits for a re-check goes on waiting.")
    return onward(told, "sources.show", id=source_id)


def _taken(
    form: NoticeForm,
    source: SourceRecord,
    deed: Callable[[Session, PlacedNotice], Notice],
    known: NoticeLine | None,
) -> Response | Page:
    notice_id = tried(
        form,
        form.draft(source.published),
        lambda session, draft: deed(session, draft).id,
        known.version if known else None,
    )
    if notice_id is None:
        return _page(form, source, known), form.refusal_status
    return onward(_told(notice_id), "sources.show", id=source.id)


def _told(notice_id: int) -> str:
    done = str(_("The notice stands. Confirmed links resting on it wait for a re-check."))
    return followed_up(done, notice_lines.statement_ids(reading(), notice_id))


def _page(form: NoticeForm, source: SourceRecord, notice: NoticeLine | None = None) -> str:
    offered = notice_lines.offered(reading(), source.id)
    form.offer(offered)
    return render_template(
        "notices/edit.html",
        form=form,
        source=source,
        notice=notice,
        conflict=notice if form.stale else None,
        offered=offered,
        most=notice_lines.OFFERED,
    )
