"""ClaimReview on a desk: reviews of what is known by words and speaker, and of what is new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from models import Event, Source, Statement
from models.terms import Imported, Verdict
from tests.desk.importing import a_line, bring, export
from tests.desk.reviewing import a_claim, a_claim_review, a_page
from tests.desk.reviews_taken import (
    KNOWN,
    OTHER,
    WORDS,
    count,
    ratings,
    rows,
    take_reviews,
)
from tests.desk.test_import_tables import take

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def test_a_review_of_a_known_statement_is_added_to_it_in_one_event(
    writing: Session, admin: Actor, reviewer: Actor
) -> None:
    bring(writing, admin, KNOWN)
    events = count(writing, Event)
    result = take_reviews(writing, reviewer, a_claim_review())
    assert (result.made, result.updated, result.matched) == ([], ["valley"], [])
    assert rows(result) == [
        (1, Imported.STATEMENT, Verdict.UPDATED, "the review of Fact Bureau is new")
    ]
    assert ratings(writing) == [("Fact Bureau", "False")]
    assert (count(writing, Statement), count(writing, Source)) == (1, 1)
    assert count(writing, Event) == events + 1
    event = writing.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()
    assert (event.tag, json.loads(event.after or "")["updated"]) == ("import:file", ["valley"])


@pytest.mark.parametrize(
    ("reviewed", "speaker"),
    [
        (WORDS, "Ada Berg"),
        (f"“{WORDS}”", "ADA  BERG"),
        ("NOBODY has ever crossed the valley on foot", "Mayor Berg"),
        ("'Nobody has  ever crossed the valley on foot!'", "Ada Berg"),
    ],
)
def test_the_same_words_of_the_same_speaker_are_the_same_statement(
    writing: Session, admin: Actor, reviewed: str, speaker: str
) -> None:
    bring(writing, admin, KNOWN)
    claim = a_claim(author={"@type": "Organization", "name": speaker}, datePublished="2019")
    result = take_reviews(
        writing, admin, a_claim_review(claimReviewed=reviewed, itemReviewed=claim)
    )
    assert (result.made, result.updated) == ([], ["valley"])


@pytest.mark.parametrize(
    "known",
    [
        KNOWN | {"form": "indirect", "quote": None, "claim": WORDS},
        KNOWN | {"quote": "Nobody", "form": "mixed", "claim": WORDS},
        a_line("valley", speaker=KNOWN["speaker"], quote=None, form="indirect")
        | {
            "appearances": [
                {"source": KNOWN["appearances"][0]["source"], "locator": {"exact": WORDS}}
            ]
        },
    ],
)
def test_a_paraphrase_is_known_by_its_words_too(
    writing: Session, admin: Actor, known: dict[str, Any]
) -> None:
    bring(writing, admin, {name: told for name, told in known.items() if told is not None})
    assert take_reviews(writing, admin, a_claim_review()).updated == ["valley"]


@pytest.mark.parametrize(
    ("reviewed", "speaker"),
    [
        (WORDS, "Ada Holm"),
        ("Nobody has ever crossed the valley by foot.", "Ada Berg"),
        ("Somebody: nobody has ever crossed the valley on foot.", "Ada Berg"),
    ],
)
def test_other_words_or_another_speaker_make_another_statement(
    writing: Session, admin: Actor, reviewed: str, speaker: str
) -> None:
    bring(writing, admin, KNOWN)
    claim = a_claim(author=speaker)
    result = take_reviews(
        writing, admin, a_claim_review(claimReviewed=reviewed, itemReviewed=claim)
    )
    assert (len(result.made), result.updated) == (1, [])
    assert ratings(writing) == []


def test_a_sign_in_a_number_tells_two_claims_apart(writing: Session, admin: Actor) -> None:
    bring(writing, admin, KNOWN | {"quote": "Growth is -5 %"})
    take_reviews(writing, admin, a_claim_review(claimReviewed="Growth is 5 %"))
    assert count(writing, Statement) == 2


def test_a_new_statement_has_its_first_appearance_as_source_and_the_known_speaker(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, KNOWN)
    result = take_reviews(writing, admin, a_claim_review(claimReviewed="The bridge is safe."))
    assert [row[1:3] for row in rows(result)] == [
        (Imported.STATEMENT, Verdict.MADE),
        (Imported.SOURCE, Verdict.MADE),
        (Imported.SPEAKER, Verdict.MATCHED),
    ]
    made = writing.scalars(select(Statement).order_by(Statement.id.desc()).limit(1)).one()
    assert (made.claim, made.speaker.key, made.said) == (
        "The bridge is safe.",
        "berg",
        "2024-03-01",
    )
    assert made.appearances[0].source.url == "https://herald.example/valley"
    assert ratings(writing, made.key) == [("Fact Bureau", "False")]


def test_a_work_that_is_only_named_is_a_stub(writing: Session, admin: Actor) -> None:
    claim = a_claim(firstAppearance={"@type": "CreativeWork", "name": "A leaflet"})
    take_reviews(writing, admin, a_claim_review(itemReviewed=claim))
    source = writing.scalars(select(Source)).one()
    assert (source.title, source.seen, source.url) == ("A leaflet", False, None)


def test_a_known_source_is_met_by_its_address(writing: Session, admin: Actor) -> None:
    source = {
        "key": "herald",
        "type": "webpage",
        "title": "Valley",
        "url": "http://herald.example/valley/",
    }
    bring(writing, admin, KNOWN | {"quote": "Otherwise.", "appearances": [{"source": source}]})
    take_reviews(writing, admin, a_claim_review())
    assert (count(writing, Source), count(writing, Statement)) == (1, 2)


def test_a_second_import_changes_nothing(writing: Session, admin: Actor) -> None:
    unnamed = a_claim_review(claimReviewed="It rained.", itemReviewed=a_claim(author=None))
    reviews = (a_claim_review(), a_claim_review(**OTHER), unnamed)
    first = take_reviews(writing, admin, *reviews)
    assert len(first.made) == 2
    before, events = export(writing), count(writing, Event)
    again = take_reviews(writing, admin, *reviews)
    assert (again.changed, again.faults) == (False, [])
    assert {row.verdict for row in again.rows} == {Verdict.MATCHED}
    assert (export(writing), count(writing, Event)) == (before, events)


def test_several_reviews_of_one_claim_make_one_statement(writing: Session, admin: Actor) -> None:
    result = take_reviews(
        writing, admin, a_claim_review(), a_claim_review(**OTHER), a_claim_review()
    )
    statement = writing.scalars(select(Statement)).one()
    assert ratings(writing, statement.key) == [("Fact Bureau", "False"), ("Truth Desk", "False")]
    told = [row for row in rows(result) if row[1] is Imported.STATEMENT]
    assert told == [
        (1, Imported.STATEMENT, Verdict.MADE, ""),
        (2, Imported.STATEMENT, Verdict.MATCHED, "the review of Truth Desk is new"),
        (3, Imported.STATEMENT, Verdict.MATCHED, ""),
    ]


def test_a_page_is_imported_as_a_feed_is(writing: Session, admin: Actor) -> None:
    page = a_page({"@type": "WebSite"}, a_claim_review())
    result = take(writing, admin, page.decode(), "claimreview")
    assert len(result.made) == 1
    assert ratings(writing, result.made[0]) == [("Fact Bureau", "False")]
