"""The rating of a ClaimReview: its word, its place on the reviewer's scale, who gave it, and where."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from desk.readers.linked_dates import date_of
from desk.refusals import RefusedError

if TYPE_CHECKING:
    from desk.readers.linked_nodes import Node

_PLACES = {"value": "ratingValue", "best": "bestRating", "worst": "worstRating"}
_LARGEST = 2**31


def rating(review: Node) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a review, and what of it could not be taken, in words.

    Raises RefusedError where it holds no rating.
    """
    date, untaken = date_of(review, "datePublished")
    given = review.part("reviewRating")
    if given is None:
        field = "reviewRating"
        raise RefusedError(field, "a ClaimReview needs a rating; give reviewRating")
    place, odd = _place(given)
    values = {
        "word": _word(given),
        **place,
        "summary": review.text("reviewBody", "description"),
        "url": address_of(review),
        "date": date,
        "organisation": reviewer(review),
    }
    return values, untaken + odd


def reviewer(review: Node) -> str | None:
    """Return who reviewed: the organisation where it is told, else whoever wrote the review."""
    told = review.parts("author", "publisher")
    bodies = [one for one in told if not one.types & {"Person"}]
    return next((name for one in (*bodies, *told) if (name := one.text("name", "url"))), None)


def address_of(review: Node) -> str | None:
    """Return where the review stands."""
    page = review.part("mainEntityOfPage")
    about = (page.text("url") or page.address) if page else None
    return review.text("url") or about or review.address


def _word(given: Node) -> str:
    """Return the rating in words; in figures where that is all there is."""
    word = given.text("alternateName", "name")
    value, best = given.text("ratingValue"), given.text("bestRating")
    if word or value:
        return word or " / ".join(filter(None, (value, best)))
    field = "reviewRating.alternateName"
    raise RefusedError(field, "the rating says nothing; give its word as alternateName")


def _place(given: Node) -> tuple[dict[str, int], list[str]]:
    """Return where the rating stands on its scale, unless it stands nowhere.

    What is no whole number, or lies beside its own scale, says nothing; so do best and worst that
    are the same, as they are where a feed has no scale.
    """
    told = {name: given.text(of) for name, of in _PLACES.items()}
    found = {name: _whole(text) for name, text in told.items() if text}
    known = {name: number for name, number in found.items() if number is not None}
    row = [known[name] for name in ("worst", "value", "best") if name in known]
    whole = len(known) == len(found) and "value" in known and row == sorted(row)
    if whole and (len(row) == 1 or known.get("worst") != known.get("best")):
        return known, []
    return {}, [f"the place {' / '.join(filter(None, told.values()))} of a rating"] if row else []


def _whole(text: str) -> int | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    fits = math.isfinite(number) and number.is_integer() and abs(number) < _LARGEST
    return int(number) if fits else None
