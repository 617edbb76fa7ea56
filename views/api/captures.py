"""Captures: what was kept of sources, read as it is and never run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import articles, keeping
from desk import captures as desk
from desk.capture_drafts import BroughtDraft, CaptureDraft
from desk.keeping import Ahead
from desk.known_already import need_new_work
from desk.looking_ahead import look_ahead
from desk.pages import PageScope
from desk.refusals import refused_at
from desk.sources import same_source, source_of
from models import Permission
from views import context
from views.api.answers.sources import CaptureJSON, ListedCaptureJSON
from views.api.operations import Resource
from views.captures import attached
from views.context import finish_reading, me, reading

if TYPE_CHECKING:
    from flask import Response
    from sqlalchemy.orm import Session

    from desk.articles import Article
    from desk.captures import CaptureLine, CaptureRecord
    from desk.pages import Page

    Brought = tuple[Article, Ahead]

captures = Resource(
    "Captures", "What sources said at a moment: bytes as they came, and the text in them."
)


@captures.lists("/sources/<int:id>/captures", ListedCaptureJSON, PageScope)
def list_captures(scope: PageScope, id: int) -> Page[CaptureLine]:  # noqa: A002 -- the name in the address
    """List what was kept of a source, the newest first."""
    return desk.page(reading(), id, scope.before)


@captures.shows("/captures/<int:id>", CaptureJSON)
def show_capture(id: int) -> CaptureRecord:  # noqa: A002
    """Show what is known of a capture; its text and its bytes stand at addresses of their own."""
    return desk.capture_record(reading(), id)


@captures.sends("/captures/<int:id>/text", ("text/plain",), permission=Permission.SEE)
def send_text(id: int) -> Response:  # noqa: A002
    """Send the text of a capture, in UTF-8: places in it are counted in characters."""
    return attached(
        desk.readable_text(reading(), id), "text/plain; charset=utf-8", f"capture-{id}.txt"
    )


@captures.sends(
    "/captures/<int:id>/content", ("application/octet-stream",), permission=Permission.SEE
)
def send_content(id: int) -> Response:  # noqa: A002
    """Send the bytes of a capture as they came, whatever they are: to be kept, not to be opened."""
    content, _media_type = desk.content_of(reading(), id)
    return attached(content, "application/octet-stream", f"capture-{id}")


def _look_at_known(draft: BroughtDraft, id: int) -> Brought:  # noqa: A002
    source_of(reading(), id)
    return _brought(draft, id)


def _look_at_new(draft: CaptureDraft) -> Brought:
    need_new_work(reading(), draft.source, confirmed=draft.confirmed)
    known = same_source(reading(), draft.source)
    return _brought(draft, known.id if known else None)


def _brought(draft: BroughtDraft, source_id: int | None) -> Brought:
    """Return what is brought, fetched and read, and what it changes: no lock is held meanwhile."""
    # Nor is a connection, however long a page takes to come.
    finish_reading()
    article = _article(draft)
    return article, Ahead(look_ahead(reading(), source_id, article), draft.confirmed)


def _article(draft: BroughtDraft) -> Article:
    if draft.address is not None:
        return articles.fetched(draft.address, context.desk().web)
    if draft.html is not None:
        return articles.written(draft.html)
    return articles.pasted(draft.text or "")


@captures.makes(
    "/captures",
    CaptureDraft,
    show_capture,
    permission=Permission.CAPTURE,
    prepare=_look_at_new,
)
def capture_source(session: Session, draft: CaptureDraft, prepared: Brought) -> int:
    """Keep what a source says, and the source, described where it is new; it counts as read.

    A page is fetched from its `address` as the desk fetches it, else its `text` or `html` is sent. A
    text much shorter than what was kept before is refused until `confirmed` is true, and so is a source
    that may be a known one, with the `candidates`.
    """
    article, ahead = prepared
    with refused_at("source"):
        return keeping.keep(session, draft.source, article, me(), ahead).capture.id


@captures.makes(
    "/sources/<int:id>/captures",
    BroughtDraft,
    show_capture,
    permission=Permission.CAPTURE,
    prepare=_look_at_known,
)
def capture_again(session: Session, draft: BroughtDraft, prepared: Brought, id: int) -> int:  # noqa: A002, ARG001
    """Keep what a known source says now, and look again at what rests on it.

    What is the same as before is kept once, and shown. Statements whose words no longer stand there
    are marked, and confirmed links that rest on them are re-checked.
    """
    article, ahead = prepared
    return keeping.capture_again(session, id, article, me(), ahead).capture.id
