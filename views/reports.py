"""Reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from desk import contradictions
from desk.report_order import Order
from desk.saved_reports import names_in
from desk.scopes import ReportScope
from models import Permission, this_day
from views.choices import names_known, offer_parties, parties
from views.context import reading
from views.forms.filters import ReportForm
from views.guards import may
from views.numbers import number
from views.scope_words import scope_words

if TYPE_CHECKING:
    from datetime import date

    from desk.contradictions import ContradictionReport

GROUPED = "grouped"
PAIRS = "pairs"
bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.get("/contradictions", endpoint="contradictions")
@may(Permission.SEE)
def show_contradictions() -> str:
    """Show the contradiction report in the scope of the address."""
    form = ReportForm.from_address()
    form.view.data = form.view.data or GROUPED
    offer_parties(form)
    scope = form.scope(ReportScope, **parties(form), before=number("before"))
    today = this_day()
    return render_template(
        "reports/contradictions.html",
        report=contradictions.nothing(scope, today) if form.faulty else _report(form, scope, today),
        form=form,
        args=form.args,
        about=scope_words(scope, names_in(reading(), scope, names_known(form))),
        pictured={name: value for name, value in form.args.items() if name != "view"},
    )


def _report(form: ReportForm, scope: ReportScope, today: date) -> ContradictionReport:
    order = Order.TIME if form.view.data == PAIRS else Order.SECTIONS
    return contradictions.report(reading(), scope, today, order=order)
