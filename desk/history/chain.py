"""Proof that the history is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk.history.audit import digest, link_hash
from models import GENESIS, Event, EventHead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

BATCH = 500


def faults(session: Session) -> Iterator[str]:
    """Yield a sentence for each place where the history does not bear itself out.

    Checked are the sequence, each event's link to the one before, its hash, the digests of its
    values (unless a redaction event stands for them) and the head.
    """
    seq, last = 0, GENESIS
    for done in session.scalars(
        select(Event).order_by(Event.seq).execution_options(yield_per=BATCH)
    ):
        seq += 1
        if done.seq != seq:
            yield f"event {seq} is missing: the next one is {done.seq}"
            seq = done.seq
        if done.prev_hash != last:
            yield f"event {done.seq} does not follow the event before it"
        yield from _own_faults(session, done)
        last = done.hash
    head = session.get_one(EventHead, 1, populate_existing=True)
    if (head.seq, head.hash) != (seq, last):
        yield f"the head says {head.seq} events ending in {head.hash[:12]}…, the history has {seq}"


def blanked(session: Session) -> int:
    """Count the events whose values were redacted; their digests still stand in the chain."""
    chosen = select(func.count()).select_from(Event).where(Event.redacted_by.is_not(None))
    return session.scalar(chosen) or 0


def head_hash(session: Session) -> str:
    """Return the hash of the last event, to be kept elsewhere."""
    return session.get_one(EventHead, 1, populate_existing=True).hash


def _own_faults(session: Session, done: Event) -> Iterator[str]:
    if done.hash != link_hash(done):
        yield f"event {done.seq} was altered: its hash does not fit"
    if done.redacted_by is not None:
        yield from _redaction_faults(session, done)
    elif done.salt is None or _digests(done) != (done.before_digest, done.after_digest):
        yield f"event {done.seq} was altered: its values do not fit their digests"


def _redaction_faults(session: Session, done: Event) -> Iterator[str]:
    if (done.before, done.after, done.salt) != (None, None, None):
        yield f"event {done.seq} was altered: it is redacted and yet holds values"
    redaction = session.get(Event, done.redacted_by)
    if redaction is None or redaction.seq < done.seq or not redaction.tag.endswith(":redact"):
        yield f"event {done.seq} was blanked without a redaction"


def _digests(done: Event) -> tuple[str, str]:
    salt = done.salt or ""
    return digest(done.before, salt), digest(done.after, salt)
