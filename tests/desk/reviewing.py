"""ClaimReview as fact-checkers publish it, for tests: single reviews, feeds, pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desk.readers.claim_review import read_claim_reviews

if TYPE_CHECKING:
    from desk.readers.reading import FileRead
    from desk.statement_drafts import StatementLine

Review = dict[str, Any]


def a_claim_review(**parts: Any) -> Review:  # noqa: ANN401 -- whatever JSON-LD holds
    """Return a review as a plugin of a news site writes it; None leaves a property out."""
    known = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "Nobody has ever crossed the valley on foot.",
        "author": {
            "@type": "Organization",
            "name": "Fact Bureau",
            "url": "https://bureau.example/",
        },
        "datePublished": "2024-03-05T09:30:00+01:00",
        "url": "https://bureau.example/valley",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": "1",
            "bestRating": "5",
            "worstRating": "1",
            "alternateName": "False",
        },
        "itemReviewed": a_claim(),
    }
    return {name: value for name, value in (known | parts).items() if value is not None}


def a_claim(**parts: Any) -> Review:  # noqa: ANN401 -- whatever JSON-LD holds
    """Return what was claimed: by whom, when, and where it appeared first."""
    known = {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ada Berg", "jobTitle": "Mayor of Lowdale"},
        "datePublished": "2024-03-01",
        "firstAppearance": {
            "@type": "NewsArticle",
            "headline": "The valley and its mayor",
            "url": "https://herald.example/valley",
            "publisher": {"@type": "Organization", "name": "The Herald"},
        },
    }
    return {name: value for name, value in (known | parts).items() if value is not None}


def a_feed(*reviews: Review) -> Review:
    """Return reviews as the feed of the fact-check markup tool has them."""
    elements = [
        {"@type": "DataFeedItem", "dateCreated": "2024-03-06", "item": [one], "url": one.get("url")}
        for one in reviews
    ]
    return {
        "@context": "http://schema.org",
        "@type": "DataFeed",
        "dataFeedElement": elements,
        "dateModified": "2024-03-06T08:00:00Z",
    }


def a_page(*documents: object, head: str = "") -> bytes:
    """Return a page of a news site that carries the documents."""
    scripts = "\n".join(
        f'<script type="application/ld+json" class="seo">\n{as_text(one)}\n</script>'
        for one in documents
    )
    return f"<!DOCTYPE html>\n<html><head>{head}\n{scripts}\n</head><body>A</body></html>".encode()


def as_text(document: object) -> str:
    """Return a document as JSON; a text stays what it is."""
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)


def read_as(document: object) -> FileRead:
    """Read a document as a file."""
    return read_claim_reviews(as_text(document).encode())


def draft_of(document: object) -> StatementLine:
    """Return the first statement of a document in which nothing is wrong."""
    read = read_as(document)
    assert [str(fault) for fault in read.faults] == []
    return read.lines[0].draft


def fault_of(document: object) -> tuple[str, str]:
    """Return field and reason of the one thing that is wrong with a document."""
    [fault] = read_as(document).faults
    return fault.field, fault.reason


def faults_in(content: bytes) -> list[str]:
    """Return all that is wrong with a file."""
    return [str(fault) for fault in read_claim_reviews(content).faults]
