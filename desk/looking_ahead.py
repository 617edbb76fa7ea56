"""Looking at a new text of a known source before it is kept, while no lock is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from desk.checks import newest, words_to_check
from desk.checks.texts import Sought, Texts
from desk.dated_words import dated
from desk.sight import whole_record
from models import Appearance, Capture

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.articles import Article

SHORTER = 2
"""A text that is so many times shorter than what was kept last may be a part of it only."""


def look_ahead(session: Session, source_id: int | None, article: Article) -> Texts:
    """Look for all words that rest on a source in an article that is not kept yet.

    Done on a session for reading, this is what takes long: under the lock, `keeping` answers the
    same questions from what is returned. Restricted statements are looked at too.
    """
    texts = Texts()
    if source_id is None:
        return texts
    new, longer = (
        _known(session, source_id, article) or article,
        _longer(session, source_id, article),
    )
    with whole_record(session):
        chosen = resting(source_id).options(selectinload(Appearance.capture).undefer(Capture.text))
        for found in session.scalars(chosen).all():
            if found.capture and (words := words_of(found)).words:
                texts.result(words, found.capture, new)
                # What is asked of a short text is looked for in both, whatever stands in its own.
                for text in (longer, new) if longer else ():
                    texts.outcome(words, text)
    return texts


def fragment(session: Session, source_id: int, article: Article, texts: Texts) -> list[str]:
    """Return what to ask of an article that looks like a part of what the source says.

    So it does when it is under half as long as the newest capture that can be read, and most words
    that stand in that one, of the statements that whoever does the deed may see, would be gone.
    """
    last = _longer(session, source_id, article)
    if last is None:
        return []
    appearances = session.scalars(resting(source_id)).all()
    stood = [one for one in appearances if texts.stands(words_of(one), last)]
    gone = [one for one in stood if not texts.stands(words_of(one), article)]
    if len(gone) * 2 <= len(stood):
        return []
    lost = len({one.statement_id for one in gone})
    told = "1 statement" if lost == 1 else f"{lost} statements"
    kept = (last.seen_again_at or last.retrieved_at).date().isoformat()
    return [
        f"This text is much shorter than what was kept on {dated(kept)}; the words of {told} would "
        "no longer be found in it. Is this the whole text?"
    ]


def resting(source_id: int) -> Select[Appearance]:
    """Select the appearances that rest on a capture of the source, with their statements."""
    return (
        select(Appearance)
        .where(Appearance.source_id == source_id, Appearance.capture_id.is_not(None))
        .order_by(Appearance.id)
        .options(selectinload(Appearance.statement), selectinload(Appearance.capture))
    )


def words_of(found: Appearance) -> Sought:
    """Return the words of an appearance that have to stand in its capture; none of a redacted one."""
    if found.capture is None or found.capture.redacted_at:
        return Sought()
    said = found.statement
    return Sought(tuple(words_to_check(said.form, said.quote, found.exact)), said.language)


def newest_of(session: Session, source_id: int) -> Capture | None:
    """Return the newest capture of a source that can be read, None where there is none."""
    return session.scalars(newest(source_id)).one_or_none()


def _known(session: Session, source_id: int, article: Article) -> Capture | None:
    same = select(Capture).filter_by(source_id=source_id, sha256=article.sha256)
    return session.scalars(same).one_or_none()


def _longer(session: Session, source_id: int, article: Article) -> Capture | None:
    """Return the newest capture that can be read, where the article is much shorter."""
    last = newest_of(session, source_id)
    if last is None:
        return None
    length = session.scalar(select(func.length(Capture.text)).where(Capture.id == last.id)) or 0
    return last if length > SHORTER * len(article.text) else None
