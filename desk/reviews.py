"""Reviews: ratings of what was said, kept apart from whether it was said and whether two clash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.editing import in_version
from desk.history.audit import record
from desk.refusals import MissingError, RefusedError, needed_reason
from desk.settings import settings
from desk.statement_drafts import ReviewDraft
from models import Review, Statement
from models.records import ReviewRecord
from models.terms import StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

FIELDS = tuple(ReviewDraft.model_fields)
_NOUN = "rating"


def reviews_of(session: Session, statement_id: int) -> tuple[ReviewRecord, ...]:
    """Return every rating of a statement, the withdrawn ones too, in the order of writing."""
    chosen = select(Review).where(Review.statement_id == statement_id).order_by(Review.id)
    return tuple(_record(review) for review in session.scalars(chosen))


def standing(given: tuple[ReviewRecord, ...]) -> tuple[ReviewRecord, ...]:
    """Return the ratings that were not withdrawn."""
    return tuple(one for one in given if one.withdrawn_reason is None)


def review_of(session: Session, review_id: int) -> tuple[ReviewRecord, int]:
    """Return a rating and the id of its statement; raises MissingError."""
    review = session.get(Review, review_id)
    if review is None:
        raise MissingError(_NOUN, review_id)
    return _record(review), review.statement_id


def write_review(session: Session, statement_id: int, draft: ReviewDraft, by: Actor) -> Review:
    """Rate a logged statement: with a word of the desk's scale, or as another organisation did.

    Raises MissingError, and RefusedError on the field that is wrong.
    """
    statement = session.get(Statement, statement_id)
    if statement is None:
        noun = "statement"
        raise MissingError(noun, statement_id)
    if statement.status is not StatementStatus.LOGGED:
        field = "word"
        reason = f"The statement is {statement.status}; only a logged one can be rated."
        raise RefusedError(field, reason)
    review = Review(statement_id=statement_id)
    _write(session, review, draft)
    session.add(review)
    record(session, by, "review:write", statement)
    return review


def revise_review(
    session: Session, review_id: int, version: int, draft: ReviewDraft, by: Actor
) -> Review:
    """Replace what a rating says; raises StaleError when the version is not the current one."""
    review = _current(session, review_id, version)
    _write(session, review, draft)
    record(session, by, "review:revise", _statement(session, review))
    return review


def withdraw_review(
    session: Session, review_id: int, version: int, reason: str, by: Actor
) -> Review:
    """Take a rating back, with the reason; it stays in the record and leaves the exports.

    Raises MissingError, StaleError, and RefusedError on `reason`.
    """
    review = _current(session, review_id, version)
    review.withdrawn_reason = needed_reason(reason)
    record(session, by, "review:withdraw", _statement(session, review))
    return review


def refuse_odd(draft: ReviewDraft) -> None:
    """Refuse what another organisation cannot be said to have found: raises RefusedError."""
    if draft.url is None:
        field = "url"
        raise RefusedError(field, "Give the address where the other organisation says so.")
    given = [one for one in (draft.worst, draft.value, draft.best) if one is not None]
    if given and draft.value is None:
        field = "value"
        raise RefusedError(field, "Give the value too, or leave best and worst out.")
    if given != sorted(given):
        field = "value"
        raise RefusedError(field, "The value has to lie between the worst and the best.")


def _current(session: Session, review_id: int, version: int) -> Review:
    review = in_version(session, Review, review_id, version, _NOUN)
    if review.withdrawn_reason is not None:
        field = "reason"
        raise RefusedError(field, "This rating is withdrawn; write a new one.")
    return review


def _statement(session: Session, review: Review) -> Statement:
    return session.get_one(Statement, review.statement_id)


def _write(session: Session, review: Review, draft: ReviewDraft) -> None:
    if draft.organisation is None:
        draft = _on_our_scale(session, review, draft)
    else:
        refuse_odd(draft)
    for name in FIELDS:
        setattr(review, name, getattr(draft, name))


def _on_our_scale(session: Session, review: Review, draft: ReviewDraft) -> ReviewDraft:
    """Return the draft with value, best and worst of the desk's scale."""
    if review.id is not None and (review.word, review.organisation) == (draft.word, None):
        # What was rated on an earlier scale keeps its place on that one.
        kept = {name: getattr(review, name) for name in ("value", "best", "worst")}
        return draft.model_copy(update=kept)
    scale = settings(session).ratings
    found = next((one for one in scale if one.word.casefold() == draft.word.casefold()), None)
    if found is None:
        field = "word"
        words = ", ".join(f"“{one.word}”" for one in scale)
        raise RefusedError(
            field,
            f"Choose a word of the desk’s scale: {words}."
            if scale
            else "The desk has no rating scale yet; an admin sets it under Settings.",
        )
    place = {"word": found.word, "value": found.value}
    return draft.model_copy(update=place | {"worst": scale[0].value, "best": scale[-1].value})


def _record(review: Review) -> ReviewRecord:
    values = {name: getattr(review, name) for name in FIELDS}
    return ReviewRecord(
        id=review.id,
        version=review.version,
        withdrawn_reason=review.withdrawn_reason,
        **values,
    )
