"""Links as frozen values, by the keys of their sides, and what corrects a statement by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.terms import Answer, LinkStatus, Outcome, Relation, Standing
from models.weights import weight_of

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class LinkRecord:
    """A link by the keys of its sides; who proposed and decided is kept as account ids."""

    id: int
    key: str
    version: int
    from_id: int
    from_key: str
    to_id: int
    to_key: str
    relation: Relation
    status: LinkStatus
    rationale: str | None = None
    words: str | None = None
    to_words: str | None = None
    same_time: Answer | None = None
    same_place: Answer | None = None
    same_meaning: Answer | None = None
    reason: str | None = None
    override_reason: str | None = None
    recheck: bool = False
    recheck_why: str | None = None
    outcome: Outcome | None = None
    outcome_why: str | None = None
    proposer_id: int | None = None
    editor_id: int | None = None
    decider_id: int | None = None
    decided_at: datetime | None = None
    decided_by_two: bool = False

    def __hash__(self) -> int:
        """Return the same of equal values, sooner than of all of them."""
        return hash((self.id, self.version, self.recheck))

    @property
    def weight(self) -> int:
        """How much room its texts take, in statements of usual length."""
        told = (self.rationale, self.words, self.to_words, self.reason)
        return weight_of(*told, self.override_reason, self.recheck_why, self.outcome_why)

    @property
    def standing(self) -> Standing | None:
        """How far a contradiction goes; None for every other relation."""
        if self.relation is not Relation.CONTRADICTS:
            return None
        return Standing.of((self.same_time, self.same_place, self.same_meaning))

    def other_than(self, statement_id: int) -> int:
        """Return the id of the statement on the far side of one of its two."""
        return self.to_id if self.from_id == statement_id else self.from_id


@dataclass(frozen=True, kw_only=True)
class CorrectionRecord:
    """A statement that takes back or amends another one, by a confirmed link; `said` is EDTF.

    `own` where both are of one speaker.
    """

    link_id: int
    statement_id: int
    speaker: str
    own: bool
    said: str | None = None
    rationale: str | None = None
