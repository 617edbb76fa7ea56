"""ClaimReview of schema.org, from a page or a feed: statements as reviewers tell of them, rated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from desk.readers.claims import claimed, untaken_of
from desk.readers.faults import Fault, faults_of
from desk.readers.linked_files import documents
from desk.readers.linked_nodes import Web, standing
from desk.readers.ratings import rating
from desk.readers.reading import FileRead, NumberedLine, counted, silent, too_many
from desk.refusals import RefusedError
from desk.statement_drafts import StatementLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk.readers.linked_nodes import Node
    from desk.readers.reading import Progress

ENTRY = "entry"
NONE = "it holds no ClaimReview"
MOST_DROPPED = 20
#: Where in a ClaimReview stands what a draft refuses; the longest that fits is told.
_PLACES = {
    "reviews.0": "reviewRating",
    "reviews.0.word": "reviewRating.alternateName",
    "reviews.0.organisation": "author.name",
    "reviews.0.url": "url",
    "reviews.0.summary": "reviewBody",
    "speaker": "itemReviewed.author",
    "quote": "itemReviewed.text",
    "claim": "itemReviewed.text",
    "appearances": "itemReviewed.appearance",
}
#: What a reader of reviews has use for, and what is said of the page around it.
_TAKEN = frozenset(
    {"claimReviewed", "reviewRating", "author", "publisher", "datePublished", "url", "reviewBody"}
    | {"itemReviewed", "temporal", "name", "headline", "description", "mainEntityOfPage"}
)


def read_claim_reviews(content: bytes, progress: Progress = silent) -> FileRead:
    """Return the reviewed statements of a page or a feed, a ClaimReview an entry.

    A page in HTML with JSON-LD in scripts, or a file of it: one review, a list, a graph, a DataFeed
    or an ItemList. Claims that stand in it by themselves are statements without a review.
    Raises ImportRefusedError where it is no text, and where it refers to itself too often.
    """
    read = FileRead(unit=ENTRY)
    found = documents(content, read.faults)
    entries = list(_entries(found))
    if not entries and not read.faults:
        read.faults.append(Fault(0, "", NONE))
    read.faults += too_many(len(entries))
    if too_many(len(entries)):
        return read
    dropped = _Dropped()
    for number, (review, claim) in enumerate(counted(entries, progress), 1):
        _take(read, number, review, claim, dropped)
    read.dropped = tuple(dropped.names)[:MOST_DROPPED]
    return read


class _Dropped:
    """What could not be taken, in the order of the file; of a claim that many review, told once."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self._claims: set[int] = set()

    def add(self, untaken: Iterable[str], claim: Node | None, beside: Iterable[str]) -> None:
        """Add what cannot be read of a claim, what else it says, and what its review does."""
        self.names.update(dict.fromkeys(untaken))
        if claim is not None and id(claim.told) not in self._claims:
            self._claims.add(id(claim.told))
            self.names.update(dict.fromkeys(untaken_of(claim)))
        self.names.update(dict.fromkeys(beside))


def _entries(found: list[Any]) -> Iterator[tuple[Node | None, Node | None]]:
    """Yield each review with its claim, and the claims that no review is of."""
    web = Web(found)
    kinds = {"ClaimReview", "Claim"}
    told_of = (one for document in found for one in standing(document, web))
    nodes = [(node, alone) for node, alone in told_of if node.types & kinds]
    reviews = [node for node, _alone in nodes if "ClaimReview" in node.types]
    claims = [review.part("itemReviewed") for review in reviews]
    reviewed = {id(claim.told) for claim in claims if claim}
    told = {id(review.told): claim for review, claim in zip(reviews, claims, strict=True)}
    for node, alone in nodes:
        if id(node.told) in told:
            yield node, told.pop(id(node.told))
        elif alone and "Claim" in node.types and id(node.told) not in reviewed:
            yield None, node


def _take(
    read: FileRead, number: int, review: Node | None, claim: Node | None, dropped: _Dropped
) -> None:
    """Add the statement of an entry with its review, or what is wrong with it."""
    try:
        values, untaken = claimed(claim, review)
        beside: list[str] = []
        if review is not None:
            told, odd = rating(review)
            values["reviews"] = [told]
            beside = [*odd, *sorted(review.names - _TAKEN)]
        draft = StatementLine.model_validate(values)
    except RefusedError as refused:
        read.faults.append(Fault(number, refused.field, refused.reason, unit=ENTRY))
    except ValidationError as error:
        read.faults += [
            replace(fault, field=_place(fault.field), unit=ENTRY)
            for fault in faults_of(number, error)
        ]
    else:
        read.lines.append(NumberedLine(number, draft, reviewed=True))
        dropped.add(untaken, claim, beside)


def _place(field: str) -> str:
    fitting = [name for name in _PLACES if f"{field}.".startswith(f"{name}.")]
    return _PLACES[max(fitting, key=len)] if fitting else field
