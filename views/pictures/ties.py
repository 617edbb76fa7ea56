"""Lines between nodes: bent so that two do not hide each other, each with a sign and a way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from views.pictures.parts import Box
from views.pictures.svg import listing, number, part, way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from views.pictures.parts import Kind, Tie

    Point = tuple[float, float]

SIGN = 26
"""The height of a sign: large enough for a finger."""
_LETTER = 9
_HEAD = 9
_STEPS = 60
#: How much more than need be a line may bend, so that its sign has room; a little first.
BENDS = tuple(side * step * SIGN for step in range(1, 25) for side in (1, -1))


@dataclass(frozen=True)
class Curve:
    """A quadratic Bézier curve."""

    start: Point
    control: Point
    end: Point

    def at(self, share: float) -> Point:
        """Return the point at a share of the way."""
        rest = 1 - share
        weights = (rest * rest, 2 * rest * share, share * share)
        points = (self.start, self.control, self.end)
        x, y = (
            sum(w * point[axis] for w, point in zip(weights, points, strict=True))
            for axis in (0, 1)
        )
        return x, y

    @property
    def path(self) -> str:
        """The curve as path data."""
        (a, b), (c, d), (e, f) = (map(number, one) for one in (self.start, self.control, self.end))
        return f"M{a} {b}Q{c} {d} {e} {f}"


def bent(start: Point, end: Point, bend: float) -> Curve:
    """Return the curve between two points that swings out to its left by so much."""
    across, down = end[0] - start[0], end[1] - start[1]
    far = hypot(across, down) or 1
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    swing = 2 * bend
    control = middle[0] + swing * down / far, middle[1] - swing * across / far
    return Curve(start, control, end)


def ranks(ties: Sequence[Tie]) -> list[float]:
    """Return for each tie its place among those of the same two nodes, around nought."""
    sides = [frozenset((tie.start, tie.end)) for tie in ties]
    all_of, seen, found = Counter(sides), Counter[frozenset[int]](), []
    for side in sides:
        found.append(seen[side] - (all_of[side] - 1) / 2)
        seen[side] += 1
    return found


def draw_lines(
    parent: Element, ties: Sequence[Tie], curves: Sequence[Curve], ends: Mapping[int, Box]
) -> None:
    """Draw the lines, and heads where they point; who listens is told of them by their signs."""
    lines = part(parent, "g", aria_hidden="true")
    for tie, curve in zip(ties, curves, strict=True):
        part(lines, "path", d=curve.path, class_=f"line {tie.style}")
        if tie.directed:
            part(lines, "path", d=_head(curve, ends[tie.end]), class_=f"head {tie.style}")


def draw_signs(parent: Element, name: str, ties: Sequence[Tie], boxes: Sequence[Box]) -> None:
    """Draw the sign of each line in its box; it leads to the link."""
    signs = listing(parent, name)
    for tie, box in zip(ties, boxes, strict=True):
        link = way(signs, tie.href, tie.title)
        draw_sign(part(link, "g", class_=tie.style), box, tie.sign)


def draw_sign(parent: Element, box: Box, sign: str) -> None:
    """Draw a sign in its box."""
    x, y = box.centre
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    part(parent, "rect", class_="sign", rx=SIGN / 2, **place)
    part(parent, "text", class_="mark", x=x, y=y + 5).text = sign


def draw_legend(parent: Element, kinds: Sequence[Kind], at: Point) -> None:
    """Say below a picture what each sign and line means."""
    x, y = at
    group = part(parent, "g", class_="legend")
    for row, kind in enumerate(kinds):
        middle = y + row * (SIGN + 8) + SIGN / 2
        path = f"M{number(x)} {number(middle)}H{number(x + 90)}"
        part(group, "path", d=path, class_=f"line {kind.style}")
        box = sign_box((x + 45, middle), kind.sign)
        draw_sign(part(group, "g", class_=kind.style), box, kind.sign)
        part(group, "text", x=x + 104, y=middle + 5).text = kind.words


def sign_box(centre: Point, sign: str) -> Box:
    """Return the box of a sign around a point."""
    width = max(SIGN, len(sign) * _LETTER + 12)
    return Box(centre[0] - width / 2, centre[1] - SIGN / 2, width, SIGN)


def legend_height(kinds: Sequence[Kind]) -> float:
    """Return how much room a legend needs."""
    return len(kinds) * (SIGN + 8)


def _head(curve: Curve, end: Box) -> str:
    """Return a head where a curve meets the box at its end."""
    share = 1.0
    while share > 1 / _STEPS and end.holds(*curve.at(share)):
        share -= 1 / _STEPS
    (x, y), (fore_x, fore_y) = curve.at(share), curve.at(min(share + 1 / _STEPS, 1))
    far = hypot(fore_x - x, fore_y - y) or 1
    along = ((fore_x - x) / far * _HEAD, (fore_y - y) / far * _HEAD)
    corners = (
        (x + along[0] / 2, y + along[1] / 2),
        (x - along[0] - along[1] * 0.6, y - along[1] + along[0] * 0.6),
        (x - along[0] + along[1] * 0.6, y - along[1] - along[0] * 0.6),
    )
    return "M" + "L".join(f"{number(one)} {number(other)}" for one, other in corners) + "Z"
