"""Pages of sources, and pasting an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import captures, lists, notice_lines
from desk import sources as desk
from desk.lists import StatementScope
from models import Permission
from models.search import ASKED_CHARACTERS
from views import source_deeds
from views.context import me, reading, writing
from views.forms.filters import SearchForm
from views.forms.sources import ArticleForm
from views.guards import may
from views.numbers import number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

bp = Blueprint("sources", __name__, url_prefix="/sources")
DEEDS = {"edit": source_deeds.edit, "open": source_deeds.open_stub, "merge": source_deeds.merge}
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


@bp.route("/new", methods=["GET", "POST"])
@may(Permission.CAPTURE)
def new() -> Response | tuple[str, int]:
    """Paste an article once: keep it, and go on to log from it."""
    form = ArticleForm()
    draft = form.draft() if request.method == "POST" else None
    if draft is None:
        status = form.refusal_status if request.method == "POST" else 200
        return render_template("sources/new.html", form=form), status
    with writing() as session:
        capture_id = captures.keep_article(session, draft, me()).id
        session.commit()
    flash(_("The article is kept. Select words in it to log them."), "success")
    return redirect(url_for("statements.new", capture=capture_id), 303)
