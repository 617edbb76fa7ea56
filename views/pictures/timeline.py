"""The timeline: each statement on its date, as wide as the date is vague; links as arcs."""

from __future__ import annotations

from datetime import date
from math import hypot
from typing import TYPE_CHECKING

from views.pictures import ties as tied
from views.pictures.axis import axis_of, ticks
from views.pictures.parts import Box
from views.pictures.svg import Drawing, line_of_text, listing, number, part, sheet, way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from views.pictures.axis import Axis
    from views.pictures.parts import Caption, Node, Tie
    from views.pictures.ties import Curve

LABEL, LETTERS = 210, 22
"""The width of a label, and how many letters fit into it."""
LANE, BAR, LEAST = 66, 10, 9
MARGIN, HEAD, GAP = 20, 70, 26
_BAR_DOWN = 42
_NARROWEST, _WIDEST, _A_NODE = 900, 1700, 6
_MOST_BEND = 46
_TICK = 130
"""How much room the name of a day takes."""


def timeline(nodes: Sequence[Node], ties: Sequence[Tie], caption: Caption) -> Drawing:
    """Draw statements in order of time; those without a date stand in a row of their own."""
    dated = sorted((node for node in nodes if node.earliest), key=_in_time)
    undated = [node for node in nodes if not node.earliest]
    width = min(max(_NARROWEST, _NARROWEST + _A_NODE * (len(nodes) - 20)), _WIDEST)
    axis = axis_of(dated, MARGIN, width - MARGIN)
    places = _lanes(dated, axis)
    low = max((box.bottom for box in places.values()), default=HEAD)
    places |= _row(undated, low + (LANE if undated else 0), width)
    bottom = max((box.bottom for box in places.values()), default=low) + MARGIN
    height = bottom + tied.legend_height(caption.legend) + MARGIN
    root = sheet(caption, width, height)
    bars = {node.id: _bar(node, places[node.id], axis) for node in nodes}
    _draw_axis(root, axis, low if dated else 0, caption)
    if undated:
        line_of_text(root, (MARGIN, low + LANE - 22), caption.undated, 60, "small")
    curves = _arcs(ties, bars, axis)
    tied.draw_lines(root, ties, curves, bars)
    entries = listing(root, caption.nodes)
    for node in (*dated, *undated):
        _draw(entries, node, places[node.id], bars[node.id])
    tied.draw_signs(root, caption.ties, ties, curves, _ground(places, bars))
    tied.draw_legend(root, caption.legend, (MARGIN, bottom))
    return Drawing(root)


def _in_time(node: Node) -> tuple[date, date, int]:
    return node.earliest or date.min, node.latest or date.max, node.id


def _lanes(nodes: Iterable[Node], axis: Axis) -> dict[int, Box]:
    """Give each node a place where no label or bar covers another: in the first lane with room."""
    ends: list[float] = []
    found: dict[int, Box] = {}
    for node in nodes:
        start, end = axis.span(node)
        left = max(min(start, axis.right - LABEL), axis.left)
        right = max(end, start + LEAST, left + LABEL)
        lane = next((at for at, taken in enumerate(ends) if taken + GAP <= left), len(ends))
        ends[lane : lane + 1] = [right]
        found[node.id] = Box(left, HEAD + lane * LANE, right - left, LANE - 12)
    return found


def _row(nodes: Sequence[Node], top: float, width: float) -> dict[int, Box]:
    """Place what has no date side by side, in as many lines as it takes."""
    step = LABEL + GAP
    across = max(int((width - 2 * MARGIN + GAP) // step), 1)
    return {
        node.id: Box(MARGIN + at % across * step, top + at // across * LANE, LABEL, LANE - 12)
        for at, node in enumerate(nodes)
    }


def _bar(node: Node, place: Box, axis: Axis) -> Box:
    if node.earliest is None:
        return Box(place.x, place.y + _BAR_DOWN, LEAST, BAR)
    start, end = axis.span(node)
    return Box(start, place.y + _BAR_DOWN, max(end - start, LEAST), BAR)


def _ground(places: Mapping[int, Box], bars: Mapping[int, Box]) -> tied.Ground:
    """Return what signs keep off: labels and bars."""
    labels = (Box(place.x, place.y, LABEL, _BAR_DOWN) for place in places.values())
    return tied.Ground((*labels, *bars.values()))


def _draw_axis(root: Element, axis: Axis, bottom: float, caption: Caption) -> None:
    if not bottom:
        return
    group = part(root, "g", class_="axis")
    for x, edtf in ticks(axis):
        part(group, "path", class_="grid", d=f"M{number(x)} 30V{number(bottom)}")
        if x + _TICK < axis.right:
            line_of_text(group, (x + 4, 24), caption.when(edtf), 20, "tick")


def _arcs(ties: Sequence[Tie], bars: Mapping[int, Box], axis: Axis) -> list[Curve]:
    found = (_arc(tie, rank, bars) for tie, rank in zip(ties, tied.ranks(ties), strict=True))
    return [_on_sheet(curve, axis) for curve in found]


def _on_sheet(curve: Curve, axis: Axis) -> Curve:
    x, y = curve.control
    inside = min(max(x, axis.left + tied.SIGN), axis.right - tied.SIGN), max(y, 2.0 * tied.SIGN)
    return tied.Curve(curve.start, inside, curve.end)


def _arc(tie: Tie, rank: float, bars: Mapping[int, Box]) -> Curve:
    start, end = bars[tie.start].centre, bars[tie.end].centre
    across, down = end[0] - start[0], end[1] - start[1]
    # Flat arcs swing upwards and steep ones to the right, whichever way they go.
    swing = 1 if (across if abs(across) > abs(down) else down) >= 0 else -1
    return tied.bent(
        start,
        end,
        swing * (min(14 + hypot(across, down) * 0.12, _MOST_BEND) + abs(rank) * 2 * tied.SIGN),
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
