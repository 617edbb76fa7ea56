"""Places for the nodes of a network: a library pushes and pulls, then no label covers another."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from views.pictures.parts import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Places = dict[int, Box]

WIDTH, HEIGHT = 214, 48
ACROSS, DOWN = 56, 34
"""The least room between two nodes."""
SHEET = 900
_SEED, _ROUNDS = 11, 120
_FILLED, _WIDER = 0.5, 1.5


def places(nodes: Sequence[int], ties: Iterable[tuple[int, int]]) -> Places:
    """Place nodes so that what is tied stands near; the same nodes and ties, the same places."""
    # Only who looks at a network waits for the library.
    import networkx as nx  # noqa: PLC0415

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(sorted({(min(tie), max(tie)) for tie in ties}))
    rank = {node: at for at, node in enumerate(nodes)}
    groups = [sorted(one, key=rank.__getitem__) for one in nx.connected_components(graph)]
    groups.sort(key=lambda group: (-len(group), rank[group[0]]))
    return _packed([_group(nx, graph, group) for group in groups])


def _group(nx: Any, graph: Any, nodes: Sequence[int]) -> Places:  # noqa: ANN401 -- untyped
    if len(nodes) <= 2:  # noqa: PLR2004 -- one, or a pair side by side
        return {node: _box(at * (WIDTH + 2 * ACROSS), 0) for at, node in enumerate(nodes)}
    # A new graph, since the library's order of nodes is the order of adding them.
    some = nx.Graph()
    some.add_nodes_from(nodes)
    some.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges(nodes)))
    found = nx.spring_layout(some, seed=_SEED, iterations=_ROUNDS, method="force")
    area = len(nodes) * (WIDTH + ACROSS) * (HEIGHT + DOWN) / _FILLED
    wide, high = sqrt(area * _WIDER) / 2, sqrt(area / _WIDER) / 2
    across, down = (_evened([float(found[node][axis]) for node in nodes]) for axis in (0, 1))
    spots = zip(nodes, across, down, strict=True)
    return _apart({node: _box(round(x * wide), round(y * high)) for node, x, y in spots})


def _evened(values: Sequence[float]) -> list[float]:
    """Draw apart what is crowded: each value halfway to its rank, from -1 to 1."""
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    ranks = {at: 2 * rank / (len(values) - 1) - 1 for rank, at in enumerate(order)}
    return [(value + ranks[at]) / 2 for at, value in enumerate(values)]


def _box(x: float, y: float) -> Box:
    return Box(x, y, WIDTH, HEIGHT)


def _apart(found: Mapping[int, Box]) -> Places:
    """Move down whatever would cover another."""
    settled: Places = {}
    for node, box in sorted(found.items(), key=lambda one: (one[1].y, one[1].x, one[0])):
        place = box
        while hit := next((one for one in settled.values() if _near(one, place)), None):
            place = _box(place.x, hit.bottom + DOWN)
        settled[node] = place
    return settled


def _near(one: Box, other: Box) -> bool:
    beside = abs(one.x - other.x) >= WIDTH + ACROSS / 2
    return not beside and abs(one.y - other.y) < HEIGHT + DOWN


def _packed(groups: Iterable[Places]) -> Places:
    """Set groups side by side, row by row, the largest first."""
    found: Places = {}
    x, y, tall, wide = 0.0, 0.0, 0.0, float(SHEET)
    for group in groups:
        left, top = (min(getattr(box, axis) for box in group.values()) for axis in ("x", "y"))
        right, bottom = (
            max(getattr(box, one) for box in group.values()) for one in ("right", "bottom")
        )
        width, height = right - left, bottom - top
        wide = max(wide, width)
        if x and x + width > wide:
            x, y, tall = 0.0, y + tall + 2 * DOWN, 0.0
        found |= {node: _box(box.x - left + x, box.y - top + y) for node, box in group.items()}
        x, tall = x + width + 2 * ACROSS, max(tall, height)
    return found
