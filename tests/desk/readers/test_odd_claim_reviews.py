"""ClaimReview with faults, and such as is made to do harm."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.readers.claim_review import read_claim_reviews
from desk.readers.faults import ImportRefusedError
from desk.readers.linked_nodes import MOST_PARTS
from models.terms import SpeakerKind
from tests.desk.reviewing import (
    a_claim,
    a_claim_review,
    a_feed,
    draft_of,
    read_as,
)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"reviewRating": None}, "reviewRating"),
        ({"reviewRating": {"@type": "Rating"}}, "reviewRating.alternateName"),
        ({"claimReviewed": None}, "claimReviewed"),
        ({"claimReviewed": {"@type": "Thing"}}, "claimReviewed"),
        ({"claimReviewed": "It was said that …"}, "claimReviewed"),
        ({"claimReviewed": True}, "claimReviewed"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://a.example/ b"}, "url"),
        ({"url": "//a.example"}, "url"),
        ({"claimReviewed": "x\x00y"}, "itemReviewed.text"),
        ({"claimReviewed": "x\ud800y"}, "itemReviewed.text"),
        ({"claimReviewed": "x" + "\u0301" * 40}, "itemReviewed.text"),
        ({"itemReviewed": a_claim(author={"name": "x" * 5_000})}, "itemReviewed.author"),
        ({"reviewBody": "x" * 1_000_001}, "reviewBody"),
        ({"author": {"name": "x" * 5_000}}, "author.name"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_place(parts: dict[str, Any], field: str) -> None:
    read = read_claim_reviews(
        json.dumps(a_feed(a_claim_review(**parts), a_claim_review())).encode()
    )
    assert {(fault.line, fault.field, fault.unit) for fault in read.faults} == {(1, field, "entry")}
    assert [line.number for line in read.lines] == [2]


@pytest.mark.parametrize(
    "content",
    [
        b'{"@type": "ClaimReview", "itemReviewed": ' + b"[" * 100_000,
        b'{"@type": "ClaimReview", "author": ' + b'{"author":' * 5_000 + b"1" + b"}" * 5_001,
        b'{"@type": "ClaimReview", "x": ' + b"9" * 5_000 + b"}",
        b'{"@type": "ClaimReview", "x": NaN}',
        b"[" + b"{}," * 1_000_000 + b'{"@type": "ClaimReview"}]',
    ],
)
def test_what_is_made_to_do_harm_is_refused_in_a_line(content: bytes) -> None:
    [fault] = read_claim_reviews(content).faults
    assert "\n" not in str(fault)


def test_no_text_is_refused() -> None:
    for content in (b'{"a": "\xff"}', b'{"a": "\x00"}', b"<p>\x00"):
        with pytest.raises(ImportRefusedError):
            read_claim_reviews(content)


def test_of_very_many_values_some_are_looked_at() -> None:
    works = [f"https://a.example/{n}" for n in range(MOST_PARTS * 20)]
    read = read_as(a_claim_review(itemReviewed=a_claim(appearance=works, firstAppearance=None)))
    assert len(read.lines[0].draft.appearances) == 20
    assert read.dropped == ("more than 20 appearances of a claim",)


def test_a_thing_that_is_said_to_be_its_own_part_is_read_once() -> None:
    looped = {"@id": "#a", "itemReviewed": {"@id": "#a"}, "author": {"@id": "#a"}}
    draft = draft_of(a_claim_review(**looped))
    assert draft.speaker.kind is SpeakerKind.UNNAMED
    assert draft.reviews[0].organisation == "https://bureau.example/valley"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@id", "@type", "name", "url", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150)
@given(
    st.dictionaries(
        st.sampled_from([*a_claim_review(), "publisher", "reviewBody", "@id"]), JSON, max_size=4
    ),
    st.dictionaries(st.sampled_from([*a_claim(), "text", "identifier", "@id"]), JSON, max_size=4),
)
def test_whatever_a_review_holds_it_is_read_or_refused_by_name(
    review: dict[str, Any], claim: dict[str, Any]
) -> None:
    told = a_claim_review(**{"itemReviewed": a_claim(**claim)} | review) | {"@type": "ClaimReview"}
    read = read_claim_reviews(json.dumps(told).encode())
    assert len(read.lines) == 1 or all(fault.field for fault in read.faults)
