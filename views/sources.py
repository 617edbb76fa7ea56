"""Pages of sources, and pasting an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from desk import captures, lists, notice_lines
from desk import sources as desk
from desk.statement_scopes import StatementScope
from models import Permission
from models.search import ASKED_CHARACTERS
from views import articles, source_deeds
from views.context import reading
from views.forms.filters import SearchForm
from views.guards import may
from views.numbers import number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

bp = Blueprint("sources", __name__, url_prefix="/sources")
DEEDS = {"edit": source_deeds.edit, "open": source_deeds.open_stub, "merge": source_deeds.merge}
bp.add_url_rule("/new", "new", may(Permission.CAPTURE)(articles.new), methods=["GET", "POST"])
for name, view in DEEDS.items():
    bp.add_url_rule(
        f"/<int:id>/{name}", name, may(Permission.REVISE)(view), methods=["GET", "POST"]
    )


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show sources, found by title or outlet."""
    form = SearchForm.from_address()
    page = lists.sources(reading(), (form.q.data or "")[:ASKED_CHARACTERS], number("before"))
    return render_template("sources/index.html", page=page, form=form, args=form.args)


@bp.get("/<int:id>")
@may(Permission.SEE)
def show(id: int) -> str | Response:  # noqa: A002 -- the name in the address
    """Show a source, its captures and the statements found in it; a merged one leads on."""
    row = desk.source_of(reading(), id)
    if row.merged_into_id is not None:
        return redirect(url_for("sources.show", id=row.merged_into_id))
    scope = StatementScope(source_id=id, before=number("before"))
    return render_template(
        "sources/show.html",
        source=source_deeds.source_at(id),
        notices=notice_lines.of_source(reading(), id),
        captures=captures.captures_of(reading(), row),
        page=lists.statements(reading(), scope),
    )
