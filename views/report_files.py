"""A whole report as a file: Markdown, HTML, CSV, JSON, DOCX, PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, make_response, request
from flask_babel import gettext as _

from citations.formats import UnknownFormatError
from citations.programs import NotWrittenError
from desk import contradictions, exports, replies
from desk.asof.knowing import scoped
from desk.exports import Selection
from desk.report_order import Order
from desk.saved_reports import current_scope, names_in, saved_report
from desk.scopes import ReportScope
from models import Export, Permission, this_day
from views import errors
from views.choices import parties
from views.context import me, reading, writing
from views.desk_address import desk_address
from views.documents.edition import Edition
from views.documents.formats import document_format
from views.forms.filters import ReportForm
from views.guards import may
from views.scope_words import scope_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Response
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from views.documents.formats import DocumentFormat
    from views.errors import Answer

bp = Blueprint("report_files", __name__, url_prefix="/reports")
DEFAULT = "html"


@bp.get("/contradictions/download")
@may(Permission.EXPORT)
def download() -> Response | Answer:
    """Send the report in the scope of the address, and write into the ledger that it left."""
    scope = _scope()
    return answer(lambda chosen: edition_of(reading(), scope, chosen, desk_address()))


@bp.get("/<int:id>/download")
@may(Permission.EXPORT)
def saved(id: int) -> Response | Answer:  # noqa: A002 -- the name in the address
    """Send a saved report as the record has it now, under its title."""
    report = saved_report(reading(), id)
    scope = current_scope(reading(), report.scope)

    def titled(chosen: DocumentFormat) -> Edition:
        live = edition_of(reading(), scope, chosen, desk_address())
        return replace(live, title=report.title, introduction=report.introduction)

    return answer(titled)


def answer(
    edition_in: Callable[[DocumentFormat], Edition],
    left: Export | None = None,
    held: Sequence[int] | None = None,
) -> Response | Answer:
    """Send an edition in the format that the address asks for, and write it into the ledger.

    `left` says what was asked for and `held` which statements it held, where it is not a live report.
    """
    chosen = _format(request.args.get("format", DEFAULT))
    if not chosen.available:
        told = absent(chosen)
        return errors.page(501, _("Not installed here"), told, _("Choose another format."))
    edition = edition_in(chosen)
    try:
        content = chosen.write(edition)
    except NotWrittenError as error:
        return errors.page(503, _("Not written"), str(error), _("Nothing has left the desk."))
    if request.method == "GET":
        with writing() as session:
            if left is None:
                record_file(session, edition, chosen, content, me())
            else:
                left.format = f"frozen report{chosen.suffix}"
                sha256 = exports.digest_of(content)
                exports.record_export(session, held or (), left, sha256, me())
            session.commit()
    return sent(chosen, content)


def edition_of(session: Session, scope: ReportScope, chosen: DocumentFormat, root: str) -> Edition:
    """Return the live report of a scope as a format needs it: all of it, or as much as is told."""
    today = this_day()
    report = contradictions.report(
        session, scope, today, size=chosen.most, whole=True, order=Order.TIME
    )
    with scoped(session, scope, contradictions.CONFLICTS, today) as (known, _now, _past):
        asked = replies.of_links(known, [pair.id for pair in report.pairs])
    about = scope_words(scope, names_in(session, scope))
    return Edition(report=report, scope=about, replies=asked, root=root)


def record_file(
    session: Session,
    edition: Edition,
    chosen: DocumentFormat,
    content: bytes,
    by: Actor,
    to_whom: str | None = None,
) -> None:
    """Write into the ledger that the statements of a report left the desk as this file."""
    told = chosen.bounded(edition).told
    held = sorted({side.id for pair in told for side in pair.sides})
    scope = Selection(report=edition.report.scope).model_dump(mode="json")
    left = Export(format=f"report{chosen.suffix}", scope=scope, to_whom=to_whom)
    exports.record_export(session, held, left, exports.digest_of(content), by)


def sent(chosen: DocumentFormat, content: bytes, name: str = "gainsay-report") -> Response:
    """Return a file as an attachment; the name is plain ASCII."""
    response = make_response(content)
    response.headers["Content-Type"] = chosen.content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{chosen.suffix}"'
    return response


def absent(chosen: DocumentFormat) -> str:
    """Say which optional extra a format needs."""
    return str(
        _(
            "%(format)s needs the optional extra “%(extra)s” of Gainsay, which is not installed here.",
            format=chosen.title,
            extra=chosen.name,
        )
    )


def _format(name: str) -> DocumentFormat:
    try:
        return document_format(name)
    except UnknownFormatError as error:
        return abort(400, f"{error}.")


def _scope() -> ReportScope:
    form = ReportForm.from_address()
    scope = form.scope(ReportScope, **parties(form))
    if form.faulty:
        abort(400, " ".join(str(reason) for field in form for reason in field.errors))
    return scope
