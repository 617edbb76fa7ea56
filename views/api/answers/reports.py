"""Reports as the API tells them: in the shape in which they leave the desk as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from models.terms import Outcome, PairKind, Standing
from views.api.answers.base import Answer
from views.api.answers.links import GapJSON

Line = dict[str, Any]
"""A statement as a line of the JSON Lines format has it, with its `id` and those of its speaker and
sources, also of sources that relayed it; what is empty is left out."""
Narrowed = dict[str, str | int]
"""What a report is narrowed by, by the names of its parameters."""


class CountsJSON(Answer):
    """How many conflicts there are; `least` where there may be more than were counted."""

    pairs: int
    direct: int
    unresolved: int
    apparent: int
    self_: int = Field(alias="self")
    others: int
    unnamed: int
    recheck: int
    proposed: int
    #: How many statements they dispute, null where these are too many to count.
    disputed: int | None
    least: bool


class AskedJSON(Answer):
    """Whom the desk asked for comment on a pair, or why nobody; dates are EDTF."""

    whom: str | None = None
    asked: str | None = None
    route: str | None = None
    deadline: str | None = None
    answer: str | None = None
    not_sought_because: str | None = None


class ReportedPairJSON(Answer):
    """A conflict, the earlier statement first where the order is known.

    Each is as a line of the JSON Lines format has it, with the ids of statement, speaker and sources.
    """

    id: int
    key: str
    first: Line
    second: Line
    order_known: bool
    gap_days: int | None
    gap: GapJSON | None
    rationale: str | None
    standing: Standing | None
    kind: PairKind
    corrected: bool
    recheck: bool
    decided_by_two: bool
    outcome: Outcome | None
    outcome_why: str | None
    reply_requests: tuple[AskedJSON, ...]


class ResponseJSON(Answer):
    """A statement that disputes another one, and their pair: each by id and by key."""

    pair_id: int
    pair: str
    statement_id: int
    statement: str
    standing: Standing


class DisputedJSON(Answer):
    """A disputed statement, by id and by key, with its independent origins and what disputes it."""

    statement_id: int
    statement: str
    origins: tuple[str, ...]
    responses: tuple[ResponseJSON, ...]


class LostJSON(Answer):
    """What the history does not give back of an earlier day."""

    why: str
    of: str
    ids: tuple[int, ...]


class ReportJSON(Answer):
    """A page of the report of contradictions, with the counts of all in scope."""

    scope: Narrowed
    as_of: date
    counts: CountsJSON
    pairs: tuple[ReportedPairJSON, ...]
    by_statement: tuple[DisputedJSON, ...]
    lost: tuple[LostJSON, ...] = ()
    #: The cursor of the next page.
    next: str | None


class PathJSON(Answer):
    """Three statements by key and by id, and the links between them by id, and in words."""

    statements: tuple[str, ...]
    statement_ids: tuple[int, ...]
    link_ids: tuple[int, ...]
    path: str


class ExaminedJSON(Answer):
    """What decided links lead to and nobody has looked at."""

    to_examine: tuple[PathJSON, ...]
    unbalanced: tuple[PathJSON, ...]


class SavedReportJSON(Answer):
    """A title, an introduction and what the report is about, under an address that stays."""

    id: int
    key: str
    version: int
    title: str
    introduction: str | None
    scope: Narrowed
    created_at: datetime


class FrozenReportJSON(Answer):
    """A report as it was frozen; `sha256` is that of its bytes then."""

    id: int
    report_id: int
    number: int
    frozen_at: datetime
    by: str
    pairs: int
    sha256: str
    #: That of its bytes now, where values of it were blanked.
    redacted_sha256: str | None
    #: Where the history stood.
    head_seq: int
    head_hash: str
