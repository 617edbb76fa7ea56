"""Pages of saved reports: the list, one of them as it stands now, its title and its scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import contradictions
from desk import saved_reports as desk
from desk.freezing.freezing import frozen_reports
from desk.history.subjects import Subject
from desk.report_order import Order
from desk.scopes import ReportScope
from models import Permission, this_day
from views import histories
from views.choices import offer_parties, parties
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.saved_reports import SavedReportForm, scope_args
from views.guards import may
from views.numbers import number, number_in
from views.reports import GROUPED, PAIRS
from views.scope_words import scope_words

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from desk.saved_reports import SavedReportRecord

    Page = tuple[str, int]

bp = Blueprint("saved", __name__, url_prefix="/reports")
FROZEN_SHOWN = 10


@bp.get("/saved")
@may(Permission.SEE)
def index() -> str:
    """Show the saved reports, the last saved first."""
    return render_template("saved/index.html", page=desk.saved_reports(reading(), number("before")))


@bp.route("/save", methods=["GET", "POST"])
@may(Permission.REVISE)
def new() -> Response | Page:
    """Keep the report that the address asks for, under a title."""
    form = SavedReportForm.from_address() if request.method != "POST" else SavedReportForm()
    offer_parties(form)
    if request.method != "POST":
        return _form_page(form), 200
    saved = tried(
        form,
        form.draft(_scope(form)),
        lambda session, draft: desk.save_report(session, draft, me()).id,
    )
    if saved is None:
        return _form_page(form), form.refusal_status
    return onward(_("The report is saved under this address."), "saved.show", id=saved)


@bp.get("/<int:id>")
@may(Permission.SEE)
def show(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show a saved report as the record has it now."""
    saved = desk.saved_report(reading(), id)
    scope = desk.current_scope(reading(), saved.scope)
    as_pairs = request.args.get("view") == PAIRS
    found = contradictions.report(
        reading(),
        scope.model_copy(update={"before": number("before")}),
        this_day(),
        order=Order.TIME if as_pairs else Order.SECTIONS,
    )
    return render_template(
        "saved/show.html",
        saved=saved,
        report=found,
        view=PAIRS if as_pairs else GROUPED,
        about=scope_words(scope, desk.names_in(reading(), scope)),
        args=scope_args(scope),
        frozen=frozen_reports(reading(), id, number("frozen_before"), FROZEN_SHOWN),
    )


@bp.get("/<key>")
@may(Permission.SEE)
def by_key(key: str) -> Response:
    """Lead from the key of a saved report to its page."""
    return redirect(url_for("saved.show", id=desk.id_with_key(reading(), key)), 301)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@may(Permission.REVISE)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change title, introduction or scope."""
    saved, form = desk.saved_report(reading(), id), SavedReportForm()
    offer_parties(form)
    if request.method != "POST":
        form.fill(saved)
        return _form_page(form, saved), 200
    seen = number_in(form.version.data) or 0
    done = tried(
        form,
        form.draft(_scope(form)),
        lambda session, draft: desk.revise_report(session, id, seen, draft, me()),
        saved.version,
    )
    if done is None:
        return _form_page(form, saved), form.refusal_status
    return onward(_("The saved report is revised."), "saved.show", id=id)


@bp.get("/<int:id>/history")
@may(Permission.SEE)
def history(id: int) -> str:  # noqa: A002
    """Show what happened to a saved report."""
    saved = desk.saved_report(reading(), id)
    subject = Subject("saved_report", id, saved.key)
    return histories.page(subject, saved.title, url_for("saved.show", id=id))


def _scope(form: SavedReportForm) -> ReportScope:
    return form.scope(ReportScope, **parties(form))


def _form_page(form: SavedReportForm, saved: SavedReportRecord | None = None) -> str:
    stored = None
    if form.stale and saved:
        stored = SavedReportForm(formdata=None)
        offer_parties(stored)
        stored.fill(saved)
    return render_template("saved/edit.html", form=form, saved=saved, stored=stored)
