"""Long work as the API tells it: how far it is, and what it did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.terms import DocumentState, Imported, JobState, Verdict
from views.api.answers.base import Answer


class JobJSON(Answer):
    """A job; what is not known, or not yet, is null."""

    id: int
    kind: str
    state: JobState
    account_id: int
    #: What it was asked to do.
    asked: dict[str, Any]
    #: What it is at.
    stage: str | None
    done: int
    total: int | None
    #: How much is done in a second.
    rate: int | None
    #: How many seconds the rest takes at that.
    seconds_left: int | None
    #: Whether it was asked to stop.
    stopping: bool
    #: Whether it tried a file that can be stored now.
    may_store: bool
    #: Why it came to nothing.
    error: str | None
    #: What it did: of an import, how many records were made and so on; of an article, its `reading`.
    result: dict[str, Any]
    #: How often it was begun.
    attempts: int
    created_at: datetime
    finished_at: datetime | None


class JobRowJSON(Answer):
    """What an import does, or would do, with one thing that a line tells of; `id` is its number."""

    id: int
    line: int
    what: Imported
    verdict: Verdict
    text: str
    field: str
    column: int | None
    why: str


class DocumentJSON(Answer):
    """A document of a batch, and what became of it; `id` is its number."""

    id: int
    name: str
    state: DocumentState
    error: str | None
    reading_id: int | None
    #: How many statements were proposed of it.
    proposals: int
