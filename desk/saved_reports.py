"""Saved reports: a title, an introduction and a scope, under an address that stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from sqlalchemy import select

from desk import sight
from desk.drafts import Draft, Line, Words, at_most
from desk.editing import in_version
from desk.history.audit import record
from desk.pages import SIZE, Page, page_of
from desk.references import MERGEABLE, kept_id, known_in
from desk.refusals import MissingError, RefusedError
from desk.scopes import ReportNarrowing, ReportScope
from models import SavedReport, Source, Speaker, StatementSet, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.rows import AnyRow

    N = TypeVar("N", bound=ReportNarrowing)

#: No part of what a report is about: where its page begins.
PASSING = {"before"}


class SavedReportDraft(Draft):
    """What a report is called, how it is introduced, and what it is about."""

    title: Annotated[Line, *at_most(300)]
    introduction: Annotated[Words, *at_most(20_000)] | None = None
    scope: ReportNarrowing = ReportNarrowing()


@dataclass(frozen=True, kw_only=True)
class SavedReportRecord:
    """A saved report as it stands."""

    id: int
    key: str
    version: int
    title: str
    introduction: str | None
    scope: ReportScope
    created_at: datetime


_NOUN = "saved report"
PARTY_NAMES: dict[str, Any] = {
    "speaker_id": Speaker.name,
    "topic_id": Topic.name,
    "source_id": Source.title,
    "set_id": StatementSet.name,
}


def save_report(session: Session, draft: SavedReportDraft, by: Actor) -> SavedReport:
    """Keep a report under a title; raises RefusedError for a scope of what is not there."""
    saved = SavedReport()
    _write(session, saved, draft)
    session.add(saved)
    record(session, by, "saved_report:save", saved)
    return saved


def revise_report(
    session: Session, report_id: int, version: int, draft: SavedReportDraft, by: Actor
) -> SavedReport:
    """Change title, introduction or scope; what was frozen stays.

    Raises MissingError, StaleError, and RefusedError for a report that was about something
    restricted and would no longer be: its frozen versions and its history still are.
    """
    saved = in_version(session, SavedReport, report_id, version, _NOUN)
    _refuse_opening(session, saved, draft.scope)
    _write(session, saved, draft)
    record(session, by, "saved_report:revise", saved)
    return saved


def saved_report(session: Session, report_id: int) -> SavedReportRecord:
    """Return a saved report, what was merged meanwhile followed; raises MissingError."""
    found = _records(session, [report_id])
    if not found:
        raise MissingError(_NOUN, report_id)
    return found[0]


def saved_reports(
    session: Session, before: int | None = None, size: int = SIZE
) -> Page[SavedReportRecord]:
    """Return a page of the saved reports, the last saved first."""
    chosen = select(SavedReport.id).order_by(SavedReport.id.desc()).limit(size + 1)
    ids = session.scalars(chosen if before is None else chosen.where(SavedReport.id < before))
    return page_of(ids.all(), before, size).of(lambda shown: _records(session, shown))


def id_with_key(session: Session, key: str) -> int:
    """Return the id of the saved report with this key; raises MissingError."""
    found = session.scalar(select(SavedReport.id).where(SavedReport.key == key))
    if found is None:
        raise MissingError(_NOUN, key)
    return found


def current_scope(session: Session, scope: N) -> N:
    """Return a scope with what was merged meanwhile replaced by what it was merged into."""
    led = {
        name: kept_id(session, kind, number)
        for name, kind in MERGEABLE.items()
        if (number := getattr(scope, name)) is not None
    }
    return scope.model_copy(update=led)


def names_in(
    session: Session, scope: ReportScope, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return by field the names of the records that a scope is about; in one query those not known."""
    asked = {name: getattr(scope, name) for name in PARTY_NAMES if getattr(scope, name) is not None}
    names = {name: one for name, one in (known or {}).items() if name in asked}
    missing = [
        select(column).where(column.class_.id == asked[name]).scalar_subquery().label(name)
        for name, column in PARTY_NAMES.items()
        if name in asked and name not in names
    ]
    told = session.execute(select(*missing)).one()._asdict() if missing else {}
    return {name: (names | told)[name] or "" for name in asked}


def _refuse_opening(session: Session, saved: SavedReport, scope: ReportNarrowing) -> None:
    """Refuse a scope that lacks something restricted that the report is about.

    What was merged meanwhile may be named by what it was merged into, so long as that is as
    restricted.
    """
    for name, kind in MERGEABLE.items():
        number, wanted = getattr(saved, name), getattr(scope, name)
        if number is None or wanted == number or sight.is_open(session, kind, number):
            continue
        led = kept_id(session, kind, number)
        if wanted != led or sight.is_open(session, kind, led):
            noun = name.removesuffix("_id")
            message = f"This report was about a restricted {noun}; save a new one."
            raise RefusedError(name, message)


def _write(session: Session, saved: SavedReport, draft: SavedReportDraft) -> None:
    scope = known_in(session, draft.scope)
    saved.title, saved.introduction = draft.title.strip(), draft.introduction
    saved.scope = scope.model_dump(mode="json", exclude_none=True, exclude=PASSING)
    for name in PARTY_NAMES:
        setattr(saved, name, getattr(scope, name))


def _records(session: Session, ids: Sequence[int]) -> tuple[SavedReportRecord, ...]:
    rows = session.execute(
        select(
            SavedReport.id,
            SavedReport.key,
            SavedReport.version,
            SavedReport.title,
            SavedReport.introduction,
            SavedReport.scope,
            SavedReport.created_at,
        ).where(SavedReport.id.in_(ids))
    )
    known = {row.id: _record(row) for row in rows}
    return tuple(known[one] for one in ids if one in known)


def _record(row: AnyRow) -> SavedReportRecord:
    fields = row._asdict()
    return SavedReportRecord(**fields | {"scope": ReportScope.model_validate(fields["scope"])})
