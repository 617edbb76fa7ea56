"""Drafts of links and of decisions on them."""

from __future__ import annotations

from typing import Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from desk.drafts import Draft, RecordId, Words, refusal
from models.terms import Answer, Outcome, Relation

QUESTIONS = ("same_time", "same_place", "same_meaning")
WEIGHTY = ("relation", "rationale", *QUESTIONS)
"""What a link says that was decided of it; the marked words only show it."""


class LinkWords(Draft):
    """What a link says: relation, rationale, the clashing words, the three answers."""

    relation: Relation
    rationale: Words | None = None
    words: Words | None = None
    to_words: Words | None = None
    same_time: Answer | None = None
    same_place: Answer | None = None
    same_meaning: Answer | None = None

    @model_validator(mode="before")
    @classmethod
    def _ask_contradictions_only(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        if value.get("relation") == Relation.CONTRADICTS:
            return value | {name: value.get(name) or Answer.UNKNOWN for name in QUESTIONS}
        # What is no answer at all is left to be refused.
        known = [None, *Answer]
        return {
            name: told for name, told in value.items() if name not in QUESTIONS or told not in known
        }


class LinkDraft(LinkWords):
    """A link to propose between two statements."""

    from_id: RecordId
    to_id: RecordId
    #: Reject a proposed link of the opposite relation on the same pair in the same deed.
    reject_opposite: bool = False

    @model_validator(mode="after")
    def _not_to_itself(self) -> Self:
        if self.from_id == self.to_id:
            kind = "self_link"
            raise refusal(kind, "A statement cannot be linked to itself; choose another one.")
        return self


class DecisionDraft(Draft):
    """A decision on a link: the reason of a rejection, or of deciding alone."""

    reason: Words | None = None
    override_reason: Words | None = None


class JudgementDraft(Draft):
    """What a reviewer found of a speaker against himself, and why; neither: it is open again."""

    outcome: Outcome | None
    outcome_why: Words | None = Field(default=None, validate_default=True)

    @field_validator("outcome_why")
    @classmethod
    def _say_why(cls, why: str | None, found: ValidationInfo) -> str | None:
        outcome = found.data.get("outcome")
        if outcome is not None and why is None:
            kind = "why_missing"
            raise refusal(kind, "Say why, in a sentence for readers of the report.")
        return why if outcome is not None else None
