"""Reviews: ratings of statements, written, revised, withdrawn."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desk import records
from desk import reviews as desk
from desk.drafts import ReasonDraft
from desk.pages import Page
from desk.statement_drafts import ReviewDraft
from models import Permission
from views.api.answers.reviews import ReviewJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.records import ReviewRecord

reviews = Resource("Reviews", "Ratings of statements: whether what was said is true.")


@reviews.lists("/statements/<int:id>/reviews", ReviewJSON)
def list_reviews(id: int) -> Page[ReviewJSON]:  # noqa: A002 -- the name in the address
    """List the ratings of a statement in the order of writing, the withdrawn ones too."""
    known = records.card(reading(), id)
    return Page(tuple(_told(one, id) for one in desk.reviews_of(reading(), known.id)))


@reviews.shows("/reviews/<int:id>", ReviewJSON)
def show_review(id: int) -> ReviewJSON:  # noqa: A002
    """Show a rating."""
    return _told(*desk.review_of(reading(), id))


@reviews.makes(
    "/statements/<int:id>/reviews", ReviewDraft, show_review, permission=Permission.REVIEW
)
def write_review(session: Session, draft: ReviewDraft, id: int) -> int:  # noqa: A002
    """Rate a logged statement: with a word of the desk's scale, or as another organisation did.

    Another organisation's rating needs its `url`; for the desk's own, value, best and worst are
    those of the scale.
    """
    return desk.write_review(session, id, draft, me()).id


@reviews.changes("/reviews/<int:id>", ReviewDraft, show_review, permission=Permission.REVIEW)
def revise_review(session: Session, draft: ReviewDraft, version: int, id: int) -> int:  # noqa: A002
    """Replace what a rating says."""
    return desk.revise_review(session, id, version, draft, me()).id


@reviews.decides(
    "/reviews/<int:id>/withdraw", ReasonDraft, show_review, permission=Permission.REVIEW
)
def withdraw_review(session: Session, draft: ReasonDraft, version: int, id: int) -> int:  # noqa: A002
    """Take a rating back; it stays in the record, and leaves the exports."""
    return desk.withdraw_review(session, id, version, draft.reason, me()).id


def _told(review: ReviewRecord, statement_id: int) -> ReviewJSON:
    return ReviewJSON(statement_id=statement_id, **asdict(review))
