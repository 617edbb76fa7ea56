"""Balance and coverage: the page on which a desk sees whether it looks at all sides alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from desk import coverage as desk
from desk.coverage import By
from desk.coverage_scopes import CoverageScope
from models import Permission
from views.choices import offer_topics, parties
from views.context import reading
from views.forms.filters import CoverageForm
from views.guards import may
from views.numbers import number_in

if TYPE_CHECKING:
    from desk.coverage import Place

bp = Blueprint("coverages", __name__, url_prefix="/reports")


@bp.get("/coverage")
@may(Permission.SEE)
def index() -> str:
    """Show what the desk has by speaker, organisation and topic, or a page of one of them."""
    form, by = CoverageForm.from_address(), _by()
    after = _after(by)
    offer_topics(form)
    scope = form.scope(CoverageScope, **parties(form))
    if form.faulty:
        found = desk.nothing(scope)
    else:
        tables, most = [by] if by else list(By), desk.newest_told(reading())
        found = desk.coverage(reading(), scope, tables, after, newest=most)
    return render_template(
        "reports/coverage.html",
        coverage=found,
        by=by,
        form=form,
        args=form.args,
        headings=headings(),
        onward=_onward(found),
    )


def headings() -> dict[By, str]:
    """Return what each table is called."""
    return {
        By.SPEAKER: _("By speaker"),
        By.ORGANISATION: _("By organisation"),
        By.TOPIC: _("By topic"),
    }


def _onward(found: desk.Coverage) -> dict[By, str]:
    """Return where the next page of each table begins, as its address has it."""
    return {one.by: f"{one.next[0]}-{one.next[1]}" for one in found.tables if one.next}


def _by() -> By | None:
    told = request.args.get("by")
    if told is None:
        return None
    return By(told) if told in list(By) else abort(404)


def _after(by: By | None) -> Place | None:
    text = request.args.get("after")
    if text is None:
        return None
    count, _dash, key = text.partition("-")
    place = number_in(count)
    known = by is By.ORGANISATION or key == "0" or number_in(key)
    return (place, key) if by and place and known else abort(404)
