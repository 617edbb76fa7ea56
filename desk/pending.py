"""Articles that were read and wait for somebody to say what they are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select

from desk.articles import Article
from desk.refusals import RefusedError
from models import PendingCapture, now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WAITS = timedelta(days=1)
MOST = 5
"""How many articles may wait for one account; the oldest give way."""


def hold(
    session: Session, article: Article, typed: dict[str, Any], account_id: int
) -> PendingCapture:
    """Hold an article for a day, with what was typed about it; it is no part of the record yet.

    What a person typed stands before what the work says of itself, and that before what its first
    lines seem to say.
    """
    _sweep(session, account_id)
    held = PendingCapture(
        account_id=account_id,
        content=article.content,
        media_type=article.media_type,
        text=article.text,
        url=article.url,
        filename=article.filename,
        details={**article.offered, **article.details, **typed},
        note=article.note,
        created_at=article.retrieved_at,
    )
    session.add(held)
    session.flush()
    return held


def waiting(session: Session, pending_id: int, account_id: int) -> PendingCapture:
    """Return an article of the account that waits; raises RefusedError on `file` when none does."""
    held = session.get(PendingCapture, pending_id)
    if held is None or held.account_id != account_id:
        field = "file"
        reason = "That article is no longer at hand; upload the file or give the address again."
        raise RefusedError(field, reason)
    return held


def article_of(held: PendingCapture) -> Article:
    """Return an article that waits, as it was brought; it waits until it is kept."""
    return Article(
        held.content,
        held.media_type,
        held.text,
        held.url,
        held.filename,
        retrieved_at=held.created_at,
    )


def let_go(session: Session, article: Article, account_id: int) -> None:
    """Let go of what waits for the account with the bytes of an article that is kept now."""
    mine = (PendingCapture.account_id == account_id, PendingCapture.content == article.content)
    for held in session.scalars(select(PendingCapture).where(*mine)).all():
        session.delete(held)


def are_old(session: Session) -> bool:
    """Tell whether an article has waited for more than a day."""
    old = select(PendingCapture.id).where(PendingCapture.created_at < now() - WAITS)
    return session.scalar(old.limit(1)) is not None


def forget_old(session: Session) -> None:
    """Take away every article that has waited for more than a day, whoever brought it.

    But for those that somebody else holds just now, as a redaction does: it waits for nobody.
    """
    old = select(PendingCapture.id).where(PendingCapture.created_at < now() - WAITS)
    held = PendingCapture.id.in_(old.with_for_update(skip_locked=True))
    session.execute(delete(PendingCapture).where(held))


def _sweep(session: Session, account_id: int) -> None:
    mine = (
        select(PendingCapture.id)
        .where(PendingCapture.account_id == account_id)
        .order_by(PendingCapture.id.desc())
        .offset(MOST - 1)
    )
    old = now() - WAITS
    chosen = select(PendingCapture).where(
        or_(PendingCapture.created_at < old, PendingCapture.id.in_(session.scalars(mine).all()))
    )
    for held in session.scalars(chosen).all():
        session.delete(held)
