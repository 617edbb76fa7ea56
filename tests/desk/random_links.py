"""Random links between a few statements: of every relation and status, mostly confirmed."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from models.terms import Answer, LinkStatus, Relation
from tests.factories import a_link, an_account

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from models import Link, Statement
    from tests.factories import LinkParts

MOST = 16


class Drawn(NamedTuple):
    """A link between two statements, told by their places; the meaning is a contradiction's."""

    sides: tuple[int, int]
    relation: Relation
    status: LinkStatus = LinkStatus.CONFIRMED
    meaning: Answer = Answer.YES
    recheck: bool = False


def drawn_links(statements: int) -> st.SearchStrategy[list[Drawn]]:
    """Draw links between so many statements, one a pair."""
    link = st.builds(
        Drawn,
        st.sampled_from(list(permutations(range(statements), 2))),
        st.sampled_from([*Relation, Relation.CONTRADICTS, Relation.SUPPORTS]),
        st.sampled_from([LinkStatus.CONFIRMED] * 6 + list(LinkStatus)),
        st.sampled_from([*Answer, Answer.YES]),
        st.sampled_from([False] * 4 + [True]),
    )
    return st.lists(link, max_size=MOST, unique_by=lambda one: frozenset(one.sides))


def store_links(session: Session, made: Sequence[Statement], drawn: Sequence[Drawn]) -> list[Link]:
    """Link the statements as drawn."""
    decider = an_account(session).id
    return [_link(session, made, one, decider) for one in drawn]


def _link(session: Session, made: Sequence[Statement], one: Drawn, decider: int) -> Link:
    parts: LinkParts = {"status": one.status, "rationale": "Why.", "decider_id": decider}
    if one.relation is Relation.CONTRADICTS:
        yes = Answer.YES
        parts |= {"same_time": yes, "same_place": yes, "same_meaning": one.meaning}
    if one.recheck and one.status is LinkStatus.CONFIRMED:
        parts |= {"recheck": True, "recheck_why": "The quote was changed."}
    start, end = (made[side] for side in one.sides)
    return a_link(session, start, end, one.relation, **parts)
