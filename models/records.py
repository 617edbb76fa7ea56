"""Whole records as frozen values: what crosses from the desk to pages and citations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.link_values import CorrectionRecord, LinkRecord
from models.origins import Origin, in_order, origins_of
from models.party_records import NoticeRecord, OfficeRecord, SourceRecord, SpeakerRecord
from models.speaker import name_key
from models.terms import (
    Form,
    Heard,
    QuoteCheck,
    StatementStatus,
    TranslationKind,
)
from models.weights import USUAL, weight_of

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = [
    "AppearanceRecord",
    "CorrectionRecord",
    "LinkRecord",
    "NoticeRecord",
    "OfficeRecord",
    "RelayRecord",
    "ReplyRecord",
    "ReviewRecord",
    "SourceRecord",
    "SpeakerRecord",
    "StatementRecord",
    "TranslationRecord",
]


@dataclass(frozen=True, kw_only=True)
class RelayRecord:
    """One hop between speaker and source, nearest to the speaker first."""

    name: str
    verb: str | None = None
    source: SourceRecord | None = None


@dataclass(frozen=True, kw_only=True)
class AppearanceRecord:
    """A statement found in a source; `exact` is the passage in the source's own words."""

    id: int
    source: SourceRecord
    capture_id: int | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    end: int | None = None
    page: str | None = None
    time: str | None = None
    heard: Heard = Heard.UNSTATED
    check: QuoteCheck = QuoteCheck.NOT_CHECKED
    checked_at: datetime | None = None
    relays: tuple[RelayRecord, ...] = ()

    @property
    def length(self) -> int:
        """How many characters its texts have, with those of its source and of its relays'."""
        works = (self.source, *(hop.source for hop in self.relays if hop.source))
        own = sum(map(len, filter(None, (self.exact, self.prefix, self.suffix))))
        return own + sum(work.length for work in works)

    def origin(self, said: str | None) -> tuple[str, ...]:
        """Return what identifies the independent origin of a statement said at an EDTF date.

        The first relay's source, else that relay's name and the date, else the own source.
        """
        if self.origin_source:
            return ("source", self.origin_source.key)
        return ("relay", name_key(self.relays[0].name), said or "")

    @property
    def origin_source(self) -> SourceRecord | None:
        """The report that is the independent origin; None where a relay is known by name alone."""
        return self.relays[0].source if self.relays else self.source

    @property
    def origin_name(self) -> str:
        """The name of the independent origin, for people."""
        return self.relays[0].name if self.relays else self.source.outlet


@dataclass(frozen=True, kw_only=True)
class TranslationRecord:
    """The words in another language; without an id where nothing is stored yet."""

    id: int | None = None
    language: str
    text: str
    by: str | None = None
    date: str | None = None
    kind: TranslationKind = TranslationKind.OURS

    @property
    def length(self) -> int:
        """How many characters its text has."""
        return len(self.text)


@dataclass(frozen=True, kw_only=True)
class ReviewRecord:
    """A rating of a statement; `organisation` is None for the desk's own."""

    id: int | None = None
    version: int | None = None
    word: str
    value: int | None = None
    best: int | None = None
    worst: int | None = None
    summary: str | None = None
    url: str | None = None
    date: str | None = None
    organisation: str | None = None
    withdrawn_reason: str | None = None

    @property
    def weight(self) -> int:
        """How much room its texts take, in statements of usual length."""
        return weight_of(self.summary, self.withdrawn_reason)


@dataclass(frozen=True, kw_only=True)
class ReplyRecord:
    """A request for comment, with its number where one is stored; `answer` and `answer_id` are those of the statement that answered."""

    id: int | None = None
    version: int = 1
    whom: str | None = None
    asked: str | None = None
    route: str | None = None
    deadline: str | None = None
    answer: str | None = None
    answer_id: int | None = None
    not_sought_because: str | None = None

    @property
    def weight(self) -> int:
        """How much room its texts take, in statements of usual length."""
        return weight_of(self.whom, self.route, self.not_sought_because)


@dataclass(frozen=True, kw_only=True)
class StatementRecord:
    """A statement with everything that belongs to it; dates are EDTF with their bounds."""

    id: int
    key: str
    version: int
    form: Form
    speaker: SpeakerRecord
    status: StatementStatus
    created_at: datetime
    quote: str | None = None
    claim: str | None = None
    language: str | None = None
    translations: tuple[TranslationRecord, ...] = ()
    role: str | None = None
    told: str | None = None
    in_answer_to: str | None = None
    said: str | None = None
    said_from: date | None = None
    said_to: date | None = None
    said_text: str | None = None
    about: str | None = None
    about_text: str | None = None
    where: str | None = None
    context: str | None = None
    note: str | None = None
    topics: tuple[str, ...] = ()
    status_reason: str | None = None
    appearances: tuple[AppearanceRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    reviews: tuple[ReviewRecord, ...] = ()
    reply_requests: tuple[ReplyRecord, ...] = ()
    #: When values of it were blanked.
    redacted_at: datetime | None = None
    #: What corrects it; read with whole statements and with pairs.
    corrections: tuple[CorrectionRecord, ...] = ()

    def __hash__(self) -> int:
        """Return the same of equal values; not all that belongs to it could be hashed."""
        titles = tuple([found.source.title for found in self.appearances])
        return hash((self.id, self.version, self.speaker.name, titles))

    @cached_property
    def weight(self) -> int:
        """How much room its texts take, in statements of usual length."""
        said = (self.quote, self.claim, self.context, self.note, self.in_answer_to)
        beside = (self.role, self.told, self.where, self.status_reason, self.speaker.note)
        translated = sum(one.length for one in self.translations)
        found = sum(one.length for one in self.appearances)
        return weight_of(*said, *beside) + (translated + found) // USUAL

    @cached_property
    def notices(self) -> tuple[tuple[SourceRecord, NoticeRecord], ...]:
        """The notices that touch it, of its sources and of those it came through."""
        works: dict[str, SourceRecord] = {}
        for found in self.appearances:
            hops = [hop.source for hop in found.relays if hop.source]
            works |= {work.key: work for work in (found.source, *hops)}
        return tuple(
            (work, notice)
            for work in works.values()
            for notice in work.notices
            if self.key in notice.touches
        )

    @property
    def corrected(self) -> bool:
        """Whether a notice touches it or another statement corrects it."""
        return bool(self.notices or self.corrections)

    @property
    def passage(self) -> str | None:
        """The source's own words around the statement, from the first appearance that has them."""
        return next((found.exact for found in self.appearances if found.exact), None)

    @property
    def wording(self) -> str:
        """What to show of it: the quote, else the claim, else the passage."""
        return self.quote or self.claim or self.passage or ""

    @cached_property
    def in_order(self) -> tuple[AppearanceRecord, ...]:
        """Its appearances, the first appearance first: by date where the order is known."""
        return tuple(in_order(self.appearances))

    @cached_property
    def independent(self) -> tuple[Origin, ...]:
        """Its independent origins, in order of appearance."""
        return origins_of([self])

    @property
    def origins(self) -> tuple[str, ...]:
        """The names of its independent origins, one a distinct origin, in order of appearance."""
        return tuple(origin.name for origin in self.independent)
