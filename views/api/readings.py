"""Readings: statements are proposed of captures, or of many articles at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from desk import captures
from desk import jobs as desk
from desk.capture_drafts import ArticleDraft
from desk.drafts import NOT_EMPTY, Draft, EdtfText, Line, RecordId
from desk.pages import PageScope
from desk.proposals import batches
from desk.proposals import readings as articles
from desk.proposals.batches import Given, was_looked_at
from desk.refusals import MissingError, RefusedError
from models import Permission
from views import batch_jobs, reading_jobs
from views.api.answers.readings import ReadingJSON
from views.api.jobs import show_job
from views.api.operations import Resource
from views.context import me, reading
from views.forms.readings import MOST
from views.reading_jobs import ReadingTask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.pages import Page
    from models.reading_records import ReadingRecord

readings = Resource("Readings", "Articles that are read for statements, and what is proposed.")


class ReadingScope(PageScope):
    """Which articles are listed."""

    #: Whether only those with something to decide.
    waiting: bool = False


class CaptureRead(Draft):
    """The capture that is to be read."""

    capture_id: RecordId


class DocumentDraft(ArticleDraft):
    """An article: its web address, or its text, or its HTML."""

    #: What a text or HTML is called.
    name: Line = "document"

    @property
    def given(self) -> Given:
        """The document as a batch takes it."""
        if self.address is not None:
            return Given(self.address)
        if self.text is not None:
            return Given(self.name, self.text.encode(), "text/plain")
        return Given(self.name, (self.html or "").encode(), "text/html")


class BatchDraft(Draft):
    """Articles that are read one after another."""

    documents: Annotated[tuple[DocumentDraft, ...], Field(max_length=MOST), *NOT_EMPTY]


class DetailsSeen(Draft):
    """The EDTF date on which the article was published, null where nobody knows it."""

    published: EdtfText | None


@readings.lists("/readings", ReadingJSON, ReadingScope, permission=Permission.READ)
def list_readings(scope: ReadingScope) -> Page[ReadingRecord]:
    """List the articles that were read, the newest first."""
    return articles.readings(reading(), scope.before, waiting=scope.waiting)


@readings.shows("/readings/<int:id>", ReadingJSON, permission=Permission.READ)
def show_reading(id: int) -> ReadingRecord:  # noqa: A002 -- the name in the address
    """Show an article that was read."""
    return articles.article_of(reading(), id)


@readings.begins("/readings", show_job, body=CaptureRead, permission=Permission.READ)
def read_capture(session: Session, draft: CaptureRead) -> int:
    """Read a capture, and have statements proposed of it: read again, only what is new.

    The job's result names the `reading`. Asked for twice while it waits, it is read once.
    """
    capture = _capture(draft.capture_id)
    known, me_ = was_looked_at(reading(), capture.source.id), me()
    task = asdict(ReadingTask(capture.id, known, me_.token_id))
    waiting = desk.waiting_job(session, reading_jobs.KIND, me_.account_id, task)
    if waiting is not None:
        return waiting
    return desk.begin_job(session, reading_jobs.KIND, me_.account_id, task, b"").id


@readings.begins("/readings/batches", show_job, body=BatchDraft, permission=Permission.CAPTURE)
def read_many(session: Session, draft: BatchDraft) -> int:
    """Fetch or take up to 500 articles, keep each as a capture of its source, and read it.

    The documents of the job tell what became of each; one that cannot be read does not stop the rest.
    """
    asked = {"token_id": me().token_id}
    job = desk.begin_job(session, batch_jobs.KIND, me().account_id, asked, b"")
    batches.add_documents(session, job.id, (one.given for one in draft.documents))
    return job.id


@readings.does("/readings/<int:id>/confirm", DetailsSeen, show_reading, permission=Permission.LOG)
def confirm_reading(session: Session, draft: DetailsSeen, id: int) -> int:  # noqa: A002
    """Say that a person has looked at the details of the article: statements are accepted after that.

    The date has to be that of the source; where it is wrong there, the source is revised first. Where
    `is_redated` is true after that, the capture is to be read again.
    """
    article = articles.article_of(session, id)
    if draft.published != article.source.published:
        field, known = "published", article.source.published
        has = (
            f"The source has {known}" if known else "The source has no date, for which null is sent"
        )
        reason = f"{has}; look at it, and revise the source where that is wrong."
        raise RefusedError(field, reason)
    return articles.confirm_details(session, id, me()).id


def _capture(capture_id: int) -> captures.CaptureRecord:
    try:
        return captures.capture_record(reading(), capture_id)
    except MissingError as missing:
        field = "capture_id"
        raise RefusedError(field, str(missing)) from missing
