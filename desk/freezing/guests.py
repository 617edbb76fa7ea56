"""What is there of guest links for who looks: those to a version that is, or to the latest one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, tuple_

from desk import ledger
from desk.freezing.freezing import seen_of
from models import Export, FrozenReport, SavedReport, Share

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    Versions = set[tuple[int, int]]


def shares_seen(session: Session, ids: Collection[int]) -> set[int]:
    """Return which of these guest links are there for who looks."""
    return {share for share, _token, seen in _links(session, Share.id.in_(ids)) if seen}


def tokens_seen(session: Session, ids: Collection[int]) -> set[int]:
    """Return which of these tokens open no guest link that is not there for who looks."""
    links = _links(session, Share.token_id.in_(ids))
    return set(ids) - {token for _share, token, seen in links if not seen}


def exports_seen(session: Session, ids: Collection[int]) -> set[int]:
    """Return which of these exports are there for who looks, and of no version that is not."""
    seen = ledger.seen_of(session, ids)
    rows = session.execute(select(Export.id, Export.scope).where(Export.id.in_(seen)))
    told = {row.id: _version(row.scope) for row in rows}
    kept = _hidden(session, {one for one in told.values() if one})
    return {export for export, version in told.items() if version not in kept}


def _links(session: Session, which: ColumnElement[bool]) -> list[tuple[int, int, bool]]:
    """Return guest links with their tokens, and whether each is there for who looks."""
    chosen = select(Share.id, Share.token_id, Share.frozen_id, SavedReport.id.label("report"))
    chosen = chosen.outerjoin(SavedReport, SavedReport.id == Share.report_id)
    rows = session.execute(chosen.where(which)).all()
    seen = {None, *seen_of(session, {row.frozen_id for row in rows if row.frozen_id is not None})}
    return [
        (row.id, row.token_id, row.report is not None and row.frozen_id in seen) for row in rows
    ]


def _version(scope: dict[str, Any]) -> tuple[int, int] | None:
    """Return of which version of which report an export was, None where it was of none."""
    report, number = scope.get("report"), scope.get("frozen")
    return (report, number) if isinstance(report, int) and isinstance(number, int) else None


def _hidden(session: Session, versions: Versions) -> Versions:
    place = tuple_(FrozenReport.report_id, FrozenReport.number)
    if not versions:
        return set()
    chosen = select(FrozenReport.id, FrozenReport.report_id, FrozenReport.number)
    rows = session.execute(chosen.where(place.in_(sorted(versions)))).all()
    seen = seen_of(session, {row.id for row in rows})
    return versions - {(row.report_id, row.number) for row in rows if row.id in seen}
