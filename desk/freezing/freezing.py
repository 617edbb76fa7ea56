"""Freezing a saved report, and reading what was frozen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from desk import contradictions, replies
from desk.freezing.public import public, public_reply
from desk.freezing.values import FrozenValues, read, written
from desk.history.audit import record
from desk.pages import SIZE, Page
from desk.references import MERGEABLE
from desk.refusals import MissingError, UnconfirmedError
from desk.report_order import Order
from desk.saved_reports import current_scope, names_in, saved_report
from desk.sight import hidden_among, sees_all, whole_record
from models import (
    Account,
    EventHead,
    FrozenReport,
    Redaction,
    SavedReport,
    frozen_link,
    frozen_redaction,
    frozen_statement,
    now,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.contradictions import ContradictionReport
    from desk.pairs import Pair
    from desk.rows import AnySelect
    from desk.saved_reports import SavedReportRecord

NAMED = 20
"""How many pairs of which nobody was asked are named before one is sure."""


@dataclass(frozen=True, kw_only=True)
class FrozenLine:
    """A frozen report in a list; `sha256` is that of the bytes as they were frozen."""

    id: int
    report_id: int
    number: int
    frozen_at: datetime
    by: str
    pairs: int
    sha256: str
    redacted_sha256: str | None
    head_seq: int
    head_hash: str

    @property
    def holds(self) -> str:
        """The SHA-256 of the bytes as they are now."""
        return self.redacted_sha256 or self.sha256


@dataclass(frozen=True)
class Blanking:
    """A redaction that blanked values of a frozen report: when, and why."""

    at: datetime
    reason: str


def freeze_report(
    session: Session, report_id: int, by: Actor, *, confirmed: bool = False
) -> FrozenReport:
    """Store all that a saved report holds at this moment, as it can be shared.

    Raises MissingError, and UnconfirmedError while of some pair nobody was asked for comment, nor
    is it said why not, and nobody has confirmed that this is meant.
    """
    saved = saved_report(session, report_id)
    values = _values(session, saved)
    if not confirmed:
        ask_about_silence(values)
    frozen = _frozen(values, by)
    frozen.report_id, frozen.number = report_id, _next_number(session, report_id)
    session.add(frozen)
    session.flush()
    _note(session, frozen, values.report)
    record(session, by, "saved_report:freeze", session.get_one(SavedReport, report_id))
    return frozen


def ask_about_silence(values: FrozenValues) -> None:
    """Raise UnconfirmedError for pairs on which no request for comment is noted, nor why not."""
    silent = [pair for pair in values.report.pairs if not values.requests_on(pair)]
    if silent:
        more = len(silent) - NAMED
        told = [_silent_words(pair) for pair in silent[:NAMED]]
        raise UnconfirmedError([*told, *([f"and {more} pairs more."] if more > 0 else [])])


def frozen_reports(
    session: Session, report_id: int, before: int | None = None, size: int = SIZE
) -> Page[FrozenLine]:
    """Return a page of the frozen versions of a report that are there for who looks, the last first."""
    chosen = _select().where(FrozenReport.report_id == report_id)
    if before is not None:
        chosen = chosen.where(FrozenReport.number < before)
    found = _seen_lines(session, chosen.order_by(FrozenReport.number.desc()), size + 1)
    further = found[size - 1].number if len(found) > size else None
    return Page(found[:size], further, before is not None)


def _seen_lines(session: Session, chosen: AnySelect, size: int) -> tuple[FrozenLine, ...]:
    """Return the first of the chosen versions that are there for who looks, as many as `size`."""
    if sees_all(session):
        return _lines(session, chosen.limit(size))
    lines = _lines(session, chosen)
    return tuple(islice((one for one in lines if not _about_hidden(session, {one.id})), size))


def frozen_line(session: Session, report_id: int, number: int) -> FrozenLine:
    """Return a frozen version of a report; raises MissingError.

    A version that is about something restricted meanwhile is missing for those outside, also where
    the saved report is about something else by now.
    """
    mine = (FrozenReport.report_id == report_id, FrozenReport.number == number)
    for one in _lines(session, _select().where(*mine)):
        if not _about_hidden(session, {one.id}):
            return one
    noun = "frozen version"
    raise MissingError(noun, number)


def seen_of(session: Session, ids: Collection[int]) -> set[int]:
    """Return which of these frozen versions are there for who looks, as `frozen_line` has it."""
    found = set(session.scalars(select(FrozenReport.id).where(FrozenReport.id.in_(ids))))
    return found - _about_hidden(session, found)


def place_of(session: Session, frozen_id: int) -> tuple[int, int]:
    """Return of which report a frozen version is, and its number there; raises MissingError."""
    chosen = select(FrozenReport.report_id, FrozenReport.number)
    row = session.execute(chosen.where(FrozenReport.id == frozen_id)).one_or_none()
    if row is None:
        noun = "frozen version"
        raise MissingError(noun, frozen_id)
    return row.report_id, row.number


def content_of(session: Session, frozen_id: int) -> bytes:
    """Return the stored bytes of a frozen version that is there."""
    return session.scalars(select(FrozenReport.content).where(FrozenReport.id == frozen_id)).one()


def values_of(session: Session, frozen_id: int) -> FrozenValues:
    """Return what a frozen version holds."""
    return read(content_of(session, frozen_id))


def statements_in(session: Session, frozen_id: int) -> list[int]:
    """Return the ids of the statements that a frozen version holds."""
    held = frozen_statement.c
    chosen = select(held.statement_id).where(held.frozen_id == frozen_id)
    return list(session.scalars(chosen.order_by(held.statement_id)))


def page_of_values(values: FrozenValues, before: int | None, size: int = SIZE) -> FrozenValues:
    """Return a page of what a frozen version holds, behind the pair of this link."""
    pairs = values.report.pairs
    places = {pair.id: place for place, pair in enumerate(pairs)}
    start = places.get(before, -1) + 1 if before is not None else 0
    shown = pairs[start : start + size]
    onward = shown[-1].id if len(pairs) > start + size else None
    scope = values.report.scope.model_copy(update={"before": before})
    return replace(values, report=replace(values.report, pairs=shown, next=onward, scope=scope))


def blankings_of(session: Session, frozen_id: int) -> tuple[Blanking, ...]:
    """Return the redactions that blanked values of a frozen version, the first first."""
    held = frozen_redaction.c
    chosen = select(Redaction.created_at, Redaction.reason).join(
        frozen_redaction, held.redaction_id == Redaction.id
    )
    rows = session.execute(chosen.where(held.frozen_id == frozen_id).order_by(Redaction.id))
    return tuple(Blanking(row.created_at, row.reason) for row in rows)


def _about_hidden(session: Session, ids: Collection[int]) -> set[int]:
    """Return which of these versions are about something that is hidden, however many, kind by kind."""
    if not ids or sees_all(session):
        return set()
    held = select(FrozenReport.id, FrozenReport.content).where(FrozenReport.id.in_(ids))
    rows = session.execute(held.execution_options(yield_per=1))
    scopes = {row.id: json.loads(row.content)["report"].get("scope", {}) for row in rows}
    about: set[int] = set()
    for name, kind in MERGEABLE.items():
        told = {one: scope[name] for one, scope in scopes.items() if name in scope}
        hidden = hidden_among(session, kind, set(told.values()))
        about |= {one for one, number in told.items() if number in hidden}
    return about


def _values(session: Session, saved: SavedReportRecord) -> FrozenValues:
    moment, scope = now(), current_scope(session, saved.scope)
    whole = contradictions.report(
        session, scope, moment.date(), size=None, whole=True, order=Order.SECTIONS
    )
    head = session.get_one(EventHead, 1, populate_existing=True)
    inside = {side.key for pair in whole.pairs for side in pair.sides}
    requests = replies.of_links(session, [pair.id for pair in whole.pairs])
    return FrozenValues(
        title=saved.title,
        introduction=saved.introduction,
        names=names_in(session, scope),
        frozen_at=moment,
        head_seq=head.seq,
        head_hash=head.hash,
        report=public(whole),
        asked={
            link: tuple(public_reply(one, inside) for one in asked)
            for link, asked in requests.items()
        },
    )


def _frozen(values: FrozenValues, by: Actor) -> FrozenReport:
    content = written(values)
    return FrozenReport(
        account_id=by.account_id,
        created_at=values.frozen_at,
        content=content,
        pairs=len(values.report.pairs),
        sha256=hashlib.sha256(content).hexdigest(),
        head_seq=values.head_seq,
        head_hash=values.head_hash,
    )


def _next_number(session: Session, report_id: int) -> int:
    """Return the number that no version has, be it one that is not there for who freezes."""
    session.scalar(select(SavedReport.id).where(SavedReport.id == report_id).with_for_update())
    mine = FrozenReport.report_id == report_id
    with whole_record(session):
        last = session.scalar(select(func.max(FrozenReport.number)).where(mine))
    return (last or 0) + 1


def _note(session: Session, frozen: FrozenReport, report: ContradictionReport) -> None:
    """Note which statements and links are held, so that it is known when one of them changes."""
    sides = [side for pair in report.pairs for side in pair.sides]
    correcting = (one.statement_id for side in sides for one in side.corrections)
    _insert(session, frozen_statement, frozen.id, {side.id for side in sides} | set(correcting))
    _insert(session, frozen_link, frozen.id, {pair.id for pair in report.pairs})


def _insert(session: Session, table: Table, frozen_id: int, ids: Iterable[int]) -> None:
    [column] = [one.name for one in table.columns if one.name != "frozen_id"]
    rows = [{"frozen_id": frozen_id, column: one} for one in sorted(ids)]
    if rows:
        session.execute(insert(table), rows)


def _silent_words(pair: Pair) -> str:
    first, second = (side.speaker.name for side in pair.sides)
    return (
        f"Pair {pair.id}, {first} and {second}: no request for comment is noted, nor why none was "
        "made."
    )


def _select() -> AnySelect:
    return select(
        FrozenReport.id,
        FrozenReport.report_id,
        FrozenReport.number,
        FrozenReport.created_at.label("frozen_at"),
        Account.name.label("by"),
        FrozenReport.pairs,
        FrozenReport.sha256,
        FrozenReport.redacted_sha256,
        FrozenReport.head_seq,
        FrozenReport.head_hash,
    ).join(Account, Account.id == FrozenReport.account_id)


def _lines(session: Session, chosen: AnySelect) -> tuple[FrozenLine, ...]:
    return tuple(FrozenLine(**row._asdict()) for row in session.execute(chosen))
