"""Drafts of captures: what a source said, and how it is brought."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from desk.drafts import ArticleText, Draft, RecordId, WebUrl, refusal
from desk.source_drafts import NewSourceDraft


class ArticleDraft(Draft):
    """An article: its text, its HTML, or the address to fetch it from; one of the three."""

    #: What is said where it is not one of the three: a word for programs, and a sentence.
    NOT_ONE: ClassVar[tuple[str, str]] = (
        "document",
        "Give an address, a text or HTML: one of the three.",
    )

    text: ArticleText | None = None
    html: ArticleText | None = None
    address: WebUrl | None = None

    @model_validator(mode="after")
    def _is_brought_one_way(self) -> Self:
        if sum(one is not None for one in (self.text, self.html, self.address)) != 1:
            raise refusal(*self.NOT_ONE)
        return self


class BroughtDraft(ArticleDraft):
    """What a source says: its text, its HTML, or the address to fetch it from; one of the three.

    `confirmed` where a text much shorter than the one before is no fragment.
    """

    NOT_ONE: ClassVar[tuple[str, str]] = (
        "ways",
        "Bring it one way: as “text”, as “html”, or by its “address”.",
    )

    confirmed: bool = False


class CaptureDraft(BroughtDraft):
    """What a source says, and which source that is."""

    source: NewSourceDraft


class TieDraft(Draft):
    """The capture that an appearance is to rest on, by id."""

    capture_id: RecordId
