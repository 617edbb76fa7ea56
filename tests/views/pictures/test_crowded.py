"""Where dates crowd, no sign lies over a label or over another sign."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from tests.views.pictures.drawn import (
    CAPTION,
    crowded,
    is_inside,
    labels_of,
    large,
    read_back,
    signs_of,
    slips_of,
)
from views.pictures.network import network
from views.pictures.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from views.pictures.parts import Caption, Node, Tie
    from views.pictures.svg import Drawing

    Draw = Callable[[Sequence[Node], Sequence[Tie], Caption], Drawing]

BOTH: list[Draw] = [timeline, network]


@pytest.mark.parametrize("draw", BOTH)
@pytest.mark.parametrize("count", [5, 50, 150])
def test_where_dates_crowd_no_sign_lies_over_a_label_or_another_sign(
    draw: Draw, count: int
) -> None:
    for nodes, ties in (crowded(count), large(count, hub=True), large(count, hub=False)):
        tree = read_back(draw(nodes, ties, CAPTION))
        labels = slips_of(tree) if draw is network else labels_of(tree)
        signs = signs_of(tree)
        assert len(signs) == len(ties)
        assert not any(sign.meets(label) for sign in signs for label in labels)
        assert not any(one.meets(other) for one, other in combinations(signs, 2))
        is_inside(tree, signs)
