"""What a ClaimReview says: the words, who said them and where, and the rating."""

from __future__ import annotations

from typing import Any

import pytest

from models.terms import Form, SpeakerKind
from tests.desk.reviewing import (
    a_claim,
    a_claim_review,
    draft_of,
    fault_of,
)


@pytest.mark.parametrize(
    ("text", "form", "quote", "claim"),
    [
        ("“I never said so.”", Form.DIRECT, "I never said so.", None),
        ('"I never said so."', Form.DIRECT, "I never said so.", None),
        ("«Jamais.»", Form.DIRECT, "Jamais.", None),
        ("“Never”, he said, “ever”", Form.INDIRECT, None, "“Never”, he said, “ever”"),
        ("He “never” said so.", Form.INDIRECT, None, "He “never” said so."),
        ("“”", Form.INDIRECT, None, "“”"),
        ("“", Form.INDIRECT, None, "“"),
    ],
)
def test_words_are_a_quote_where_all_of_them_stand_in_quotation_marks(
    text: str, form: Form, quote: str | None, claim: str | None
) -> None:
    draft = draft_of(a_claim_review(claimReviewed=text))
    assert (draft.form, draft.quote, draft.claim) == (form, quote, claim)


def test_the_words_of_the_claim_itself_go_before_what_was_reviewed() -> None:
    claim = a_claim(text="Nobody, ever, crossed it.")
    assert draft_of(a_claim_review(itemReviewed=claim)).claim == "Nobody, ever, crossed it."
    named = a_claim(name="Nobody crossed it.")
    told = a_claim_review(claimReviewed=None, itemReviewed=named)
    assert draft_of(told).claim == "Nobody crossed it."
    whole = a_claim(text="Nobody …")
    assert draft_of(a_claim_review(itemReviewed=whole)).claim == "Nobody …"


@pytest.mark.parametrize(
    ("author", "speaker"),
    [
        ("Ada Berg", {"name": "Ada Berg"}),
        ({"name": "Ada Berg"}, {"name": "Ada Berg"}),
        (
            {"@type": "NewsMediaOrganization", "name": "The Herald"},
            {"name": "The Herald", "kind": SpeakerKind.ORGANISATION},
        ),
        (
            {
                "@type": "Person",
                "name": "Ada Berg",
                "alternateName": ["A. Berg", "Ada Berg", "A. Berg"],
                "sameAs": ["https://ada.example", "https://www.wikidata.org/wiki/Q42"],
            },
            {"name": "Ada Berg", "aliases": ("A. Berg",), "wikidata": "Q42"},
        ),
        (
            {"@type": "Thing", "description": "two officials"},
            {"name": "two officials", "kind": SpeakerKind.UNNAMED, "plural": True},
        ),
        (
            {"@type": "Person", "name": "  "},
            {"name": "somebody whom Fact Bureau does not name", "kind": SpeakerKind.UNNAMED},
        ),
        (
            None,
            {"name": "somebody whom Fact Bureau does not name", "kind": SpeakerKind.UNNAMED},
        ),
    ],
)
def test_who_said_it_is_named_or_described(author: object, speaker: dict[str, Any]) -> None:
    draft = draft_of(a_claim_review(itemReviewed=a_claim(author=author)))
    assert draft.speaker.model_dump(exclude_defaults=True) == speaker


def test_two_speakers_do_not_make_one() -> None:
    both = [{"@type": "Person", "name": name} for name in ("Ada Berg", "Jo Holm")]
    field, reason = fault_of(a_claim_review(itemReviewed=a_claim(author=both)))
    assert field == "itemReviewed.author"
    assert "Ada Berg, Jo Holm" in reason


