"""Very many numbers in one query, and a column that leads nowhere, on either engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from models import Topic
from models.among import FEW, unindexed, within, within_given
from tests.factories import a_topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

MANY = 2 * FEW


@pytest.mark.parametrize(
    "pick",
    [
        pytest.param(lambda _ids: [], id="none"),
        pytest.param(lambda ids: ids[:FEW], id="few"),
        pytest.param(lambda ids: ids, id="in a row"),
        pytest.param(lambda ids: ids[:-2] + ids[-1:], id="all but one"),
        pytest.param(lambda ids: ids[: FEW - 1] * 2, id="the same ones twice"),
        pytest.param(lambda ids: [*ids[: FEW + 1], ids[0], ids[-1]], id="as far apart as many"),
    ],
)
def test_those_are_found_that_are_among_the_numbers(
    session: Session, pick: Callable[[list[int]], list[int]]
) -> None:
    made = [a_topic(session, f"Topic {number}") for number in range(MANY)]
    wanted = pick([one.id for one in made])
    chosen = select(Topic.id).where(within(Topic.id, wanted))
    assert set(session.scalars(chosen)) == set(wanted)
    given = select(Topic.id).where(within_given(Topic.id, "these"))
    assert set(session.scalars(given, {"these": wanted})) == set(wanted)


def test_a_column_without_its_index_is_the_same_column(session: Session) -> None:
    topic = a_topic(session)
    a_topic(session, "Another")
    chosen = select(Topic.id).where(unindexed(Topic.id) == topic.id)
    assert session.scalars(chosen).all() == [topic.id]
    plus = "+" if session.get_bind().dialect.name == "sqlite" else ""
    assert f"WHERE {plus}topic.id = " in str(chosen.compile(session.get_bind()))
