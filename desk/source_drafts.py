"""Drafts of sources and of how a statement appears in one."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from desk.drafts import (
    NO_NUL,
    Draft,
    EdtfText,
    Key,
    Language,
    Line,
    Number,
    RecordId,
    WebUrl,
    Words,
    refusal,
    refuse_both,
    storable,
)
from models.csl import ITEM_TYPES, csl_faults
from models.terms import Heard, NoticeKind

NAME_PARTS = frozenset(
    {
        "family",
        "given",
        "literal",
        "dropping-particle",
        "non-dropping-particle",
        "suffix",
    }
)


def _csl_name(name: dict[str, str]) -> dict[str, str]:
    if not set(name) <= NAME_PARTS or not {"family", "literal"} & set(name):
        kind = "csl_name"
        raise refusal(kind, "An author is {“family”, “given”} or {“literal”}, as in CSL 1.0.2.")
    return name


def _csl(csl: dict[str, Any]) -> dict[str, Any]:
    _refuse_unstorable(csl)
    faults = csl_faults(csl)
    if faults:
        kind = "csl"
        raise refusal(kind, " ".join(faults))
    return csl


def _refuse_unstorable(value: Any) -> None:  # noqa: ANN401 -- any JSON may come in
    if isinstance(value, str):
        storable(value)
    elif isinstance(value, float) and not isfinite(value):
        kind = "csl"
        raise refusal(kind, "A number has to be finite.")
    elif isinstance(value, dict):
        _refuse_unstorable([*value.keys(), *value.values()])
    elif isinstance(value, list):
        for one in value:
            _refuse_unstorable(one)


def _item_type(name: str) -> str:
    if name not in ITEM_TYPES:
        kind = "item_type"
        raise refusal(
            kind,
            f"“{name}” is not a CSL item type; an article in a newspaper is “article-newspaper”.",
        )
    return name


_NAME = {
    "propertyNames": {"enum": sorted(NAME_PARTS)},
    "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
}
Name = Annotated[dict[str, Line], AfterValidator(_csl_name), Field(json_schema_extra={**_NAME})]
ItemType = Annotated[
    Line,
    AfterValidator(_item_type),
    Field(json_schema_extra={"enum": sorted(ITEM_TYPES)}),
]


class NoticeDraft(Draft):
    """A source's own correction or retraction."""

    kind: NoticeKind
    date: EdtfText | None = None
    note: Words | None = None
    touches: tuple[Key, ...] = ()


class SourceWords(Draft):
    """What is kept of a work that reported; `type` is a CSL 1.0.2 item type, dates are EDTF."""

    type: ItemType
    title: Line
    title_supplied: bool = False
    authors: tuple[Name, ...] = ()
    container_title: Line | None = None
    publisher: Line | None = None
    genre: Line | None = None
    url: WebUrl | None = None
    published: EdtfText | None = None
    accessed: EdtfText | None = None
    archived_url: WebUrl | None = None
    language: Language | None = None
    csl: Annotated[dict[str, Any], AfterValidator(_csl)] = Field(default_factory=dict)


class NewSourceDraft(SourceWords):
    """A work that is new to the desk, and whether anybody here has read it; else it is a stub."""

    key: Key | None = None
    seen: bool = True


class ConfirmedSourceDraft(NewSourceDraft):
    """A work that is new to the desk, and whether it is none of those that it looks like."""

    confirmed: bool = False


class SourceDraft(NewSourceDraft):
    """A work as the exchange format gives it, with its own corrections and retractions."""

    notices: tuple[NoticeDraft, ...] = ()


Around = Annotated[
    str,
    AfterValidator(storable),
    Field(min_length=1, max_length=4000, json_schema_extra={"pattern": NO_NUL}),
]
"""What stands before or after a passage; it may be nothing but white space."""


class LocatorDraft(Draft):
    """Where in the source; offsets count characters of the capture's text."""

    exact: Words | None = None
    prefix: Around | None = None
    suffix: Around | None = None
    start: Number | None = None
    end: Number | None = None
    page: Line | None = None
    time: Line | None = None

    @model_validator(mode="after")
    def _span_is_whole(self) -> Self:
        if (self.start is None) != (self.end is None):
            kind = "span"
            raise refusal(kind, "A place in the text has a start and an end, or neither.")
        if self.start is not None and self.end is not None and self.start >= self.end:
            kind = "span"
            raise refusal(kind, "A place in the text starts before it ends.")
        return self


class RelayedSourceDraft(NewSourceDraft):
    """The work that a source cites: a stub, unless somebody here has read it too."""

    seen: bool = False


class HopDraft(Draft):
    """Who stands between speaker and source, and how they passed it on."""

    name: Line
    verb: Line | None = None


class RelayLine(HopDraft):
    """One hop between speaker and source, as the exchange format gives it."""

    source: SourceDraft | None = None


class RelayDraft(HopDraft):
    """One hop, whose source may be a known one."""

    source: RelayedSourceDraft | None = None
    source_id: RecordId | None = None

    @field_validator("source_id")
    @classmethod
    def _one_source(cls, source_id: int | None, info: ValidationInfo) -> int | None:
        refuse_both(source_id, info.data.get("source"), "source")
        return source_id


HOPS = 20
"""How many hops a chain may have."""
_MOST_HOPS = Field(json_schema_extra={"maxItems": HOPS})


def _chain(hops: tuple[HopDraft, ...]) -> tuple[Any, ...]:
    if len(hops) > HOPS:
        kind = "chain_too_long"
        message = f"A chain has at most {HOPS} hops; “{hops[HOPS].name}” is one too many."
        raise refusal(kind, message)
    return hops


class AppearanceLine(Draft):
    """A statement found in a source, as the exchange format gives it."""

    source: SourceDraft
    locator: LocatorDraft = LocatorDraft()
    heard: Heard = Heard.UNSTATED
    relays: Annotated[tuple[RelayLine, ...], AfterValidator(_chain), _MOST_HOPS] = ()


class AppearanceDraft(Draft):
    """A statement found in a source that is known, captured or new; who is cited is named."""

    source_id: RecordId | None = None
    source: NewSourceDraft | None = None
    capture_id: RecordId | None = None
    locator: LocatorDraft = LocatorDraft()
    heard: Heard = Heard.UNSTATED
    relays: Annotated[tuple[RelayDraft, ...], AfterValidator(_chain), _MOST_HOPS] = ()

    @field_validator("source")
    @classmethod
    def _one_source(
        cls, source: NewSourceDraft | None, info: ValidationInfo
    ) -> NewSourceDraft | None:
        refuse_both(source, info.data.get("source_id"), "source_id")
        return source

    @field_validator("capture_id")
    @classmethod
    def _of_its_own_source(cls, capture_id: int | None, info: ValidationInfo) -> int | None:
        # A capture was kept of a known source: what describes another would be left out.
        refuse_both(capture_id, info.data.get("source"), "source")
        return capture_id

    @model_validator(mode="after")
    def _cites_somebody(self) -> Self:
        if self.heard is Heard.VIA and not self.relays:
            kind = "relay_missing"
            raise refusal(
                kind, "Name whom the source cites, or say that it heard this in another way."
            )
        return self


class ConfirmedAppearanceDraft(AppearanceDraft):
    """A statement found in a source, and whether what looks odd is right all the same."""

    confirmed: bool = False
