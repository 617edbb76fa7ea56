"""Ratings: on the desk's scale or as others gave them, revised, taken back, never exported then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import records, reviews, settings, statements
from desk.importing.imports import import_file
from desk.refusals import MissingError, RefusedError, StaleError
from desk.settings import SettingDraft
from desk.statement_drafts import ReviewDraft
from tests.citations.writing import text_of
from tests.desk.drafting import a_draft, log, one_event, told, withdraw

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Review, Statement

SCALE = (
    {"word": "false", "value": 1},
    {"word": "half true", "value": 3},
    {"word": "true", "value": 5},
)
THEIRS = {"word": "Pants on fire", "organisation": "PolitiFact", "url": "https://example.org/r"}


def _draft(**parts: object) -> ReviewDraft:
    return ReviewDraft.model_validate({"word": "half true"} | parts)


@pytest.fixture
def statement(writing: Session, checker: Actor, admin: Actor) -> Statement:
    draft = SettingDraft.model_validate({"name": "Example Desk", "ratings": SCALE})
    settings.revise_settings(writing, 1, draft, admin)
    writing.commit()
    return log(writing, checker)


def _rated(session: Session, statement: Statement, by: Actor, **parts: object) -> Review:
    review = reviews.write_review(session, statement.id, _draft(**parts), by)
    session.commit()
    return review


def test_our_word_is_placed_on_the_scale_of_the_desk(
    writing: Session, statement: Statement, reviewer: Actor
) -> None:
    review = _rated(writing, statement, reviewer, word="Half True", value=99)
    kept = (review.word, review.value, review.worst, review.best)
    assert kept == ("half true", 3, 1, 5)


def test_a_word_that_is_not_on_the_scale_is_refused_with_the_words_there_are(
    writing: Session, statement: Statement, reviewer: Actor
) -> None:
    with pytest.raises(RefusedError) as refused:
        reviews.write_review(writing, statement.id, _draft(word="bogus"), reviewer)
    assert refused.value.field == "word"
    assert "“half true”" in refused.value.reason


def test_a_desk_without_a_scale_says_where_it_is_set(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    statement = log(writing, checker)
    with pytest.raises(RefusedError, match="Settings"):
        reviews.write_review(writing, statement.id, _draft(), reviewer)


def test_a_rating_keeps_its_place_when_the_scale_changes(
    writing: Session, statement: Statement, reviewer: Actor, admin: Actor
) -> None:
    review = _rated(writing, statement, reviewer)
    new = [{"word": "wrong", "value": 1}, {"word": "right", "value": 2}]
    settings.revise_settings(writing, 2, SettingDraft.model_validate({"ratings": new}), admin)
    writing.commit()
    draft = _draft(summary="Nobody gave anything up.")
    reviews.revise_review(writing, review.id, review.version, draft, reviewer)
    assert (review.word, review.value, review.best, review.summary) == (
        "half true",
        3,
        5,
        "Nobody gave anything up.",
    )


def test_what_another_organisation_said_is_kept_as_it_said_it(
    writing: Session, statement: Statement, reviewer: Actor
) -> None:
    review = _rated(writing, statement, reviewer, **THEIRS)
    assert (review.word, review.value) == ("Pants on fire", None)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"url": None}, "url"),
        ({"best": 5}, "value"),
        ({"value": 6, "worst": 1, "best": 5}, "value"),
        ({"value": 2, "worst": 5, "best": 1}, "value"),
    ],
)
def test_a_rating_that_nobody_could_check_or_place_is_refused(
    parts: dict[str, object],
    field: str,
    writing: Session,
    statement: Statement,
    reviewer: Actor,
) -> None:
    with pytest.raises(RefusedError) as refused:
        reviews.write_review(writing, statement.id, _draft(**THEIRS | parts), reviewer)
    assert refused.value.field == field


def test_several_ratings_stand_beside_each_other_and_one_is_taken_back(
    writing: Session, statement: Statement, reviewer: Actor
) -> None:
    ours = _rated(writing, statement, reviewer)
    theirs = _rated(writing, statement, reviewer, **THEIRS)
    with one_event(writing, "review:withdraw") as left:
        reviews.withdraw_review(writing, ours.id, ours.version, "We misread it.", reviewer)
    assert left[0].subject_id == statement.id
    assert told(left[0])[1]["review"][str(ours.id)]["withdrawn_reason"] == "We misread it."
    shown = reviews.reviews_of(writing, statement.id)
    assert [one.withdrawn_reason for one in shown] == ["We misread it.", None]
    whole = records.one(writing, statement.id)
    assert [one.word for one in whole.reviews] == [theirs.word]
    assert "half true" not in text_of("jsonl", [whole])


def test_an_update_by_import_leaves_a_withdrawn_rating_alone(
    writing: Session, statement: Statement, reviewer: Actor, command_line: Actor
) -> None:
    ours = _rated(writing, statement, reviewer)
    _rated(writing, statement, reviewer, **THEIRS)
    reviews.withdraw_review(writing, ours.id, ours.version, "We misread it.", reviewer)
    writing.commit()
    line = text_of("jsonl", [records.one(writing, statement.id)])
    changed = line.replace("Pants on fire", "False")
    import_file(writing, changed.encode(), command_line, update=True)
    writing.commit()
    shown = reviews.reviews_of(writing, statement.id)
    assert [(one.word, one.withdrawn_reason) for one in shown] == [
        ("half true", "We misread it."),
        ("False", None),
    ]


def test_only_a_logged_statement_is_rated(
    writing: Session, statement: Statement, reviewer: Actor
) -> None:
    withdraw(writing, statement, reviewer)
    with pytest.raises(RefusedError, match="withdrawn"):
        reviews.write_review(writing, statement.id, _draft(), reviewer)


def test_two_people_at_one_rating_are_told(
    writing: Session, statement: Statement, reviewer: Actor
) -> None:
    review = _rated(writing, statement, reviewer)
    seen = review.version
    reviews.revise_review(writing, review.id, seen, _draft(word="true"), reviewer)
    writing.commit()
    with pytest.raises(StaleError):
        reviews.revise_review(writing, review.id, seen, _draft(), reviewer)
    with pytest.raises(StaleError):
        reviews.withdraw_review(writing, review.id, seen, "No.", reviewer)


def test_a_withdrawn_rating_is_neither_changed_nor_taken_back_again(
    writing: Session, statement: Statement, reviewer: Actor
) -> None:
    review = _rated(writing, statement, reviewer)
    with pytest.raises(RefusedError, match="Say why"):
        reviews.withdraw_review(writing, review.id, review.version, "  ", reviewer)
    reviews.withdraw_review(writing, review.id, review.version, "We misread it.", reviewer)
    writing.commit()
    with pytest.raises(RefusedError, match="write a new one"):
        reviews.revise_review(writing, review.id, review.version, _draft(), reviewer)


def test_what_is_not_there_is_missing(writing: Session, reviewer: Actor) -> None:
    with pytest.raises(MissingError):
        reviews.write_review(writing, 99, _draft(), reviewer)
    with pytest.raises(MissingError):
        reviews.withdraw_review(writing, 99, 1, "No.", reviewer)
    with pytest.raises(MissingError):
        reviews.review_of(writing, 99)


def test_a_rating_does_not_touch_the_version_of_the_statement(
    writing: Session, statement: Statement, reviewer: Actor, checker: Actor
) -> None:
    seen = statement.version
    _rated(writing, statement, reviewer)
    statements.revise_statement(writing, statement.id, seen, a_draft(quote="Never."), checker)
