"""Pages of frozen reports: freezing one, showing it from what was stored, its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk import exports
from desk.freezing import freezing as desk
from desk.freezing.banners import since_frozen
from desk.saved_reports import saved_report
from models import Export, Permission
from views.context import me, reading, writing
from views.deeds import onward, tried
from views.forms.frozen_reports import FreezingForm
from views.guards import may
from views.numbers import number as number_asked
from views.scope_words import scope_words
from views.since_words import since_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Response
    from werkzeug.wrappers import Response as Answer

    from desk.freezing.freezing import FrozenLine
    from desk.pairs import Pair
    from models.records import SourceRecord

bp = Blueprint("frozen", __name__, url_prefix="/reports")
FORMAT = "frozen report"
"""What the export ledger calls its file."""


@bp.route("/<int:id>/freeze", methods=["GET", "POST"])
@may(Permission.SHARE)
def new(id: int) -> Answer | tuple[str, int]:  # noqa: A002 -- the name in the address
    """Freeze a saved report as it is now."""
    saved, form = saved_report(reading(), id), FreezingForm()
    number = None
    if request.method == "POST":
        number = tried(
            form,
            bool(form.confirm.data),
            lambda session, sure: desk.freeze_report(session, id, me(), confirmed=sure).number,
        )
    if number is None:
        body = render_template("frozen/new.html", saved=saved, form=form)
        return body, form.answer_status
    return onward(_("The report is frozen."), "frozen.show", id=id, number=number)


@bp.get("/<int:id>/frozen/<int:number>")
@may(Permission.SEE)
def show(id: int, number: int) -> str:  # noqa: A002
    """Show a frozen version, from what was stored of it alone."""
    return render_template("frozen/show.html", **parts_of(_line(id, number)))


@bp.get("/<int:id>/frozen/<int:number>.json")
@may(Permission.EXPORT)
def file(id: int, number: int) -> Response:  # noqa: A002
    """Send the bytes whose SHA-256 is printed, and write into the ledger that they left."""
    line = _line(id, number)
    content = desk.content_of(reading(), line.id)
    ids = desk.statements_in(reading(), line.id)
    if request.method == "GET":
        with writing() as session:
            left = Export(format=FORMAT, scope={"report": id, "frozen": number})
            exports.record_export(session, ids, left, exports.digest_of(content), me())
            session.commit()
    return sent(line, content)


def sent(line: FrozenLine, content: bytes) -> Response:
    """Answer with the stored bytes as a file."""
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/json"
    name = f"report-{line.report_id}-frozen-{line.number}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def parts_of(line: FrozenLine) -> dict[str, Any]:
    """Return what the page of a frozen version shows; a page of its pairs."""
    values = desk.values_of(reading(), line.id)
    since = since_frozen(reading(), line.id)
    shown = desk.page_of_values(values, number_asked("before"))
    return {
        "line": line,
        "values": shown,
        "report": shown.report,
        "about": scope_words(shown.report.scope, shown.names),
        "since": since_lines(since, values.report.pairs),
        "sources": _sources(shown.report.pairs),
        "blankings": desk.blankings_of(reading(), line.id),
        "view": "grouped",
        "more_at": {"endpoint": request.endpoint, "args": request.view_args},
        "file": url_for("frozen.file", id=line.report_id, number=line.number),
    }


def _sources(pairs: Iterable[Pair]) -> list[SourceRecord]:
    """Return the works in which the statements of some pairs were found, each once."""
    found = (one for pair in pairs for side in pair.sides for one in side.in_order)
    return list({one.source.key: one.source for one in found}.values())


def _line(report_id: int, number: int) -> FrozenLine:
    # So that a version goes with its report where that is not there for who looks.
    return desk.frozen_line(reading(), saved_report(reading(), report_id).id, number)
