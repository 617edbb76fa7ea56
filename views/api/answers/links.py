"""Links as the API tells them: the pair, what is said of it, and who decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models.terms import Answer as Asked
from models.terms import LinkStatus, Outcome, PairKind, Relation, Standing
from views.api.answers.accounts import AccountNamedJSON
from views.api.answers.base import Answer
from views.api.answers.statements import StatementJSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.pairs import Pair


class GapJSON(Answer):
    """The least and the greatest number of days between two dates."""

    min: int
    max: int


class LinkJSON(Answer):
    """Two linked statements; `words` stand in the one it starts from, `to_words` in the other one.

    `first` is the earlier one where the order is known. `standing` and the three answers are told
    of contradictions, `outcome` of a speaker against himself.
    """

    id: int
    key: str
    version: int
    from_id: int
    to_id: int
    relation: Relation
    status: LinkStatus
    rationale: str | None
    words: str | None
    to_words: str | None
    same_time: Asked | None
    same_place: Asked | None
    same_meaning: Asked | None
    standing: Standing | None
    #: Why it was rejected or withdrawn.
    reason: str | None
    #: Why one person alone decided.
    override_reason: str | None
    recheck: bool
    recheck_why: str | None
    outcome: Outcome | None
    outcome_why: str | None
    #: Null where the program proposed it.
    proposer: AccountNamedJSON | None
    editor: AccountNamedJSON | None
    decider: AccountNamedJSON | None
    decided_at: datetime | None
    decided_by_two: bool
    kind: PairKind
    order_known: bool
    #: Whole days between the two, where both dates are exact.
    gap_days: int | None
    gap: GapJSON | None
    #: Whether a notice or another statement corrects one of the two.
    corrected: bool
    first: StatementJSON
    second: StatementJSON


_PEOPLE = ("proposer", "editor", "decider")
_OF_PAIR = ("outcome", "kind", "order_known", "gap_days", "gap", "corrected", "first", "second")


def link_told(pair: Pair, names: Mapping[int, str]) -> LinkJSON:
    """Return a link with both its statements; `names` are those of accounts by id."""
    ids = {one: getattr(pair.link, f"{one}_id") for one in _PEOPLE}
    people = {
        one: AccountNamedJSON(id=number, name=names[number]) if number in names else None
        for one, number in ids.items()
    }
    told = {name: getattr(pair, name) for name in _OF_PAIR}
    if pair.outcome is None:
        told["outcome_why"] = None
    rest = set(LinkJSON.model_fields) - {*people, *told}
    return LinkJSON.model_validate(
        people | told | {name: getattr(pair.link, name) for name in rest}
    )
