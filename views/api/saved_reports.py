"""Saved reports, and what was frozen of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from desk import exports
from desk import saved_reports as desk
from desk.drafts import Draft
from desk.freezing import freezing
from desk.pages import Page, PageScope
from desk.refusals import refused_at
from desk.saved_reports import SavedReportDraft
from models import Export, Permission
from views.api.answers.reports import FrozenReportJSON, SavedReportJSON
from views.api.bodies import JSON
from views.api.operations import Resource
from views.context import me, reading, writing
from views.frozen_reports import FORMAT, sent

if TYPE_CHECKING:
    from flask import Response
    from sqlalchemy.orm import Session

    from desk.freezing.freezing import FrozenLine
    from desk.saved_reports import SavedReportRecord

saved_reports = Resource("Saved reports", "Reports under a title, and what was frozen of them.")


class FreezingDraft(Draft):
    """Whether to freeze a report while nobody was asked for comment on some of its pairs."""

    confirmed: bool = False


@saved_reports.lists("/saved-reports", SavedReportJSON, PageScope)
def list_saved_reports(scope: PageScope) -> Page[dict[str, Any]]:
    """List the saved reports, the last saved first."""
    page = desk.saved_reports(reading(), scope.before)
    return Page(tuple(_told(one) for one in page.rows), page.next, page.previous_exists)


@saved_reports.shows("/saved-reports/<int:id>", SavedReportJSON)
def show_saved_report(id: int) -> dict[str, Any]:  # noqa: A002 -- the name in the address
    """Show what a saved report is called, and what it is about.

    As the record has it now, it is had from the report of contradictions with the parameters in
    `scope`.
    """
    return _told(desk.saved_report(reading(), id))


@saved_reports.makes(
    "/saved-reports", SavedReportDraft, show_saved_report, permission=Permission.REVISE
)
def save_report(session: Session, draft: SavedReportDraft) -> int:
    """Keep a report under a title."""
    with refused_at("scope"):
        return desk.save_report(session, draft, me()).id


@saved_reports.changes(
    "/saved-reports/<int:id>", SavedReportDraft, show_saved_report, permission=Permission.REVISE
)
def revise_report(session: Session, draft: SavedReportDraft, version: int, id: int) -> int:  # noqa: A002
    """Replace title, introduction and scope; what was frozen stays."""
    with refused_at("scope"):
        return desk.revise_report(session, id, version, draft, me()).id


@saved_reports.lists("/saved-reports/<int:id>/frozen", FrozenReportJSON, PageScope)
def list_frozen_reports(scope: PageScope, id: int) -> Page[FrozenLine]:  # noqa: A002
    """List what was frozen of a saved report, the last first."""
    known = desk.saved_report(reading(), id)
    return freezing.frozen_reports(reading(), known.id, scope.before)


@saved_reports.shows("/frozen-reports/<int:id>", FrozenReportJSON)
def show_frozen_report(id: int) -> FrozenLine:  # noqa: A002
    """Show when a report was frozen, and what proves it."""
    report_id, number = freezing.place_of(reading(), id)
    # So that a version goes with its report where that is not there for who looks.
    return freezing.frozen_line(reading(), desk.saved_report(reading(), report_id).id, number)


@saved_reports.makes(
    "/saved-reports/<int:id>/frozen",
    FreezingDraft,
    show_frozen_report,
    permission=Permission.SHARE,
)
def freeze_report(session: Session, draft: FreezingDraft, id: int) -> int:  # noqa: A002
    """Store all that a saved report holds at this moment, as it can be shared.

    While of some pair nobody was asked for comment, nor is it said why not, it is refused until
    `confirmed`.
    """
    return freezing.freeze_report(session, id, me(), confirmed=draft.confirmed).id


@saved_reports.sends("/frozen-reports/<int:id>/file", (JSON,))
def send_frozen_report(id: int) -> Response:  # noqa: A002
    """Send the bytes whose SHA-256 is told; the ledger of exports notes that they left."""
    line = show_frozen_report(id)
    content = freezing.content_of(reading(), line.id)
    held = freezing.statements_in(reading(), line.id)
    if request.method == "GET":
        with writing() as session:
            left = Export(format=FORMAT, scope={"report": line.report_id, "frozen": line.number})
            exports.record_export(session, held, left, exports.digest_of(content), me())
            session.commit()
    return sent(line, content)


def _told(saved: SavedReportRecord) -> dict[str, Any]:
    fields = {name: getattr(saved, name) for name in SavedReportJSON.model_fields}
    return fields | {"scope": saved.scope.model_dump(mode="json", exclude_none=True)}
