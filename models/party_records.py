"""Those behind a statement as frozen values: speakers, and the works that reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from models.terms import NoticeKind, SpeakerKind


@dataclass(frozen=True, kw_only=True)
class OfficeRecord:
    """An office held, from and until EDTF dates."""

    title: str
    organisation: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, kw_only=True)
class SpeakerRecord:
    """A speaker with aliases and offices in their order."""

    id: int
    key: str
    name: str
    kind: SpeakerKind
    plural: bool = False
    aliases: tuple[str, ...] = ()
    offices: tuple[OfficeRecord, ...] = ()
    speaks_for: str | None = None
    wikidata: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeRecord:
    """A correction or retraction, with the keys of the statements whose appearances it touches."""

    kind: NoticeKind
    date: str | None = None
    note: str | None = None
    touches: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceRecord:
    """A work that reported; `authors` and `csl` are CSL 1.0.2 values, dates are EDTF."""

    id: int
    key: str
    type: str
    title: str
    title_supplied: bool = False
    authors: tuple[dict[str, Any], ...] = ()
    container_title: str | None = None
    publisher: str | None = None
    genre: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    accessed: str | None = None
    archived_url: str | None = None
    language: str | None = None
    csl: dict[str, Any] = field(default_factory=dict)
    seen: bool = True
    notices: tuple[NoticeRecord, ...] = ()

    @property
    def length(self) -> int:
        """How many characters its texts have, about."""
        noted = sum(len(one.note or "") for one in self.notices)
        further = len(repr(self.csl)) if self.csl else 0
        return len(self.title) + noted + further + (len(repr(self.authors)) if self.authors else 0)

    @property
    def outlet(self) -> str:
        """Who reported, as the trade names it: container, else publisher, else the title."""
        return self.container_title or self.publisher or self.title
