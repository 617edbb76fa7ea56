"""Which statements a list shows, and in which order."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from desk.drafts import Draft, EdtfText, Key, Language, RecordId, UntilText, refusal
from models.asked import Asked, asked
from models.terms import Form, QuoteCheck, Relation, StatementStatus

ALL = "all"
USUAL = "usual"


class Order(StrEnum):
    """In which order a list shows statements."""

    LOGGED = "logged"
    """The last logged first."""
    SAID = "said"
    """The last said first; those of unknown date at the end."""
    OLDEST = "oldest"
    """The first said first; those of unknown date at the end."""
    RELEVANCE = "relevance"
    """What fits the words best first."""


class Linked(StrEnum):
    """Whether a live link joins a statement to another, and in which relation."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"
    CORRECTS = "corrects"
    NONE = "none"

    @property
    def relation(self) -> Relation | None:
        """The relation asked for; None where no link at all is."""
        return None if self is Linked.NONE else Relation(self.value)


_NAMED = [*StatementStatus, ALL]
_STATUSES = WithJsonSchema({"type": "string", "enum": _NAMED})


def _all(status: object) -> object:
    if isinstance(status, str) and status not in _NAMED:
        kind = "status"
        raise refusal(kind, f"Give one of {', '.join(f'“{one}”' for one in _NAMED)}.")
    return None if status == ALL else status


def _usual(order: object) -> object:
    return None if order == USUAL else order


_ORDERS = WithJsonSchema(
    {
        "type": "string",
        "enum": [USUAL, *Order],
        "description": "In which order: `usual` is the last said first where anything is looked for, "
        "else the last logged first.",
    }
)


class StatementScope(Draft):
    """Which statements a list shows, in which order."""

    q: str | None = None
    key: Key | None = None
    speaker_id: RecordId | None = None
    topic_id: RecordId | None = None
    source_id: RecordId | None = None
    #: None for every status, also written `all`.
    status: Annotated[StatementStatus | None, BeforeValidator(_all), _STATUSES] = (
        StatementStatus.LOGGED
    )
    form: Form | None = None
    relation: Linked | None = None
    #: Whether the desk holds a capture of a source it was found in.
    captured: bool | None = None
    #: Whether no appearance leads back to a source: see `desk.narrowing`.
    unsourced: bool | None = None
    #: What the comparison of its words with the captured text found, in any appearance.
    check: QuoteCheck | None = None
    language: Language | None = None
    since: EdtfText | None = None
    until: UntilText | None = None
    #: None for the usual one, also written so.
    order: Annotated[
        Order | None,
        BeforeValidator(_usual),
        _ORDERS,
        Field(json_schema_extra={"default": USUAL}),
    ] = None
    #: The last statement of the page before.
    before: RecordId | None = None

    @property
    def asked(self) -> Asked:
        """What is looked for in words."""
        return asked(self.q or "")

    @property
    def wordless(self) -> bool:
        """Whether something was typed in which there is no word; then nothing is found."""
        return bool(self.q and self.q.strip()) and not self.asked

    @property
    def sorted_by(self) -> Order:
        """The order, filled in; without words nothing fits better than the rest."""
        if self.order is None or (self.order is Order.RELEVANCE and not self.asked):
            return self.usual_order
        return self.order

    @property
    def usual_order(self) -> Order:
        """The order where none is asked for."""
        return Order.SAID if self.narrowed else Order.LOGGED

    @property
    def narrowed(self) -> bool:
        """Whether anything is looked for that a row of a statement does not tell by itself."""
        rest = (
            *(self.topic_id, self.source_id, self.form, self.relation, self.captured),
            *(self.unsourced, self.check, self.language, self.since, self.until),
        )
        return bool(self.asked) or any(one is not None for one in rest)
