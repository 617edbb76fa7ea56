"""How a statement's words stand in what was captured, for its page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from desk.checks.folding import Folded
from desk.checks.outcomes import Checked, check
from desk.checks.quotes import GONE, words_to_check
from desk.sight import rows_for
from models import Capture
from models.terms import QuoteCheck

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from models.records import AppearanceRecord, StatementRecord

#: What is told in more than a word; all else the tag says.
TOLD = frozenset(
    {QuoteCheck.ELLIPSIS, QuoteCheck.PIECED, QuoteCheck.NEGATION, QuoteCheck.DIFFERS}
    | {QuoteCheck.CHANGED, QuoteCheck.FOUND}
)

#: What a later capture may set right, and what it then finds.
_MISSED = GONE - {QuoteCheck.CHANGED}
_HELD = frozenset({QuoteCheck.FOUND, QuoteCheck.ELLIPSIS})
TRIED = 3
"""How many captures, the newest ones, are looked at for words that an older one does not hold."""
LONG = 1_000_000
"""The most characters that are read again only to see whether a “not” stands before the words."""


@dataclass(frozen=True)
class CaptureAt:
    """A capture of a source, and when it was last found to be what the source says."""

    id: int
    source_id: int
    seen_at: datetime


@dataclass(frozen=True)
class Told:
    """What the page of a statement says of the check of one appearance."""

    #: How the words differ, and from which capture; None where the tag says it all.
    checked: Checked | None
    compared_with: CaptureAt | None
    #: The capture that the appearance rests on, however it compares with a newer one.
    rests_on: CaptureAt | None
    #: Captures of the source on which the appearance may be made to rest, the newest first.
    offered: tuple[CaptureAt, ...]
    #: A later capture in which words stand that the one it rests on does not hold.
    better: CaptureAt | None = None


def told_checks(
    session: Session, statement: StatementRecord, *, captured: bool = True
) -> dict[int, Told]:
    """Return what to say of each appearance, by its id: two queries.

    Nothing, and none, where no source of the statement was captured.
    """
    if not captured:
        return {}
    known = _captures(session, {found.source.id for found in statement.appearances})
    compared = {
        found.id: capture
        for found in statement.appearances
        if (capture := _compared_with(found, known.get(found.source.id, ()))) is not None
    }
    later = {
        found.id: _later(found, known.get(found.source.id, ()))
        for found in statement.appearances
        if found.check in _MISSED
    }
    plain = {one.id for one in statement.appearances if one.check is QuoteCheck.FOUND}
    wanted = {
        one.id for one in (*compared.values(), *(it for some in later.values() for it in some))
    }
    texts = _texts(session, wanted, (compared.keys() - plain) | later.keys())
    told = {
        found.id: _told(statement, found, known.get(found.source.id, ()), compared, texts)
        for found in statement.appearances
    }
    for found in statement.appearances:
        if better := _better(statement, found, later.get(found.id, ()), texts):
            told[found.id] = replace(told[found.id], better=better)
    return told


def _told(
    statement: StatementRecord,
    found: AppearanceRecord,
    known: Sequence[CaptureAt],
    compared: dict[int, CaptureAt],
    texts: dict[int, Folded],
) -> Told:
    capture = compared.get(found.id)
    checked = None
    if capture is not None and capture.id in texts:
        words = words_to_check(statement.form, statement.quote, found.exact)
        checked = check(words, texts[capture.id], statement.language)
    offered = tuple(known) if found.capture_id is None else ()
    return Told(checked, capture, _rests_on(found, known), offered)


def _compared_with(found: AppearanceRecord, known: Sequence[CaptureAt]) -> CaptureAt | None:
    if found.check not in TOLD:
        return None
    if found.check is QuoteCheck.CHANGED:
        return known[0] if known else None
    return _rests_on(found, known)


def _later(found: AppearanceRecord, known: Sequence[CaptureAt]) -> Sequence[CaptureAt]:
    """Return the last captures of the source that are newer than the one it rests on."""
    ids = [one.id for one in known]
    return known[: ids.index(found.capture_id)][:TRIED] if found.capture_id in ids else ()


def _better(
    statement: StatementRecord,
    found: AppearanceRecord,
    later: Sequence[CaptureAt],
    texts: dict[int, Folded],
) -> CaptureAt | None:
    """Return the newest of these captures that holds the words."""
    words = words_to_check(statement.form, statement.quote, found.exact)
    for capture in later:
        text = texts.get(capture.id)
        if text and check(words, text, statement.language).outcome in _HELD:
            return capture
    return None


def _rests_on(found: AppearanceRecord, known: Sequence[CaptureAt]) -> CaptureAt | None:
    return next((one for one in known if one.id == found.capture_id), None)


_SEEN = func.coalesce(Capture.seen_again_at, Capture.retrieved_at)
_CAPTURES = (
    select(Capture.id, Capture.source_id, _SEEN)
    .where(Capture.source_id.in_(bindparam("ids", expanding=True)), Capture.redacted_at.is_(None))
    .order_by(_SEEN.desc(), Capture.id.desc())
)


def _captures(session: Session, source_ids: set[int]) -> dict[int, list[CaptureAt]]:
    found: dict[int, list[CaptureAt]] = {}
    for row in rows_for(session, _CAPTURES, {"ids": list(source_ids)}):
        found.setdefault(row[1], []).append(CaptureAt(*row))
    return found


def _texts(session: Session, ids: set[int], telling: set[int]) -> dict[int, Folded]:
    """Return the texts to compare with; a long one only where there is a difference to tell."""
    if not ids:
        return {}
    chosen = select(Capture.id, Capture.text).where(Capture.id.in_(ids))
    if not telling:
        chosen = chosen.where(func.length(Capture.text) <= LONG)
    return {row.id: Folded(row.text) for row in session.execute(chosen)}
