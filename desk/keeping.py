"""Keeping what a source said at a moment, and looking again at what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.checks import GONE
from desk.checks.texts import Texts
from desk.history.audit import record
from desk.locating import anchor
from desk.looking_ahead import fragment, look_ahead, newest_of, resting, words_of
from desk.pending import let_go
from desk.rechecks import recheck_links_of
from desk.refusals import MissingError, RefusedError, UnconfirmedError
from desk.sight import whole_record
from desk.sources import source_for, source_of
from desk.statements import current_statement, touch
from models import Appearance, Capture, Statement, now
from models.terms import QuoteCheck

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.articles import Article
    from desk.source_drafts import NewSourceDraft
    from models import Source


@dataclass(frozen=True)
class Kept:
    """A capture, whether its bytes are new to the desk, and the statements it changed things for."""

    capture: Capture
    is_new: bool
    changed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ahead:
    """What is known before an article is kept: what stands in it, and whether it is all there is.

    `texts` are those of `look_ahead`; without them it is looked at under the lock. `whole` where
    somebody has confirmed that a text much shorter than the one before is no fragment.
    """

    texts: Texts | None = None
    whole: bool = False


NOTHING = Ahead()


def keep(
    session: Session, draft: NewSourceDraft, article: Article, by: Actor, ahead: Ahead = NOTHING
) -> Kept:
    """Keep an article as a capture of the source that the draft means, made if it is new.

    Raises UnconfirmedError for what looks like a fragment of what was kept of the source.
    """
    source = source_for(session, draft)
    # Who brings the article has it in front of them: a stub is one no longer.
    source.seen = source.seen or draft.seen
    return _keep(session, source, article, by, ahead)


def capture_again(
    session: Session, source_id: int, article: Article, by: Actor, ahead: Ahead = NOTHING
) -> Kept:
    """Keep what a known source says now; raises MissingError, and UnconfirmedError for a fragment.

    Statements whose words no longer stand there are marked as changed since capture, and the
    confirmed links that rest on them are re-checked; each keeps the capture in which it stands.
    """
    source = source_of(session, source_id)
    source.seen = True
    return _keep(session, source, article, by, ahead)


def tie(
    session: Session, appearance_id: int, version: int, capture_id: int, by: Actor
) -> Appearance:
    """Rest an appearance on a capture of its source, and check its words against it.

    The version is that of the statement. Its passage is given a place only if it stands there
    exactly once. Links are re-checked when the words do not stand there. Raises MissingError,
    StaleError, RefusedError.
    """
    found = session.get(Appearance, appearance_id)
    if found is None:
        noun = "appearance"
        raise MissingError(noun, appearance_id)
    capture = _capture(session, capture_id)
    statement = current_statement(session, found.statement_id, version)
    if capture.source_id != found.source_id:
        field = "capture_id"
        raise RefusedError(field, "That is a capture of another source.")
    found.capture, found.start, found.end = capture, None, None
    anchor(found)
    _check(session, found, newest_of(session, found.source_id), Texts())
    touch(statement)
    record(session, by, "statement:anchor", statement)
    return found


def _capture(session: Session, capture_id: int) -> Capture:
    capture = session.get(Capture, capture_id)
    if capture is None:
        field = "capture_id"
        raise RefusedError(field, f"There is no capture {capture_id}; name one of this source.")
    return capture


def _keep(session: Session, source: Source, article: Article, by: Actor, ahead: Ahead) -> Kept:
    texts = ahead.texts or look_ahead(session, source.id, article)
    if not ahead.whole and (asked := fragment(session, source.id, article, texts)):
        raise UnconfirmedError(asked)
    known = session.scalar(select(Capture).filter_by(source_id=source.id, sha256=article.sha256))
    capture = known or _new(source, article)
    let_go(session, article, by.account_id)
    if known is None:
        session.add(capture)
    elif not known.redacted_at:
        known.seen_again_at = article.retrieved_at
    session.flush()
    changed = _seen(session, _look_again(session, source, texts))
    record(session, by, "capture:see_again" if known else "capture:keep", capture)
    return Kept(capture, known is None, changed)


def _new(source: Source, article: Article) -> Capture:
    return Capture(
        source=source,
        content=article.content,
        media_type=article.media_type,
        sha256=article.sha256,
        text=article.text,
        url=article.url,
        filename=article.filename,
        retrieved_at=article.retrieved_at,
    )


def _look_again(session: Session, source: Source, texts: Texts) -> list[int]:
    """Check every appearance that rests on a capture of the source; return the statements changed.

    Restricted ones are looked at too, whoever brings the capture.
    """
    last, changed = newest_of(session, source.id), []
    with whole_record(session):
        for found in session.scalars(resting(source.id)).all():
            before = found.check
            _check(session, found, last, texts)
            if found.check is not before:
                changed.append(found.statement_id)
    return changed


def _seen(session: Session, statement_ids: list[int]) -> tuple[int, ...]:
    """Return those of the statements that whoever does the deed may see."""
    if not statement_ids:
        return ()
    chosen = select(Statement.id).where(Statement.id.in_(statement_ids)).order_by(Statement.id)
    return tuple(session.scalars(chosen))


def _check(session: Session, found: Appearance, last: Capture | None, texts: Texts) -> None:
    """Check an appearance against its capture and the newest of its source.

    Links are re-checked when its words stood there, or were not looked for, and stand no longer.
    """
    before, found.check = found.check, checked(found, last, texts)
    found.checked_at = None if found.check is QuoteCheck.NOT_CHECKED else now()
    if found.check is not before and found.check in GONE:
        why = (
            f"the words of statement {found.statement_id} do not stand in what “"
            f"{found.source.title}” says now"
            if found.check is QuoteCheck.CHANGED
            else f"the words of statement {found.statement_id} do not stand in the captured text"
        )
        recheck_links_of(session, found.statement, why)


def checked(found: Appearance, last: Capture | None, texts: Texts) -> QuoteCheck:
    """Return what the check of an appearance finds now, given the newest capture of its source."""
    words = words_of(found)
    if found.capture is None or not words.words:
        return QuoteCheck.NOT_CHECKED
    return texts.result(words, found.capture, None if last is found.capture else last)
