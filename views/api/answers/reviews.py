"""Ratings as the API tells them."""

from __future__ import annotations

from views.api.answers.base import Answer


class ReviewJSON(Answer):
    """A rating of a statement, whose `organisation` is null where it is the desk’s own."""

    id: int
    version: int
    statement_id: int
    word: str
    value: int | None
    best: int | None
    worst: int | None
    summary: str | None
    url: str | None
    date: str | None
    organisation: str | None
    withdrawn_reason: str | None
