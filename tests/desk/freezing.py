"""Reports to be frozen in tests; deeds are committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk import saved_reports
from desk.freezing.freezing import (
    freeze_report,
)
from desk.saved_reports import SavedReportDraft
from desk.scopes import ReportScope
from tests.desk.drafting import confirm, log, propose

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link


def save_report(session: Session, by: Actor, **scope: Any) -> int:  # noqa: ANN401
    """Save a report of a scope, commit, and return its number."""
    draft = SavedReportDraft(title="Who holds it", scope=ReportScope(**scope))
    number = saved_reports.save_report(session, draft, by).id
    session.commit()
    return number


def freeze(session: Session, by: Actor, report_id: int) -> int:
    number = freeze_report(session, report_id, by, confirmed=True).id
    session.commit()
    return number


def conflict(session: Session, checker: Actor, reviewer: Actor, **parts: Any) -> Link:  # noqa: ANN401
    one = log(session, checker, quote="We left.", confirmed=True, **parts)
    other = log(session, checker, quote="They stayed.", speaker={"name": "A spokesman"})
    link = propose(session, one, other, checker, relation="contradicts")
    return confirm(session, link, reviewer)
