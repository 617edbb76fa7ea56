"""The check of a statement's words against what was captured of its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from desk.checks.texts import Sought, Texts
from models import Capture, now
from models.terms import Form, QuoteCheck
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from models import Appearance, Statement

#: The words do not stand in the source as they are quoted.
GONE = frozenset(
    {QuoteCheck.CHANGED, QuoteCheck.DIFFERS, QuoteCheck.NEGATION, QuoteCheck.NOT_FOUND}
)
#: What a person has to look at.
DOUBTED = GONE | {QuoteCheck.PIECED}
#: What parts the quoted fragments of a paraphrase: […], a line end, marks that close and open.
_BETWEEN = re.compile(r"\[(?:…|\.{3})\]|\n+|[”»“\"]\s*(?:…|\.{3}|,|;)?\s*[“«„\"]")
_MARKS = '“”„«»" '


def quoted_fragments(quote: str) -> list[str]:
    """Return the fragments of a paraphrase's quoted words, each without the marks around it."""
    return [part for part in (one.strip().strip(_MARKS) for one in _BETWEEN.split(quote)) if part]


def words_to_check(form: Form, quote: str | None, exact: str | None) -> list[str]:
    """Return what has to stand in the source: quote, quoted fragments, or a paraphrase's passage.

    What was redacted has to stand nowhere.
    """
    if form is Form.INDIRECT:
        return [exact] if exact and exact != TOMBSTONE else []
    if not quote or quote == TOMBSTONE:
        return []
    return quoted_fragments(quote) if form is Form.MIXED else [quote]


def check_quote(statement: Statement, appearance: Appearance) -> None:
    """Compare what has to stand in the source with the captures, and note the result and moment.

    Without a capture, or without words of the source, the result is `not_checked`.
    """
    words = words_to_check(statement.form, statement.quote, appearance.exact)
    capture = appearance.capture
    if capture is None or capture.redacted_at or not words:
        appearance.check, appearance.checked_at = QuoteCheck.NOT_CHECKED, None
        return
    newer = _newer(object_session(appearance), capture)
    appearance.check = Texts().result(Sought(tuple(words), statement.language), capture, newer)
    appearance.checked_at = now()


def newest(source_id: int) -> Select[Capture]:
    """Select the capture that a source was last found to send, of those that can be read."""
    seen = func.coalesce(Capture.seen_again_at, Capture.retrieved_at)
    return (
        select(Capture)
        .where(Capture.source_id == source_id, Capture.redacted_at.is_(None))
        .order_by(seen.desc(), Capture.id.desc())
        .limit(1)
    )


def _newer(session: Session | None, capture: Capture) -> Capture | None:
    """Return the newest capture of the source, None where it is this one."""
    if session is None:
        return None
    with session.no_autoflush:
        last = session.scalars(newest(capture.source_id)).one_or_none()
    return None if last is capture else last
