"""Every check of a quote, done again from what is stored; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.checks import GONE
from desk.checks.texts import Texts
from desk.keeping import checked
from desk.looking_ahead import newest_of
from models import Appearance
from models.terms import QuoteCheck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Recheck:
    """The stored and the repeated outcome of one appearance's check."""

    statement_id: int
    appearance_id: int
    capture_id: int
    stored: QuoteCheck
    found: QuoteCheck
    #: Whether what would be compared, or what it would be compared with, was redacted.
    redacted: bool = False

    @property
    def holds(self) -> bool:
        """Whether the check finds what is stored."""
        return self.redacted or self.stored is self.found

    @property
    def stands(self) -> bool:
        """Whether the words stand in what was captured."""
        return self.found not in GONE


def rechecks(session: Session) -> Iterator[Recheck]:
    """Repeat the check of every appearance that rests on a capture, source by source.

    Only the captures of one source are held in memory at a time.
    """
    chosen = (
        select(Appearance.id, Appearance.source_id)
        .where(Appearance.capture_id.is_not(None))
        .order_by(Appearance.source_id, Appearance.id)
    )
    texts, at, last = Texts(), None, None
    for appearance_id, source_id in session.execute(chosen).all():
        if source_id != at:
            texts, at = Texts(), source_id
            session.expunge_all()
            last = newest_of(session, source_id)
        found = session.get_one(Appearance, appearance_id)
        yield _recheck(found, checked(found, last, texts))


def _recheck(found: Appearance, outcome: QuoteCheck) -> Recheck:
    redacted, capture_id = _is_redacted(found), found.capture_id or 0
    return Recheck(found.statement_id, found.id, capture_id, found.check, outcome, redacted)


def _is_redacted(found: Appearance) -> bool:
    """Tell whether a redaction took the outcome away with the words or with the capture."""
    capture_gone = found.capture is not None and found.capture.redacted_at is not None
    gone = found.statement.redacted_at is not None or capture_gone
    return gone and found.check is QuoteCheck.NOT_CHECKED
