"""Sources as the API tells them: works, their notices, what was captured of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.terms import NoticeKind
from views.api.answers.base import Answer, within
from views.api.answers.statements import SourceNamedJSON


class ListedSourceJSON(Answer):
    """A source in a list, with the number of statements found in it."""

    id: int
    key: str
    title: str
    title_supplied: bool
    outlet: str
    published: str | None
    seen: bool
    type: str
    url: str | None
    statements: int


class TouchedJSON(Answer):
    """An appearance that a notice touches, by the statement it is of."""

    appearance_id: int
    statement_id: int
    speaker: str


class NoticeJSON(Answer):
    """A correction or retraction by the source itself; `first` are up to five of those `touched`."""

    id: int
    kind: NoticeKind
    date: str | None
    note: str | None
    created_at: datetime
    revised_at: datetime | None
    touched: int
    first: tuple[TouchedJSON, ...]


class ListedCaptureJSON(Answer):
    """What was kept of a source at a moment; `sha256` is that of its bytes, in hexadecimal."""

    id: int
    media_type: str
    sha256: str
    url: str | None
    filename: str | None
    retrieved_at: datetime
    seen_again_at: datetime | None
    redacted_at: datetime | None


class CaptureJSON(ListedCaptureJSON):
    """What was kept of a source at a moment, and of which."""

    source: SourceNamedJSON


class SourceJSON(Answer):
    """A work that reported; `type` is a CSL 1.0.2 item type, dates are EDTF.

    `seen` tells whether anybody here has read it; `merged_into` is the id of the source that is
    kept, where two were one work.
    """

    id: int = within("source", "id")
    key: str = within("source", "key")
    version: int
    type: str = within("source", "type")
    title: str = within("source", "title")
    title_supplied: bool = within("source", "title_supplied")
    authors: tuple[dict[str, Any], ...] = within("source", "authors")
    container_title: str | None = within("source", "container_title")
    publisher: str | None = within("source", "publisher")
    genre: str | None = within("source", "genre")
    url: str | None = within("source", "url")
    published: str | None = within("source", "published")
    accessed: str | None = within("source", "accessed")
    archived_url: str | None = within("source", "archived_url")
    language: str | None = within("source", "language")
    csl: dict[str, Any] = within("source", "csl")
    seen: bool = within("source", "seen")
    merged_into: int | None
    notices: tuple[NoticeJSON, ...]
    captures: tuple[ListedCaptureJSON, ...]


class SourceMergerJSON(Answer):
    """What merging `other` into the source with this `id` would do: how much would move.

    `taken` are the fields that the kept source would take over; where `dates_differ`, confirmed
    links are set to re-check.
    """

    id: int = within("kept", "id")
    kept: SourceNamedJSON
    other: SourceNamedJSON
    version: int
    other_version: int
    statements: int
    in_both: int
    relays: int
    captures: int
    notices: int
    speakers: int
    taken: tuple[str, ...]
    dates_differ: bool
