"""Drafts of captures: what a source said, and how it is brought."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from desk.drafts import ArticleText, Draft, RecordId, WebUrl, refusal
from desk.source_drafts import NewSourceDraft


class BroughtDraft(Draft):
    """What a source says: its text, its HTML, or the address to fetch it from; one of the three.

    `confirmed` where a text much shorter than the one before is no fragment.
    """

    text: ArticleText | None = None
    html: ArticleText | None = None
    address: WebUrl | None = None
    confirmed: bool = False

    @model_validator(mode="after")
    def _is_brought_one_way(self) -> Self:
        ways = (self.text, self.html, self.address)
        if sum(one is not None for one in ways) != 1:
            kind, message = "ways", "Bring it one way: as “text”, as “html”, or by its “address”."
            raise refusal(kind, message)
        return self


class CaptureDraft(BroughtDraft):
    """What a source says, and which source that is."""

    source: NewSourceDraft


class TieDraft(Draft):
    """The capture that an appearance is to rest on, by id."""

    capture_id: RecordId
