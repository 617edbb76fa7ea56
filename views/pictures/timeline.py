"""The timeline: each statement on its date, as wide as the date is vague; links as arcs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import TYPE_CHECKING

from views.pictures import ties as tied
from views.pictures.axis import axis_of, ticks
from views.pictures.parts import Box
from views.pictures.room import Ground, settled, wholly_settled
from views.pictures.svg import Drawing, line_of_text, listing, number, part, sheet, way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from views.pictures.axis import Axis
    from views.pictures.parts import Caption, Node, Tie
    from views.pictures.room import Signs
    from views.pictures.ties import Curve

LABEL, LETTERS = 210, 22
"""The width of a label, and how many letters fit into it."""
LANE, BAR, LEAST = 66, 10, 9
MARGIN, HEAD, GAP = 20, 70, 26
_BAR_DOWN = 42
_NARROWEST, _WIDEST, _A_NODE = 900, 1700, 6
_MOST_BEND = 46
_MOST_ROOM = 4
"""How often lanes are set apart by the height of a sign more."""
_TOP = 30
"""Above it stand the names of the days."""
_TICK = 130
"""How much room the name of a day takes."""


@dataclass(frozen=True)
class _Laid:
    """Where everything stands: `low` is the end of the lanes, `bottom` that of the row below."""

    places: Mapping[int, Box]
    bars: Mapping[int, Box]
    low: float
    bottom: float
    signs: Signs


def timeline(nodes: Sequence[Node], ties: Sequence[Tie], caption: Caption) -> Drawing:
    """Draw statements in order of time; those without a date stand in a row of their own."""
    dated = sorted((node for node in nodes if node.earliest), key=_in_time)
    undated = [node for node in nodes if not node.earliest]
    width = min(max(_NARROWEST, _NARROWEST + _A_NODE * (len(nodes) - 20)), _WIDEST)
    axis = axis_of(dated, MARGIN, width - MARGIN)
    laid = _roomy(dated, undated, ties, axis)
    height = laid.bottom + tied.legend_height(caption.legend) + MARGIN
    root = sheet(caption, width, height)
    _draw_axis(root, axis, laid.low if dated else 0, caption)
    if undated:
        line_of_text(root, (MARGIN, laid.low + LANE - 22), caption.undated, 60, "small")
    tied.draw_lines(root, ties, laid.signs.curves, laid.bars)
    entries = listing(root, caption.nodes)
    for node in (*dated, *undated):
        _draw(entries, node, laid.places[node.id], laid.bars[node.id])
    tied.draw_signs(root, caption.ties, ties, laid.signs.boxes)
    tied.draw_legend(root, caption.legend, (MARGIN, laid.bottom))
    return Drawing(root)


def _roomy(
    dated: Sequence[Node], undated: Sequence[Node], ties: Sequence[Tie], axis: Axis
) -> _Laid:
    """Set the lanes as near to each other as leaves every sign its room, but not ever farther."""
    for more in range(_MOST_ROOM):
        places, low = _spread(dated, undated, axis, LANE + more * tied.SIGN)
        bottom = max((box.bottom for box in places.values()), default=low) + MARGIN
        bars = {node.id: _bar(node, places[node.id], axis) for node in (*dated, *undated)}
        free = Box(0, _TOP, axis.right + MARGIN, bottom - _TOP)
        arcs = _arcs(ties, bars, axis)
        signs = wholly_settled(ties, arcs, _ground(free, places, bars))
        if signs is not None:
            break
    else:
        signs = settled(ties, arcs, _ground(free, places, bars))
    return _Laid(places, bars, low, bottom, signs)


def _spread(
    dated: Sequence[Node], undated: Sequence[Node], axis: Axis, lane: float
) -> tuple[dict[int, Box], float]:
    """Return a place for each node, and where the lanes of those with a date end."""
    places = _lanes(dated, axis, lane)
    low = max((box.bottom for box in places.values()), default=HEAD)
    row = _row(undated, low + (LANE if undated else 0), axis.right + MARGIN, lane)
    return places | row, low


def _in_time(node: Node) -> tuple[date, date, int]:
    return node.earliest or date.min, node.latest or date.max, node.id


def _lanes(nodes: Iterable[Node], axis: Axis, high: float) -> dict[int, Box]:
    """Give each node a place where no label or bar covers another: in the first lane with room."""
    ends: list[float] = []
    found: dict[int, Box] = {}
    for node in nodes:
        start, end = axis.span(node)
        left = max(min(start, axis.right - LABEL), axis.left)
        right = max(end, start + LEAST, left + LABEL)
        lane = next((at for at, taken in enumerate(ends) if taken + GAP <= left), len(ends))
        ends[lane : lane + 1] = [right]
        found[node.id] = Box(left, HEAD + lane * high, right - left, LANE - 12)
    return found


def _row(nodes: Sequence[Node], top: float, width: float, high: float) -> dict[int, Box]:
    """Place what has no date side by side, in as many lines as it takes."""
    step = LABEL + GAP
    across = max(int((width - 2 * MARGIN + GAP) // step), 1)
    return {
        node.id: Box(MARGIN + at % across * step, top + at // across * high, LABEL, LANE - 12)
        for at, node in enumerate(nodes)
    }


def _bar(node: Node, place: Box, axis: Axis) -> Box:
    if node.earliest is None:
        return Box(place.x, place.y + _BAR_DOWN, LEAST, BAR)
    start, end = axis.span(node)
    return Box(start, place.y + _BAR_DOWN, max(end - start, LEAST), BAR)


def _ground(free: Box, places: Mapping[int, Box], bars: Mapping[int, Box]) -> Ground:
    """Return what signs keep off: labels and bars."""
    labels = (Box(place.x, place.y, LABEL, _BAR_DOWN) for place in places.values())
    return Ground(free, (*labels, *bars.values()))


def _draw_axis(root: Element, axis: Axis, bottom: float, caption: Caption) -> None:
    if not bottom:
        return
    group = part(root, "g", class_="axis")
    for x, edtf in ticks(axis):
        part(group, "path", class_="grid", d=f"M{number(x)} 30V{number(bottom)}")
        if x + _TICK < axis.right:
            line_of_text(group, (x + 4, 24), caption.when(edtf), 20, "tick")


def _arcs(ties: Sequence[Tie], bars: Mapping[int, Box], axis: Axis) -> list[list[Curve]]:
    """Return ways for each line, ever more bent: where dates crowd, signs stand beside labels."""
    return [
        [_on_sheet(_arc(tie, rank, bars, more), axis) for more in (0, *tied.BENDS)]
        for tie, rank in zip(ties, tied.ranks(ties), strict=True)
    ]


def _on_sheet(curve: Curve, axis: Axis) -> Curve:
    x, y = curve.control
    inside = min(max(x, axis.left + tied.SIGN), axis.right - tied.SIGN), max(y, 2.0 * tied.SIGN)
    return tied.Curve(curve.start, inside, curve.end)


def _arc(tie: Tie, rank: float, bars: Mapping[int, Box], more: float) -> Curve:
    start, end = bars[tie.start].centre, bars[tie.end].centre
    across, down = end[0] - start[0], end[1] - start[1]
    # Flat arcs swing upwards and steep ones to the right, whichever way they go.
    swing = 1 if (across if abs(across) > abs(down) else down) >= 0 else -1
    return tied.bent(
        start,
        end,
        swing
        * (min(14 + hypot(across, down) * 0.12, _MOST_BEND) + abs(rank) * 2 * tied.SIGN + more),
    )


def _draw(entries: Element, node: Node, place: Box, bar: Box) -> None:
    link = way(entries, node.href, node.title)
    line_of_text(link, (place.x, place.y + 14), node.label, LETTERS, "name halo")
    line_of_text(link, (place.x, place.y + 32), node.line, LETTERS + 4, "small halo")
    about = " about" if node.approximate or node.earliest is None else ""
    size = {"x": bar.x, "y": bar.y, "width": bar.width, "height": bar.height}
    part(link, "rect", class_=f"bar{about}", rx=BAR / 2, **size)
    for is_open, x, out in (
        (node.earliest == date.min, bar.x, -BAR),
        (node.latest == date.max, bar.right, BAR),
    ):
        if is_open:
            end = f"M{number(x)} {number(bar.y)}l{out} {BAR / 2:g}l{-out} {BAR / 2:g}z"
            part(link, "path", class_="bar", d=end)
