"""The text of a page that came along with words in it: kept in the same deed, under what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.keeping import Ahead, Kept, capture_again, tie
from desk.locating import foreseen_source
from desk.looking_ahead import look_ahead
from desk.refusals import RefusedError, UnconfirmedError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.articles import Article
    from desk.source_drafts import AppearanceDraft
    from models import Appearance

FIELD = "page_text"


def look_at(session: Session, draft: AppearanceDraft, article: Article) -> Ahead:
    """Look at the text before any lock is taken; raises RefusedError for a source that is not there."""
    source = foreseen_source(session, draft)
    return Ahead(look_ahead(session, source.id, article))


def rest_on(session: Session, found: Appearance, article: Article, by: Actor, ahead: Ahead) -> Kept:
    """Keep the text of the page as a capture of an appearance's source, and check its words there.

    Raises RefusedError on `page_text` for what looks like a part of what was kept of the source: who
    logs a statement does not say by the way that a source has lost others.
    """
    try:
        kept = capture_again(session, found.source_id, article, by, ahead)
    except UnconfirmedError as odd:
        told = " ".join(odd.warnings)
        remedy = (
            "Leave it out here; if it is, keep it with “Capture again” on the page of the source."
        )
        raise RefusedError(FIELD, f"{told} {remedy}") from odd
    tie(session, found.id, found.statement.version, kept.capture.id, by)
    return kept
