"""ClaimReview in every shape in which pages and feeds give it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desk.readers.claim_review import read_claim_reviews
from desk.readers.formats import format_of
from models.terms import Form
from tests.desk.reviewing import (
    a_claim,
    a_claim_review,
    a_feed,
    a_page,
    draft_of,
    faults_in,
    read_as,
)


def test_a_review_is_a_statement_with_its_speaker_source_and_rating() -> None:
    draft = draft_of(a_claim_review())
    assert draft.model_dump(exclude_defaults=True) == {
        "form": Form.INDIRECT,
        "claim": "Nobody has ever crossed the valley on foot.",
        "note": "The words are those of Fact Bureau.",
        "speaker": {"name": "Ada Berg"},
        "role": "Mayor of Lowdale",
        "said": "2024-03-01",
        "appearances": (
            {
                "source": {
                    "type": "article-newspaper",
                    "title": "The valley and its mayor",
                    "publisher": "The Herald",
                    "url": "https://herald.example/valley",
                }
            },
        ),
        "reviews": (
            {
                "word": "False",
                "value": 1,
                "best": 5,
                "worst": 1,
                "url": "https://bureau.example/valley",
                "date": "2024-03-05",
                "organisation": "Fact Bureau",
            },
        ),
    }


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda one: [one],
        lambda one: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, one]},
        a_feed,
        lambda one: {"@type": "ItemList", "itemListElement": [one]},
        lambda one: {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "position": 1, "item": one}],
        },
        lambda one: {"@type": "NewsArticle", "headline": "On the valley", "review": one},
        lambda one: [[{"@graph": [[one]]}]],
        lambda one: one | {"@type": ["Review", "http://schema.org/ClaimReview"]},
        lambda one: (
            {f"schema:{name}": told for name, told in one.items() if name[0] != "@"}
            | {"@type": "schema:ClaimReview"}
        ),
        lambda one: one | {"claimReviewed": {"@value": one["claimReviewed"], "@language": "en"}},
        lambda one: one | {"itemReviewed": [one["itemReviewed"]]},
        lambda one: {
            "@graph": [
                one | {"itemReviewed": {"@id": "#claim"}, "author": {"@id": "#by"}},
                one["itemReviewed"] | {"@id": "#claim"},
                one["author"] | {"@id": "#by"},
            ]
        },
        lambda one: one | {"author": [{"@type": "Person", "name": "Jo"}, one["author"]]},
        lambda one: one | {"author": {"@type": "Person", "name": "Jo"}, "publisher": one["author"]},
        lambda one: one | {"url": None, "mainEntityOfPage": one["url"]},
        lambda one: one | {"url": None, "@id": one["url"]},
    ],
)
def test_every_shape_of_a_review_says_the_same(wrapped: Any) -> None:  # noqa: ANN401
    told = wrapped(a_claim_review())
    if isinstance(told, dict):
        told = {name: value for name, value in told.items() if value is not None}
    read = read_as(told)
    assert (len(read.lines), read.unit) == (1, "entry")
    assert draft_of(told) == draft_of(a_claim_review())


def test_a_page_carries_reviews_in_scripts() -> None:
    other = a_claim_review(claimReviewed="The bridge is safe.")
    broken = '{"@type": "BreadcrumbList", "itemListElement": [}'
    page = a_page({"@type": "WebSite", "name": "Bureau"}, broken, a_claim_review(), [other])
    read = read_claim_reviews(page)
    assert read.faults == []
    assert [line.draft.claim for line in read.lines] == [
        "Nobody has ever crossed the valley on foot.",
        "The bridge is safe.",
    ]
    assert format_of(page, "page.html").name == "claimreview"


def test_a_page_is_read_in_the_charset_that_it_declares() -> None:
    words = "Die Brücke über die Wümme trägt."
    page = a_page(a_claim_review(claimReviewed=words), head='<meta charset="iso-8859-1">')
    read = read_claim_reviews(page.decode().encode("latin-1"))
    assert read.lines[0].draft.claim == words


def test_what_stands_in_a_comment_of_a_page_is_not_published() -> None:
    page = b"<!-- " + a_page(a_claim_review()) + b" --><p>"
    assert faults_in(page) == ["it holds no ClaimReview"]


@pytest.mark.parametrize(
    "page",
    [
        b"<p>No data.",
        b"<script type='application/ld+json'>" + json.dumps(a_claim_review()).encode(),
        b"<script>" + json.dumps(a_claim_review()).encode() + b"</script>",
        b"<script",
        b"<!--",
        b'{"@type": "Article"}',
        b"[]",
        b"1",
    ],
)
def test_a_file_without_a_review_says_so(page: bytes) -> None:
    assert faults_in(page) == ["it holds no ClaimReview"]


def test_broken_json_is_named_with_its_line() -> None:
    page = a_page(a_claim_review(), '{\n"@type": "ClaimReview",\n}')
    assert faults_in(page)[0].startswith("line 9: this is not JSON")
    assert faults_in(b'{"@type":\n "ClaimReview" 1}')[0].startswith("line 2, column 16: this is n")
    assert "stands twice" in faults_in(b'{"@type": "ClaimReview", "@type": "Claim"}')[0]


def test_what_the_record_has_no_place_for_is_named() -> None:
    claim = a_claim(datePublished="Tuesday", isBasedOn="x", interpretedAsClaim="y")
    read = read_as(a_claim_review(itemReviewed=claim, datePublished="5.3.24", about="x"))
    assert read.lines[0].draft.said is None
    assert read.dropped == (
        "datePublished “Tuesday”",
        "interpretedAsClaim",
        "isBasedOn",
        "datePublished “5.3.24”",
        "about",
    )


def test_a_claim_that_nobody_reviewed_is_a_statement_and_one_told_of_twice_is_one() -> None:
    alone = a_claim(text="The bridge is safe.") | {"@id": "#other"}
    shared = a_claim(text="Nobody crossed.") | {"@id": "#claim"}
    graph = [a_claim_review(itemReviewed={"@id": "#claim"}), shared, alone, {"about": a_claim()}]
    read = read_as({"@graph": graph})
    told = [(line.draft.claim, len(line.draft.reviews)) for line in read.lines]
    assert told == [("Nobody crossed.", 1), ("The bridge is safe.", 0)]
