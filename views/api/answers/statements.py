"""Statements as the API tells them."""

from __future__ import annotations

from datetime import datetime

from models.terms import Form, Heard, QuoteCheck, SpeakerKind, StatementStatus, TranslationKind
from views.api.answers.base import Answer


class SpeakerNamedJSON(Answer):
    """Who said it."""

    id: int
    key: str
    name: str
    kind: SpeakerKind


class SourceNamedJSON(Answer):
    """The work in which it was found."""

    id: int
    key: str
    title: str
    outlet: str
    published: str | None
    url: str | None
    archived_url: str | None


class RelayJSON(Answer):
    """One hop between speaker and source, nearest to the speaker first."""

    name: str
    verb: str | None
    source: SourceNamedJSON | None


class AppearanceJSON(Answer):
    """A statement found in a source; `start` and `end` count characters of the capture's text."""

    id: int
    source: SourceNamedJSON
    capture_id: int | None
    exact: str | None
    prefix: str | None
    suffix: str | None
    start: int | None
    end: int | None
    page: str | None
    time: str | None
    heard: Heard
    check: QuoteCheck
    relays: tuple[RelayJSON, ...]


class TranslationJSON(Answer):
    """The words in another language."""

    id: int | None
    language: str
    text: str
    by: str | None
    date: str | None
    kind: TranslationKind


class StatementJSON(Answer):
    """A statement; dates are EDTF (levels 0 and 1, and `~`), languages BCP 47."""

    id: int
    key: str
    version: int
    status: StatementStatus
    status_reason: str | None
    form: Form
    quote: str | None
    claim: str | None
    language: str | None
    speaker: SpeakerNamedJSON
    role: str | None
    told: str | None
    in_answer_to: str | None
    said: str | None
    said_text: str | None
    about: str | None
    about_text: str | None
    where: str | None
    context: str | None
    note: str | None
    topics: tuple[str, ...]
    translations: tuple[TranslationJSON, ...]
    appearances: tuple[AppearanceJSON, ...]
    #: The names of its independent origins.
    origins: tuple[str, ...]
    created_at: datetime
    redacted_at: datetime | None
