"""Many documents read in one go: each is fetched or extracted, kept, read, and noted in one commit.

What a killed worker has done stays, and another goes on with the document that was in hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import OperationalError

from desk import articles, keeping
from desk import jobs as desk_jobs
from desk.jobs import LostJobError
from desk.keeping import Ahead
from desk.looking_ahead import look_ahead
from desk.proposals import batches
from desk.proposals.keeping import Article as ToRead
from desk.proposals.keeping import article_to_read, keep_reading
from desk.refusals import DeskError, NotAllowedError, RefusedError
from desk.sources import same_source
from desk.visiting import viewer
from models import Permission
from views.batch_sources import source_of
from views.context import desk, finish_reading, reading, see_as, writing
from views.reading_jobs import read, reader
from views.stopping import PausedError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.articles import Article
    from desk.proposals.batches import Taken
    from desk.source_drafts import SourceDraft
    from models import Capture, Source
    from reading.proposing import Proposed
    from views.jobs import AtWork

KIND = "reading_batch"
BROKEN = "Something broke on our side while it was read. It has been logged."
log = structlog.get_logger()


@dataclass(frozen=True)
class _Begun:
    """Who began a batch, and the token with which."""

    account_id: int
    token_id: int | None


@dataclass(frozen=True)
class _Document:
    """A document in hand: what it is, what is known of it already, and what is read of it."""

    article: Article
    draft: SourceDraft
    source_id: int | None
    looked_at: bool
    ahead: Ahead
    to_read: ToRead


def run(at_work: AtWork) -> None:
    """Read the documents of a batch one by one; one that cannot be read does not stop the rest.

    After each, other work that waits goes first.
    """
    with at_work.booked() as session:
        job = at_work.job(session)
        begun = _Begun(job.account_id, job.arguments.get("token_id"))
    see_as(viewer(reading(), begun.account_id))
    finish_reading()
    while (taken := _next(at_work)) is not None:
        _try(at_work, begun, taken)
        _let_others_go_first(at_work)
    _finish(at_work)


def _try(at_work: AtWork, begun: _Begun, taken: Taken) -> None:
    try:
        _read(at_work, begun, taken, _teller(at_work))
    except (LostJobError, StoppedError, PausedError, OperationalError, NotAllowedError):
        raise
    except DeskError as refused:
        _refuse(at_work, taken, str(refused))
    except Exception:
        # One document, whatever is the matter with it, does not stop the rest.
        log.exception("document failed", job=at_work.claim.job_id, number=taken.number)
        _refuse(at_work, taken, BROKEN)


def _let_others_go_first(at_work: AtWork) -> None:
    waits = desk_jobs.others_wait(reading(), at_work.claim.job_id)
    finish_reading()
    if waits:
        raise PausedError


def _next(at_work: AtWork) -> Taken | None:
    _teller(at_work)(0, 1)
    at_work.heed()
    with at_work.booked() as session:
        return batches.take_up(session, at_work.claim)


def _teller(at_work: AtWork) -> Callable[[int, int], None]:
    """Return what tells how far the batch is, by documents, and keeps the job meanwhile."""
    done, total = batches.counted(reading(), at_work.claim.job_id)
    finish_reading()
    return lambda _done, _total: at_work.progress("reading", done, total, renew=True)


def _read(at_work: AtWork, begun: _Begun, taken: Taken, tell: Callable[[int, int], None]) -> None:
    """Fetch or extract a document and read it outside of any lock; then keep all of it at once.

    Nothing is kept of one that a redaction has let go of meanwhile.
    """
    at_work.hold(articles.most_seconds(desk().web))
    document = _in_hand(_brought(taken), taken.name)
    finish_reading()
    with at_work.kept():
        proposed = read(document.to_read, tell)
    with writing() as session:
        at_work.job(session)
        if not batches.is_waiting(session, at_work.claim.job_id, taken.number):
            return
        by = _worker(session, begun)
        reading_id = _keep(session, at_work, document, proposed, by)
        batches.note_read(session, at_work.claim.job_id, taken.number, reading_id)
        _note_pieces(session, at_work)
        at_work.heed()
        session.commit()


def _brought(taken: Taken) -> Article:
    if taken.content is None:
        return articles.fetched(taken.name, desk().web)
    name = taken.name.replace("\\", "/").rpartition("/")[2]
    return articles.uploaded(taken.content, name, taken.media_type or "")


def _in_hand(article: Article, name: str) -> _Document:
    """Return a document with what the desk knows of it: its source, and when that was published."""
    session, draft = reading(), source_of(article, name)
    source = same_source(session, draft) or batches.source_with_bytes(session, article.sha256)
    source_id = source.id if source else None
    told = source or draft
    return _Document(
        article,
        draft,
        source_id,
        looked_at=source is not None and batches.was_looked_at(session, source.id),
        ahead=Ahead(look_ahead(session, source_id, article)),
        to_read=ToRead(0, _text(session, source, article), told.published, _outlet(told)),
    )


def _text(session: Session, source: Source | None, article: Article) -> str:
    """Return the text that counts: that of the capture where the same bytes were kept before."""
    known = batches.capture_with(session, source.id, article.sha256) if source else None
    return known.text if known else article.text


def _outlet(told: Source | SourceDraft) -> str | None:
    return told.container_title or told.publisher


def _keep(
    session: Session, at_work: AtWork, document: _Document, proposed: Proposed, by: Actor
) -> int:
    capture = _kept(session, document, by)
    if article_to_read(session, capture.id).text != document.to_read.text:
        field = "text"
        raise RefusedError(field, "It was kept otherwise while it was read; bring it again.")
    to_read = replace(document.to_read, capture_id=capture.id)
    job_id, known = at_work.claim.job_id, document.looked_at
    kept = keep_reading(session, to_read, proposed, by, job_id=job_id, confirmed=known)
    return kept.reading.id


def _kept(session: Session, document: _Document, by: Actor) -> Capture:
    """Keep the document as a capture of the source it is, made if it is new."""
    article, ahead = document.article, document.ahead
    if document.source_id is None:
        return keeping.keep(session, document.draft, article, by, ahead).capture
    return keeping.capture_again(session, document.source_id, article, by, ahead).capture


def _worker(session: Session, begun: _Begun) -> Actor:
    by = reader(session, begun.account_id, begun.token_id)
    if not by.may(Permission.CAPTURE):
        message = "Whoever began this may not keep articles any more."
        raise NotAllowedError(message)
    return by


def _refuse(at_work: AtWork, taken: Taken, why: str) -> None:
    with at_work.booked() as session:
        batches.note_refused(session, at_work.claim.job_id, taken.number, why)
        _note_pieces(session, at_work)


def _note_pieces(session: Session, at_work: AtWork) -> None:
    done, total = batches.counted(session, at_work.claim.job_id)
    desk_jobs.note_pieces(session, at_work.claim, done, total)


def _finish(at_work: AtWork) -> None:
    told = batches.documents_of(reading(), at_work.claim.job_id)
    finish_reading()
    read_ = [one for one in told if one.reading_id is not None]
    result = {
        "documents": len(told),
        "read": len(read_),
        "refused": len(told) - len(read_),
        "proposals": sum(one.proposals for one in read_),
    }
    at_work.finish(result, (), steps=result["documents"])
