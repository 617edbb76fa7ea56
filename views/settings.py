"""The page of the desk's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import settings as desk
from desk.history.histories import Subject
from desk.refusals import StaleError
from models import Permission
from views import histories
from views.context import me, reading, writing
from views.forms.settings import SettingForm
from views.guards import may
from views.numbers import number_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models.records import SettingRecord

    Page = tuple[str, int]

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.route("", methods=["GET", "POST"])
@may(Permission.ADMINISTER)
def index() -> Response | Page:
    """Show the settings and change them."""
    form = SettingForm()
    act = request.form.get("act")
    if request.method != "POST":
        form.fill(desk.settings(reading()))
    elif act == "usual":
        form.put(desk.USUAL_SCALE)
    elif act:
        form.turn(act)
    else:
        return _save(form)
    return _page(form), 200


@bp.get("/history")
@may(Permission.ADMINISTER)
def history() -> str:
    """Show what happened to the settings."""
    subject = Subject("setting", desk.ONE, "")
    return histories.page(subject, _("Settings"), url_for("settings.index"))


def _save(form: SettingForm) -> Response | Page:
    draft = form.draft()
    if draft is None:
        return _page(form), form.refusal_status
    try:
        with writing() as session:
            desk.revise_settings(session, number_in(form.version.data) or 0, draft, me())
            session.commit()
    except StaleError as stale:
        stored = desk.settings(reading())
        form.give_way(stale, stored.version)
        return _page(form, stored), form.refusal_status
    flash(_("The settings are kept."), "success")
    return redirect(url_for("settings.index"), 303)


def _page(form: SettingForm, conflict: SettingRecord | None = None) -> str:
    return render_template("settings/index.html", form=form, conflict=conflict)
