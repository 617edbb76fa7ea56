"""Which speakers, sources and topics a list shows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from desk.drafts import Draft, Key, RecordId, WebUrl
from desk.pages import PageScope
from models.search import ASKED_CHARACTERS

Sought = Annotated[str, Field(max_length=ASKED_CHARACTERS)]
"""Words that are looked for."""


class NameScope(PageScope):
    """Which records a list shows: those whose name holds the words, and the one with a key."""

    q: Sought | None = None
    #: That of one that was merged leads to the one that is kept.
    key: Key | None = None


class SourceScope(NameScope):
    """Which sources a list shows: by words, by key, or by their address."""

    #: The address, however it is written: with or without `www.`, a last slash, or tracking.
    url: WebUrl | None = None


class OtherScope(Draft):
    """Which other record is looked at beside one, by id."""

    other: RecordId


class SpeakerOrder(StrEnum):
    """In which order a list shows speakers."""

    NAME = "name"
    NEWEST = "newest"
    """The last described first."""


class SpeakerScope(NameScope):
    """Which speakers a list shows, in which order."""

    order: SpeakerOrder = SpeakerOrder.NAME
