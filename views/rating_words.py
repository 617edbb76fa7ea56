"""Ratings in words: fair ones, that name who rated and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from views.catalogue import gettext as _
from views.date_words import when
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from models.records import ReviewRecord


def review_words(review: ReviewRecord, desk_name: str | None) -> str:
    """Say a rating: "Rated “mostly false” by Example Desk, 3 October 2017"."""
    name = review.organisation or desk_name
    whose = isolated(name) if name else _("this desk")
    word = isolated(review.word)
    if review.date:
        said = _(
            "Rated “%(word)s” by %(whose)s, %(date)s",
            word=word,
            whose=whose,
            date=when(review.date),
        )
    else:
        said = _("Rated “%(word)s” by %(whose)s", word=word, whose=whose)
    return str(said)


def scale_place(review: ReviewRecord) -> str | None:
    """Say where a rating stands on its scale; None where that is not known."""
    if None in {review.value, review.best, review.worst}:
        return None
    return str(
        _(
            "%(value)s on a scale from %(worst)s to %(best)s",
            value=review.value,
            worst=review.worst,
            best=review.best,
        )
    )


def scale_words(ratings: Iterable[Any]) -> str:
    """Return a scale in one line, the worst word first."""
    pairs = (one if isinstance(one, Mapping) else vars(one) for one in ratings)
    return ", ".join(f"{one['value']} {one['word']}" for one in pairs if one["word"])


def register(app: Flask) -> None:
    """Give templates these words."""
    for word in (review_words, scale_place, scale_words):
        app.jinja_env.globals[word.__name__] = word
