"""Reviews that a desk refuses, changes only when asked to, or leaves as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desk.readers.faults import ImportRefusedError
from desk.reviews import withdraw_review
from desk.settings import SettingDraft, revise_settings, settings
from desk.statements import withdraw_statement
from models import Review, Speaker, Statement
from tests.desk.importing import bring
from tests.desk.reviewing import a_claim, a_claim_review
from tests.desk.reviews_taken import (
    KNOWN,
    OTHER,
    count,
    ratings,
    refused_reviews,
    take_reviews,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def test_a_review_that_says_otherwise_now_is_refused_or_brought_up_to_date(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, KNOWN)
    take_reviews(writing, admin, a_claim_review())
    mended = a_claim_review(reviewRating={"alternateName": "Misleading"})
    [(line, field, reason)] = refused_reviews(writing, admin, mended)
    assert (line, field) == (1, "reviewRating")
    assert "the review of Fact Bureau is known and says otherwise" in reason
    result = take_reviews(writing, admin, mended, update=True)
    assert (result.updated, ratings(writing)) == (["valley"], [("Fact Bureau", "Misleading")])
    assert [row.why for row in result.rows] == [
        "the review of Fact Bureau says otherwise now, and replaces the known one"
    ]
    later = a_claim_review(datePublished="2025-01-01")
    take_reviews(writing, admin, later)
    assert ratings(writing) == [("Fact Bureau", "Misleading"), ("Fact Bureau", "False")]


def test_a_review_that_was_withdrawn_here_does_not_come_back(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, KNOWN)
    take_reviews(writing, admin, a_claim_review())
    review = writing.scalars(select(Review)).one()
    withdraw_review(writing, review.id, review.version, "It was a parody.", admin)
    writing.commit()
    assert not take_reviews(writing, admin, a_claim_review()).changed
    assert count(writing, Review) == 1


def test_only_a_logged_statement_gets_a_review(writing: Session, admin: Actor) -> None:
    bring(writing, admin, KNOWN)
    statement = writing.scalars(select(Statement)).one()
    withdraw_statement(writing, statement.id, statement.version, "Never said.", admin)
    writing.commit()
    [(_line, field, reason)] = refused_reviews(writing, admin, a_claim_review())
    assert field == "itemReviewed"
    assert reason == "the statement is withdrawn; only a logged one can be rated"


@pytest.mark.parametrize(
    ("parts", "field"),
    [({"author": None}, "author"), ({"url": None}, "url")],
)
def test_a_review_that_nobody_signed_or_that_stands_nowhere_is_refused(
    writing: Session, admin: Actor, parts: dict[str, Any], field: str
) -> None:
    faults = refused_reviews(writing, admin, a_claim_review(**parts), a_claim_review(**OTHER))
    assert [fault[:2] for fault in faults] == [(1, field)]
    result = take_reviews(
        writing, admin, a_claim_review(**parts), a_claim_review(**OTHER), keep_good=True
    )
    assert [fault.line for fault in result.faults] == [1]
    assert count(writing, Review) == 1


def test_a_file_that_is_refused_stores_nothing_by_half(writing: Session, admin: Actor) -> None:
    bad = a_claim_review(claimReviewed="It rained.", reviewRating={"@type": "Rating"})
    faults = refused_reviews(writing, admin, a_claim_review(), bad)
    assert [fault[:2] for fault in faults] == [(2, "reviewRating.alternateName")]
    assert count(writing, Statement) == 0


def test_a_key_that_means_another_statement_is_refused(writing: Session, admin: Actor) -> None:
    bring(writing, admin, KNOWN)
    claim = a_claim(identifier="valley", text="The bridge is safe.")
    [(_line, field, reason)] = refused_reviews(writing, admin, a_claim_review(itemReviewed=claim))
    assert field == "itemReviewed"
    assert "“valley” is known and says otherwise" in reason


def test_two_speakers_of_one_name_are_told_apart_by_wikidata_or_not_at_all(
    writing: Session, admin: Actor
) -> None:
    lines = [
        KNOWN
        | {"key": f"s{n}", "speaker": {"key": f"b{n}", "name": "Ada Berg", "wikidata": f"Q{n}"}}
        for n in (1, 2)
    ]
    bring(writing, admin, *lines)
    new = {"claimReviewed": "The bridge is safe."}
    [(_line, field, reason)] = refused_reviews(writing, admin, a_claim_review(**new))
    assert field == "itemReviewed.author"
    assert "2 speakers are called “Ada Berg”" in reason
    for number, speakers in ((2, 2), (3, 3)):
        author = {"name": "Ada Berg", "sameAs": f"http://www.wikidata.org/entity/Q{number}"}
        claim = a_claim(author=author, text=f"The bridge is safe, {number}.")
        take_reviews(writing, admin, a_claim_review(itemReviewed=claim))
        made = writing.scalars(select(Statement).order_by(Statement.id.desc()).limit(1)).one()
        assert made.speaker.wikidata == f"Q{number}"
        assert count(writing, Speaker) == speakers


def test_our_own_rating_is_known_again_and_never_overwritten(
    writing: Session, admin: Actor
) -> None:
    version = settings(writing).version
    revise_settings(writing, version, SettingDraft(name="The Desk"), admin)
    own = {"word": "false", "date": "2024-03-05"}
    bring(writing, admin, KNOWN | {"reviews": [own]})
    by_us = a_claim_review(author={"name": "the desk"}, reviewRating={"alternateName": "false"})
    assert not take_reviews(writing, admin, by_us).changed
    other = by_us | {"reviewRating": {"alternateName": "true"}}
    with pytest.raises(ImportRefusedError, match="it is the desk’s own"):
        take_reviews(writing, admin, other, update=True)
    writing.rollback()
    assert ratings(writing) == [(None, "false")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("The Desk", "is"),
        ("  THE  desk ", "is"),
        ("Th\u0435 D\u0435sk", "looks like"),
        ("The\u200b Desk", "looks like"),
        ("The-Désk!", "looks like"),
    ],
)
def test_no_review_comes_in_in_the_desks_own_name(
    writing: Session, admin: Actor, name: str, told: str
) -> None:
    version = settings(writing).version
    revise_settings(writing, version, SettingDraft(name="The Desk"), admin)
    bring(writing, admin, KNOWN | {"reviews": [{"word": "false", "date": "2024-03-05"}]})
    borrowed = {"author": {"name": name}, "reviewRating": {"alternateName": "Pants on fire"}}
    known = a_claim_review(**borrowed, datePublished="2024-05-01", url="https://evil.example/r")
    new = a_claim_review(**borrowed, claimReviewed="The bridge is safe.")
    faults = refused_reviews(writing, admin, known, new)
    assert [fault[:2] for fault in faults] == [(1, "author"), (2, "author")]
    said = f"{name.strip()} {told} the name of this desk, which has no such review"
    assert all(said.split() == one[2].split()[: len(said.split())] for one in faults)
    result = take_reviews(writing, admin, known, new, keep_good=True, update=True)
    assert (result.changed, ratings(writing)) == (False, [(None, "false")])
