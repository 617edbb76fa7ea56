"""ClaimReview: what reviewers found of statements; a plain Claim of those that nobody reviewed.

JSON-LD with the context of schema.org alone, which is all that its readers take. On a web page
there may be one ClaimReview; a file of several is a graph.
"""

from __future__ import annotations

import json
from itertools import chain, islice
from textwrap import shorten
from typing import TYPE_CHECKING

from citations.canon import JSON, kept, listed
from citations.linked.claims import claim
from citations.linked.graph import date_fields, iri, organisation, statement_iri
from citations.words import one_line
from models.terms import Form
from models.tombstone import in_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.exported import Desk, Exported
    from models.records import ReviewRecord, StatementRecord

CONTEXT = "https://schema.org"
SHORT = 75
"""How long `claimReviewed` is at most: longer ones are cut where they are shown."""


def write_claim_reviews(exported: Exported) -> Iterator[str]:
    """Write the reviews of the statements, sorted by key, and the claims that have none."""
    nodes = (node for one in exported.statements() for node in claim_nodes(one, exported.desk))
    few = list(islice(nodes, 2))
    if len(few) == 1:
        yield json.dumps({"@context": CONTEXT, **few[0]}, ensure_ascii=False) + "\n"
    else:
        yield f'{{"@context": "{CONTEXT}", "@graph": '
        yield from listed(chain(few, nodes))
        yield "}\n"


def on_a_page(statement: StatementRecord, desk: Desk) -> JSON:
    """Return the one ClaimReview that a page of a statement may carry, the newest; else its Claim."""
    return {"@context": CONTEXT, **claim_nodes(statement, desk)[-1]}


def claim_nodes(statement: StatementRecord, desk: Desk) -> list[JSON]:
    """Return a ClaimReview for each review that stands, or the Claim alone; without a context."""
    about = claim(statement, desk)
    standing = [review for review in statement.reviews if not review.withdrawn_reason]
    return [_review(statement, review, about, desk) for review in standing] or [about]


def _review(statement: StatementRecord, review: ReviewRecord, about: JSON, desk: Desk) -> JSON:
    return kept(
        {
            "@type": "ClaimReview",
            "claimReviewed": in_short(statement),
            "reviewRating": _rating(review),
            "author": _reviewer(review, desk),
            "url": _address(statement, review, desk),
            **date_fields(review.date),
            "reviewBody": review.summary,
            "itemReviewed": about,
        }
    )


def in_short(statement: StatementRecord) -> str:
    """Return what was claimed in at most 75 characters; the whole of it is the Claim's text.

    Our sentence if there is one, else the quote in its quotation marks, else the passage.
    """
    if statement.claim or statement.form is Form.INDIRECT:
        return _cut(statement.claim or statement.passage or "", SHORT)
    return in_marks(_cut(statement.quote or "", SHORT - len("“”")))


def _cut(text: str, most: int) -> str:
    line = one_line(text)
    if len(line) <= most:
        return line
    # A word that is longer than all of it would leave nothing.
    return shorten(line, most, placeholder=" …").removeprefix("…") or f"{line[: most - 1]}…"


def _rating(review: ReviewRecord) -> JSON:
    return kept(
        {
            "@type": "Rating",
            "alternateName": review.word,
            "ratingValue": review.value,
            "bestRating": review.best,
            "worstRating": review.worst,
        }
    )


def _address(statement: StatementRecord, review: ReviewRecord, desk: Desk) -> str | None:
    """Return where the review stands: one of our own, if nowhere else, with its statement."""
    if review.url:
        return iri(review.url)
    own = desk.address and not review.organisation
    return statement_iri(desk, statement.id, statement.key) if own else None


def _reviewer(review: ReviewRecord, desk: Desk) -> JSON | None:
    """Return who reviewed: the organisation, else the desk as its settings name it."""
    if review.organisation:
        return {"@type": "Organization", "name": review.organisation}
    told = organisation(desk, "url")
    return {"@type": "Organization", **told} if told else None
