"""The page of the desk's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from desk import settings as desk
from desk.history.subjects import Subject
from models import Permission
from views import histories
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.settings import SettingForm
from views.guards import may
from views.numbers import number_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models.setting_records import SettingRecord

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
    seen, stored = number_in(form.version.data) or 0, desk.settings(reading())
    done = tried(
        form,
        form.draft(),
        lambda session, draft: desk.revise_settings(session, seen, draft, me()),
        stored.version,
    )
    if done is None:
        return _page(form, stored if form.stale else None), form.refusal_status
    return onward(_("The settings are kept."), "settings.index")


def _page(form: SettingForm, conflict: SettingRecord | None = None) -> str:
    return render_template("settings/index.html", form=form, conflict=conflict)
