"""Pages of sources, and pasting an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from desk import captures, lists, notice_lines, parties
from desk import sources as desk
from desk.exports import Selection
from desk.proposals.readings import reading_at
from desk.statement_scopes import StatementScope
from models import Permission
from models.search import ASKED_CHARACTERS
from views import addresses, articles, known_sources, source_deeds
from views.context import reading
from views.forms.filters import SearchForm
from views.guards import may
from views.numbers import number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models import Source

bp = Blueprint("sources", __name__, url_prefix="/sources")
DEEDS = {"edit": source_deeds.edit, "open": source_deeds.open_stub, "merge": source_deeds.merge}
bp.add_url_rule("/new", "new", may(Permission.CAPTURE)(articles.new), methods=["GET", "POST"])
bp.add_url_rule("/known", "known", may(Permission.LOG)(known_sources.known))
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


@bp.get("/<int:id>.<suffix>")
@may(Permission.EXPORT)
def cited(id: int, suffix: str) -> Response:  # noqa: A002 -- the name in the address
    """Send a source in the format that the address ends with; a merged one leads on."""
    row = desk.source_of(reading(), id)
    if row.merged_into_id is not None:
        return redirect(url_for("sources.cited", id=row.merged_into_id, suffix=suffix))
    desk.refuse_unseen(row)
    return addresses.ended(Selection(source=id), suffix, f"source-{id}")


@bp.get("/<int:id>")
@may(Permission.SEE)
def show(id: int) -> str | Response:  # noqa: A002
    """Show a source, its captures and the statements found in it; a merged one leads on.

    Or send it in a format that the client would rather have.
    """
    row = desk.source_of(reading(), id)
    if row.merged_into_id is not None:
        return redirect(url_for("sources.show", id=row.merged_into_id))
    sent = addresses.accepted(Selection(source=id), f"source-{id}") if row.seen else None
    return sent or _shown(row)


def _shown(row: Source) -> str:
    scope = StatementScope(source_id=row.id, before=number("before"))
    kept = captures.captures_of(reading(), row)
    newest = next((one for one in kept if one.redacted_at is None), None)
    return render_template(
        "sources/show.html",
        source=parties.one_source(reading(), row.id),
        notices=notice_lines.of_source(reading(), row.id),
        captures=kept,
        newest=newest,
        read=reading_at(reading(), newest.id) if newest else None,
        page=lists.statements(reading(), scope),
    )
