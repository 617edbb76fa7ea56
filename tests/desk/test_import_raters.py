"""Imports by who may not rate: no review comes, changes or goes with them, in any format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desk.readers.faults import ImportRefusedError
from models import Review, Source, Statement
from models.roles import SCOPES, Scope
from tests.desk.importing import bring, export
from tests.desk.reviewing import a_claim, a_claim_review
from tests.desk.reviews_taken import KNOWN, OTHER, count, refused_reviews, take_reviews

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

THEIRS = {"word": "False", "organisation": "Fact Bureau", "url": "https://bureau.example/valley"}
RATED = KNOWN | {"reviews": [THEIRS]}
WHO = "only a reviewer or admin may bring, change or take away reviews; have one import it"


def refused_lines(
    session: Session, by: Actor, *lines: object, update: bool = False
) -> list[tuple[int, str, str]]:
    """Return line, field and reason of each fault of a file of which nothing was stored."""
    before = export(session)
    with pytest.raises(ImportRefusedError) as refused:
        bring(session, by, *lines, update=update)
    session.rollback()
    assert export(session) == before
    return [(fault.line, fault.field, fault.reason) for fault in refused.value.faults]


def test_who_may_not_rate_brings_no_review_of_others(
    writing: Session, admin: Actor, checker: Actor
) -> None:
    bring(writing, admin, KNOWN)
    new = a_claim_review(claimReviewed="The bridge is safe.")
    faults = refused_reviews(writing, checker, a_claim_review(), new)
    assert [fault[:2] for fault in faults] == [(1, "reviewRating"), (2, "reviewRating")]
    assert all(fault[2] == WHO for fault in faults)


def test_beside_refused_reviews_plain_claims_come_in_and_nothing_by_half(
    writing: Session, checker: Actor
) -> None:
    claim = a_claim(text="The bridge is safe.")
    result = take_reviews(writing, checker, a_claim_review(), claim, keep_good=True)
    assert [(fault.line, fault.field) for fault in result.faults] == [(1, "reviewRating")]
    assert [one.claim for one in writing.scalars(select(Statement))] == ["The bridge is safe."]
    assert (count(writing, Review), count(writing, Source)) == (0, 1)


def test_what_is_known_is_no_deed_and_taken_from_anybody(
    writing: Session, admin: Actor, checker: Actor
) -> None:
    take_reviews(writing, admin, a_claim_review(), a_claim_review(**OTHER))
    again = take_reviews(writing, checker, a_claim_review(), a_claim_review(**OTHER), update=True)
    assert (again.changed, again.faults) == (False, [])
    bring(writing, admin, RATED | {"key": "rated"})
    assert not bring(writing, checker, RATED | {"key": "rated"}, update=True).changed


def test_who_may_not_rate_changes_no_review(writing: Session, admin: Actor, checker: Actor) -> None:
    bring(writing, admin, KNOWN)
    take_reviews(writing, admin, a_claim_review())
    mended = a_claim_review(reviewRating={"alternateName": "Pants on fire"})
    with pytest.raises(ImportRefusedError, match=WHO):
        take_reviews(writing, checker, mended, update=True)
    writing.rollback()
    assert [one.word for one in writing.scalars(select(Review))] == ["False"]


def test_a_token_without_the_scope_rates_no_more_than_a_checker(
    writing: Session, admin: Actor
) -> None:
    log = replace(admin, granted=SCOPES[Scope.READ] | SCOPES[Scope.LOG])
    [(_line, _field, reason)] = refused_reviews(writing, log, a_claim_review())
    assert reason == "to bring, change or take away reviews a token needs the scope “review”"
    both = replace(admin, granted=SCOPES[Scope.LOG] | SCOPES[Scope.REVIEW])
    assert len(take_reviews(writing, both, a_claim_review()).made) == 1


@pytest.mark.parametrize(
    "reviews",
    [[THEIRS], [{"word": "false", "date": "2024-03-05"}]],
    ids=["of others", "the desk’s own"],
)
def test_lines_with_reviews_are_refused_by_their_field(
    writing: Session, checker: Actor, reviews: list[dict[str, Any]]
) -> None:
    faults = refused_lines(writing, checker, KNOWN | {"reviews": reviews}, KNOWN | {"key": "b"})
    assert [fault[:2] for fault in faults] == [(1, "reviews")]
    assert faults[0][2] == WHO


@pytest.mark.parametrize(
    ("reviews", "field"),
    [
        ([], "reviews"),
        ([THEIRS | {"word": "True"}], "reviews.0.word"),
        ([THEIRS, {"word": "false"}], "reviews"),
    ],
    ids=["gone", "changed", "new"],
)
def test_an_update_by_who_may_not_rate_leaves_the_reviews(
    writing: Session, admin: Actor, checker: Actor, reviews: list[object], field: str
) -> None:
    bring(writing, admin, RATED)
    told = RATED | {"note": "Heard twice.", "reviews": reviews}
    faults = refused_lines(writing, checker, told, update=True)
    assert [fault[:2] for fault in faults] == [(1, field)]
    (review,) = writing.scalars(select(Review.id))
    result = bring(writing, checker, RATED | {"note": "Heard twice."}, update=True)
    assert result.updated == ["valley"]
    assert list(writing.scalars(select(Review.id))) == [review]


NOTICED = "only a reviewer or admin may bring, change or take away notices; have one import it"


def test_who_may_not_place_notices_brings_none(
    writing: Session, admin: Actor, checker: Actor
) -> None:
    source = KNOWN["appearances"][0]["source"] | {"key": "valley-report"}
    found = [KNOWN["appearances"][0] | {"source": source}]
    plain = KNOWN | {"key": "told", "appearances": found}
    noticed = [found[0] | {"source": source | {"notices": [{"kind": "retracted"}]}}]
    told = plain | {"appearances": noticed}
    faults = refused_lines(writing, checker, told)
    assert [fault[2] for fault in faults] == [NOTICED]
    bring(writing, checker, plain)
    assert [fault[2] for fault in refused_lines(writing, checker, told, update=True)] == [NOTICED]
    bring(writing, admin, told, update=True)
    assert not bring(writing, checker, told).changed
    assert [fault[2] for fault in refused_lines(writing, checker, plain, update=True)] == [NOTICED]
