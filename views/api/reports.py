"""Reports: contradictions, a page or a file of them, and what decided links lead to."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

from flask import request

from desk import contradictions, examining
from desk.drafts import Draft, EdtfText, Line, RecordId, UntilText
from desk.report_order import Order
from desk.scopes import ReportNarrowing, ReportScope
from models import Permission, this_day
from models.terms import PairKind
from views.api import cursors
from views.api.answers.reports import ExaminedJSON, ReportJSON
from views.api.operations import Resource
from views.api.problems import Fault, ProblemError
from views.context import me, reading, writing
from views.desk_address import desk_address
from views.documents.formats import DOCUMENTS, document_format
from views.report_files import absent, edition_of, record_file, sent
from views.report_words import examining_json, name_by_id, report_json

if TYPE_CHECKING:
    from flask import Response

    from views.documents.formats import DocumentFormat

EXAMINED = 100
"""Of how many paths is told at most what they lead to."""
MEDIA = tuple(one.media_type for one in DOCUMENTS.values())
reports = Resource("Reports", "What contradicts what, in a scope, and what decided links lead to.")


class ReportFileScope(ReportNarrowing):
    """What the report is about, and as which file it is sent."""

    format: Literal["markdown", "html", "csv", "json", "docx", "pdf"] = "json"
    #: To whom it goes, for the ledger of exports.
    to_whom: Line | None = None


class ExaminedScope(Draft):
    """Which conflicts are looked at; their parties and dates are those of the report."""

    speaker_id: RecordId | None = None
    topic_id: RecordId | None = None
    source_id: RecordId | None = None
    set_id: RecordId | None = None
    since: EdtfText | None = None
    until: UntilText | None = None
    kind: PairKind | None = None


@reports.shows("/reports/contradictions", ReportJSON, ReportScope)
def show_contradictions(scope: ReportScope) -> dict[str, Any]:
    """Report the confirmed conflicts between logged statements, a page of pairs in order of time.

    Speaker, topic, source and set match either side; `since` and `until` the later date. With
    `as_of` it is what the desk knew at the end of that day. The counts are those of all in scope;
    whole, the report is had as a file.
    """
    found = contradictions.report(reading(), scope, this_day(), whole=True, order=Order.TIME)
    told = report_json(found, found.asked)
    told["scope"].pop("before", None)
    for pair, line in zip(found.pairs, told["pairs"], strict=True):
        name_by_id(pair.first, line["first"])
        name_by_id(pair.second, line["second"])
    told["counts"]["least"] = found.counts.least
    return told | {"next": cursors.cursor(found.next) if found.next is not None else None}


@reports.sends("/reports/contradictions/file", MEDIA, ReportFileScope)
def send_contradictions(scope: ReportFileScope) -> Response:
    """Send the report as a file; the ledger of exports notes what left, and `to_whom`.

    CSV and JSON hold every pair, the other formats as many as a document can be read with.
    """
    chosen = _format(scope.format)
    edition = edition_of(reading(), report_scope(scope), chosen, desk_address())
    content = chosen.write(edition)
    if request.method == "GET":
        with writing() as session:
            record_file(session, edition, chosen, content, me(), scope.to_whom)
            session.commit()
    return sent(chosen, content)


@reports.shows("/reports/to-examine", ExaminedJSON, ExaminedScope, permission=Permission.PROPOSE)
def show_to_examine(scope: ExaminedScope) -> dict[str, Any]:
    """Tell what decided links lead to and nobody has looked at, of each kind the first hundred.

    `to_examine`: the first repeats the second, which contradicts the third. `unbalanced`: the first
    supports the second, which supports the third, which contradicts the first.
    """
    asked = report_scope(scope)
    paths = examining.to_examine(reading(), asked, size=EXAMINED)
    triangles = examining.unbalanced(reading(), asked, size=EXAMINED)
    return examining_json(paths, triangles)


def report_scope(asked: Draft) -> ReportScope:
    """Return what a report is about, of what was asked for."""
    known = set(ReportNarrowing.model_fields) & asked.model_fields_set
    return ReportScope.model_validate({name: getattr(asked, name) for name in known})


def _format(name: str) -> DocumentFormat:
    chosen = document_format(name)
    if not chosen.available:
        fault = Fault(absent(chosen), parameter="format")
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, fault.detail, (fault,))
    if request.accept_mimetypes and not request.accept_mimetypes.best_match([chosen.media_type]):
        detail = f"This answers with {chosen.media_type}; accept it, or ask for another format."
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, detail)
    return chosen
