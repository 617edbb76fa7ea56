"""Pages on which guest links are made and revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk.freezing import sharing as desk
from desk.freezing.freezing import frozen_reports
from desk.saved_reports import saved_report
from models import Permission
from views.context import me, reading, writing
from views.deeds import tried
from views.desk_address import address_of
from views.forms.shares import SharingForm
from views.guards import may
from views.numbers import number as number_asked

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

bp = Blueprint("shares", __name__, url_prefix="/reports")


@bp.route("/<int:id>/share", methods=["GET", "POST"])
@may(Permission.SHARE)
def new(id: int) -> tuple[str, int]:  # noqa: A002 -- the name in the address
    """Make an address for a guest and show it once; list those there are."""
    saved_report(reading(), id)
    form, secret = SharingForm(), None
    form.offer(one.number for one in frozen_reports(reading(), id).rows)
    if request.method == "POST":
        sure = bool(form.confirm.data)
        secret = tried(
            form,
            form.draft(),
            lambda session, draft: desk.share_report(session, id, draft, me(), confirmed=sure),
        )
    else:
        form.days.data = str(desk.USUAL_DAYS)
    return _page(id, form, secret), 200 if secret else form.answer_status


@bp.post("/<int:id>/shares/<int:number>/revoke")
@may(Permission.SHARE)
def revoke(id: int, number: int) -> Response:  # noqa: A002
    """Let a guest link show nothing any more."""
    with writing() as session:
        if desk.revoke_share(session, id, number, me()):
            session.commit()
    flash(_("The guest link shows nothing any more."), "success")
    return redirect(url_for("shares.new", id=id), 303)


def _page(report_id: int, form: SharingForm, secret: str | None) -> str:
    address = address_of("shared.show", secret=secret) if secret else None
    if secret:
        form = SharingForm(formdata=None, days=str(desk.USUAL_DAYS))
        form.offer(one.number for one in frozen_reports(reading(), report_id).rows)
    return render_template(
        "shares/index.html",
        saved=saved_report(reading(), report_id),
        form=form,
        page=desk.shares(reading(), report_id, number_asked("before")),
        address=address,
    )