@pytest.mark.parametrize(
    ("works", "sources"),
    [
        (
            {"firstAppearance": None, "appearance": ["https://a.example/1", "A leaflet"]},
            [
                {
                    "type": "webpage",
                    "title": "a.example",
                    "title_supplied": True,
                    "url": "https://a.example/1",
                },
                {"type": "document", "title": "A leaflet", "seen": False},
            ],
        ),
        (
            {"firstAppearance": {"@type": "CreativeWork", "name": "A leaflet"}},
            [{"type": "document", "title": "A leaflet", "seen": False}],
        ),
        (
            {
                "firstAppearance": {
                    "@type": "SocialMediaPosting",
                    "headline": "A post",
                    "url": "https://a.example/post",
                    "datePublished": "2024-03-01T10:00:00Z",
                    "author": {"@type": "Person", "name": "Ada Berg", "familyName": "Berg"},
                    "archivedAt": "https://archive.example/1",
                    "inLanguage": "en",
                }
            },
            [
                {
                    "type": "post",
                    "title": "A post",
                    "authors": ({"family": "Berg"},),
                    "url": "https://a.example/post",
                    "published": "2024-03-01",
                    "archived_url": "https://archive.example/1",
                    "language": "en",
                }
            ],
        ),
        (
            {"firstAppearance": None, "appearance": [{"url": "javascript:alert(1)"}]},
            [
                {
                    "type": "webpage",
                    "title": "Review by Fact Bureau",
                    "title_supplied": True,
                    "publisher": "Fact Bureau",
                    "url": "https://bureau.example/valley",
                    "published": "2024-03-05",
                }
            ],
        ),
        (
            {"firstAppearance": {"name": "A page", "url": "data:text/html,x"}},
            [{"type": "webpage", "title": "A page", "seen": False}],
        ),
    ],
)
def test_where_it_appeared_is_its_source(
    works: dict[str, Any], sources: list[dict[str, Any]]
) -> None:
    draft = draft_of(a_claim_review(itemReviewed=a_claim(**works)))
    found = [one.source.model_dump(exclude_defaults=True) for one in draft.appearances]
    assert found == sources


def test_what_stands_in_the_review_alone_is_a_passage_in_the_words_of_the_reviewer() -> None:
    draft = draft_of(a_claim_review(itemReviewed=a_claim(firstAppearance=None)))
    [found] = draft.appearances
    assert (draft.claim, draft.note) == (None, None)
    assert found.locator.exact == "Nobody has ever crossed the valley on foot."


def test_the_claim_may_be_told_by_the_work_itself_as_it_once_was() -> None:
    work = {
        "@type": "CreativeWork",
        "author": {"@type": "Person", "name": "Ada Berg"},
        "datePublished": "2024-03-01",
        "name": "A speech in Lowdale",
    }
    draft = draft_of(a_claim_review(itemReviewed=work))
    assert (draft.speaker.name, draft.said) == ("Ada Berg", "2024-03-01")
    assert draft.claim == "Nobody has ever crossed the valley on foot."
    assert draft.appearances[0].source.title == "A speech in Lowdale"


@pytest.mark.parametrize(
    ("rating", "told"),
    [
        ({"ratingValue": 2, "bestRating": 5, "worstRating": 1}, ("2 / 5", 2, 5, 1)),
        ({"alternateName": "Mixed", "ratingValue": "2.0"}, ("Mixed", 2, None, None)),
        ({"alternateName": "Mixed", "ratingValue": "2.5"}, ("Mixed", None, None, None)),
        ({"name": "Mixed", "ratingValue": "high"}, ("Mixed", None, None, None)),
        ({"ratingValue": "False"}, ("False", None, None, None)),
        (
            {"alternateName": "False", "ratingValue": -1, "bestRating": -1, "worstRating": -1},
            ("False", None, None, None),
        ),
        (
            {"alternateName": "False", "ratingValue": 9, "bestRating": 5, "worstRating": 1},
            ("False", None, None, None),
        ),
        ({"alternateName": "False", "ratingValue": 1e300}, ("False", None, None, None)),
        ({"alternateName": "False", "bestRating": 5}, ("False", None, None, None)),
        ("False", ("False", None, None, None)),
    ],
)
def test_a_rating_is_a_word_and_a_place_if_it_has_one(
    rating: object, told: tuple[object, ...]
) -> None:
    [review] = draft_of(a_claim_review(reviewRating=rating)).reviews
    assert (review.word, review.value, review.best, review.worst) == told
