"""What can be redacted: the parts of each kind of record, the rows and columns they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models import (
    Account,
    Appearance,
    Base,
    Capture,
    Link,
    Notice,
    Office,
    Relay,
    Remark,
    ReplyRequest,
    Review,
    SavedReport,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementSet,
    Translation,
)
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Holding:
    """Columns of rows: of the record itself, or of those that refer to it by `parent`.

    What was merged into a record tells the same: it counts as the record itself.

    `through` is the model that `parent` refers to where it is not the record, such as the
    appearances between a statement and its relays. Rows that are `dropped` go altogether. What is
    only `told` stands in no row: events alone have it.
    """

    model: type[Base]
    columns: tuple[str, ...]
    parent: str | None = None
    through: type[Base] | None = None
    dropped: bool = False
    told: bool = False


Parts = dict[str, tuple[Holding, ...]]

_BECAUSE = ("because",)
_LOCATOR = ("exact", "prefix", "suffix", "start", "end")
_STATEMENT: Parts = {
    **{
        name: (Holding(Statement, (name,)),)
        for name in (
            "quote",
            "claim",
            "context",
            "note",
            "told",
            "where",
            "in_answer_to",
            "role",
            "status_reason",
        )
    },
    "said": (Holding(Statement, ("said", "said_from", "said_to", "said_text")),),
    "about": (Holding(Statement, ("about", "about_from", "about_to", "about_text")),),
    "translations": (Holding(Translation, ("text", "by"), "statement_id"),),
    "passages": (Holding(Appearance, _LOCATOR, "statement_id"),),
    "relays": (Holding(Relay, ("name", "verb"), "appearance_id", Appearance),),
    # Why a source was taken off, or an earlier version brought back.
    "reasons": (Holding(Statement, _BECAUSE, told=True),),
}
_SPEAKER: Parts = {
    "name": (Holding(Speaker, ("name", "name_key", "found_by")),),
    "aliases": (
        Holding(SpeakerName, ("name", "name_key", "found_by"), "speaker_id", dropped=True),
    ),
    "offices": (Holding(Office, ("title", "organisation"), "speaker_id"),),
    "speaks_for": (Holding(Speaker, ("speaks_for",)),),
    "wikidata": (Holding(Speaker, ("wikidata",)),),
    "note": (Holding(Speaker, ("note",)),),
    "roles": (Holding(Statement, ("role",), "speaker_id"),),
    # Why somebody is the same as this one: it stands in the note of whoever was merged or named.
    "reasons": (
        Holding(Speaker, ("note",), "merged_into_id"),
        Holding(Speaker, _BECAUSE, told=True),
    ),
}
_SOURCE: Parts = {
    **{
        name: (Holding(Source, columns),)
        for name, columns in {
            "title": ("title",),
            "authors": ("authors",),
            "outlet": ("container_title", "publisher"),
            "genre": ("genre",),
            "addresses": ("url", "archived_url"),
            "csl": ("csl",),
        }.items()
    },
    "notices": (Holding(Notice, ("note",), "source_id"),),
    "reasons": (Holding(Source, _BECAUSE, told=True),),
}
PARTS: dict[str, Parts] = {
    "statement": _STATEMENT,
    "speaker": _SPEAKER,
    "source": _SOURCE,
    "capture": {
        "content": (Holding(Capture, ("content", "text", "sha256")),),
        "url": (Holding(Capture, ("url",)),),
        "filename": (Holding(Capture, ("filename",)),),
    },
    "link": {
        "rationale": (Holding(Link, ("rationale",)),),
        "words": (Holding(Link, ("words", "to_words")),),
        "reasons": (Holding(Link, ("reason", "override_reason", "recheck_why", "outcome_why")),),
    },
    "review": {
        name: (Holding(Review, (name,)),)
        for name in ("word", "summary", "url", "organisation", "withdrawn_reason")
    },
    "reply_request": {
        name: (Holding(ReplyRequest, (name,)),) for name in ("whom", "route", "not_sought_because")
    },
    "remark": {"text": (Holding(Remark, ("text",)),)},
    "saved_report": {name: (Holding(SavedReport, (name,)),) for name in ("title", "introduction")},
    "statement_set": {"name": (Holding(StatementSet, ("name", "name_key")),)},
    "account": {
        "name": (Holding(Account, ("name",)),),
        "email": (Holding(Account, ("email", "email_key")),),
    },
}
"""The parts of a record by the name of its table."""

MODELS: Mapping[str, type[Base]] = {
    "statement": Statement,
    "speaker": Speaker,
    "source": Source,
    "capture": Capture,
    "link": Link,
    "review": Review,
    "reply_request": ReplyRequest,
    "remark": Remark,
    "saved_report": SavedReport,
    "statement_set": StatementSet,
    "account": Account,
}

#: What stands in place of a value that has no words, or may have none.
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(
        (
            *("prefix", "suffix", "start", "end"),
            *("url", "archived_url", "wikidata"),
            *("said", "about"),
        )
    ),
    "authors": [],
    "csl": {},
    "content": b"",
}
#: What follows by itself when the column before it is written.
DERIVED = frozenset(
    {
        *("name_key", "found_by", "email_key"),
        *("said_from", "said_to", "about_from", "about_to"),
    }
)


def blank(row: Any, column: str) -> None:  # noqa: ANN401 -- a row of any table
    """Put the tombstone in place of a value; what is absent stays absent."""
    if column in DERIVED or getattr(row, column) is None:
        return
    setattr(row, column, _tombstone(row, column))


def _tombstone(row: Any, column: str) -> Any:  # noqa: ANN401
    if column in _EMPTY:
        empty = _EMPTY[column]
        return empty.copy() if isinstance(empty, list | dict) else empty
    if isinstance(row, Capture):
        # The hash of a short secret could be guessed.
        return f"redacted-{row.id}" if column == "sha256" else ""
    if isinstance(row, StatementSet):
        return f"{TOMBSTONE} {row.id}"
    if column == "email":
        return f"redacted-{row.id}@invalid"
    return TOMBSTONE
