"""What was read out of a text goes with it: proposed statements, and documents that wait to be read."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, false, or_, select, true

from models import BatchDocument, Job, Proposal, Reading, Statement, now
from models.terms import DocumentState, ProposalState
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

PROBED, LONG, AT_ONCE = 200, 20, 50
_WORDS = ("passage", "quote", "reason")
_TOLD = ("mention", "speaker", "role", "affiliation", "told", "said_text")
#: One engine keeps JSON with its letters escaped, the other as they are.
_AS = (True, False)
_GONE = "It held words that were redacted."
_UNSEEN = "Something was redacted while it waited, and it may hold the same; bring it again."
#: So far in, the mark of a PDF may stand.
_HEAD = 1_024
#: What stands between the words of a page, and tells nothing.
_MARKUP = re.compile(r"<[^<>]*>")


def blank_proposals(session: Session, row: Any, text_gone: bool, values: Sequence[str]) -> None:  # noqa: ANN401, FBT001
    """Blank what was proposed of a redacted text, as a redacted statement, or with such words.

    A short value, such as a name, goes where it is all that a field has: it stands in many passages
    that have nothing to do with it. What waited without its words is rejected, by nobody: there is
    nothing left to accept.
    """
    for found in session.scalars(select(Proposal).where(_own(row, text_gone=text_gone))):
        _blank_all(found)
    for start in range(0, len(values), AT_ONCE):
        some = values[start : start + AT_ONCE]
        short = [one for one in some if len(one) < LONG]
        _blank_long(session, [one[:PROBED] for one in some if len(one) >= LONG])
        _blank_short(session, short)
    session.flush()


def _blank_all(found: Proposal) -> None:
    for name in _TOLD:
        setattr(found, name, None)
    found.relays = []
    _blank_words(found)


def _blank_long(session: Session, probes: Sequence[str]) -> None:
    """Blank every proposal that holds one of these texts anywhere."""
    columns = [getattr(Proposal, name) for name in (*_WORDS, *_TOLD)]
    held = (column.contains(one, autoescape=True) for one in probes for column in columns)
    relayed = (
        _relayed(json.dumps(one, ensure_ascii=ascii_)[1:-1]) for one in probes for ascii_ in _AS
    )
    for found in session.scalars(select(Proposal).where(or_(false(), *held, *relayed))):
        _blank_all(found)


def _blank_short(session: Session, values: Sequence[str]) -> None:
    """Blank the fields that have one of these values, and why they were proposed."""
    same = (getattr(Proposal, name).in_(values) for name in _TOLD)
    relayed = (_relayed(json.dumps(one, ensure_ascii=ascii_)) for one in values for ascii_ in _AS)
    for found in session.scalars(select(Proposal).where(or_(*same, *relayed))):
        for name in _TOLD:
            if getattr(found, name) in values:
                setattr(found, name, None)
        found.relays = [hop for hop in found.relays if not set(hop.values()) & set(values)]
        found.reason = TOMBSTONE


def hold_jobs(session: Session, job_id: int | None = None) -> None:
    """Lock a job, or all there are, before what hangs on them.

    Workers do so too; in another order each could wait for what the other holds.
    """
    which = true() if job_id is None else Job.id == job_id
    session.execute(select(Job.id).where(which).order_by(Job.id).with_for_update())


def blank_batches(session: Session, probes: Sequence[str], bytes_gone: bytes | None = None) -> None:
    """Let go of documents that wait to be read, and of names and faults, with what is to go.

    Of equal bytes too, and of what does not show its words, such as a PDF: whoever brought it can
    bring it again.
    """
    is_asked = bool(probes) or bytes_gone is not None
    chosen = select(BatchDocument.job_id, BatchDocument.number)
    ordered = chosen.order_by(BatchDocument.job_id, BatchDocument.number)
    for job_id, number in session.execute(ordered).all() if is_asked else ():
        # It may have been begun since all were locked.
        hold_jobs(session, job_id)
        held = session.get_one(BatchDocument, (job_id, number))
        if held.content is not None and (why := _why_gone(held.content, probes, bytes_gone)):
            held.content, held.state, held.error = None, DocumentState.REFUSED, why
        if _holds(held.name, probes) or _holds(held.error or "", probes):
            held.name, held.error = TOMBSTONE, held.error and TOMBSTONE
        session.flush()
        # One by one: each may be as great as an upload may be.
        session.expunge(held)


def _why_gone(content: bytes, probes: Sequence[str], bytes_gone: bytes | None) -> str | None:
    """Return why a document that waits has to go; None for one that plainly has nothing of it."""
    if content == bytes_gone:
        return _GONE
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _UNSEEN
    if b"%PDF" in content[:_HEAD] or "\0" in text:
        return _UNSEEN
    return _GONE if _holds(text, probes) or _reads(text, probes) else None


def _reads(text: str, probes: Sequence[str]) -> bool:
    """Tell whether a page has such words once its markup is gone."""
    for between in ("", " "):
        plain = " ".join(unescape(_MARKUP.sub(between, text)).replace("\xad", "").split())
        if _holds(plain, [" ".join(one.split()) for one in probes]):
            return True
    return False


def _own(row: Any, *, text_gone: bool) -> ColumnElement[bool]:  # noqa: ANN401
    """Return the condition that a proposal was read out of a capture, or became a statement."""
    if text_gone:
        return Proposal.reading_id.in_(select(Reading.id).where(Reading.capture_id == row.id))
    return Proposal.statement_id == row.id if isinstance(row, Statement) else false()


def _relayed(words: str) -> ColumnElement[bool]:
    return cast(Proposal.relays, Text).contains(words, autoescape=True)


def _blank_words(found: Proposal) -> None:
    for name in _WORDS:
        if getattr(found, name) is not None:
            setattr(found, name, TOMBSTONE)
    # The hash of a short secret could be guessed.
    found.fingerprint, found.parts = f"redacted-{found.id}", []
    if found.state is ProposalState.WAITING:
        found.state, found.decided_at = ProposalState.REJECTED, now()


def _holds(text: str, probes: Iterable[str]) -> bool:
    return any(one in text for one in probes)
