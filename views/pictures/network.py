"""The network: statements or speakers as nodes, links as lines that differ without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.pictures import ties as tied
from views.pictures.parts import Box
from views.pictures.placing import HEIGHT, WIDTH, places
from views.pictures.room import Ground, settled
from views.pictures.svg import Drawing, line_of_text, listing, part, sheet, way
from views.pictures.ties import Curve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from views.pictures.parts import Caption, Node, Tie

MARGIN, LETTERS = 44, 20
_LEAST = 320


def network(nodes: Sequence[Node], ties: Sequence[Tie], caption: Caption) -> Drawing:
    """Draw nodes near to what they are tied to; no label covers another."""
    free = places([node.id for node in nodes], [(tie.start, tie.end) for tie in ties])
    boxes = {
        one: Box(box.x + MARGIN, box.y + MARGIN, box.width, box.height) for one, box in free.items()
    }
    width = max((box.right for box in boxes.values()), default=0) + MARGIN
    bottom = max((box.bottom for box in boxes.values()), default=0) + MARGIN
    height = bottom + tied.legend_height(caption.legend) + MARGIN / 2
    root = sheet(caption, max(width, _LEAST), height)
    ways = [list(_ways(*one, boxes)) for one in zip(ties, tied.ranks(ties), strict=True)]
    ground = Ground(Box(0, 0, max(width, _LEAST), bottom), boxes.values())
    signs = settled(ties, ways, ground)
    tied.draw_lines(root, ties, signs.curves, boxes)
    entries = listing(root, caption.nodes)
    for node in nodes:
        _draw(entries, node, boxes[node.id])
    tied.draw_signs(root, caption.ties, ties, signs.boxes)
    tied.draw_legend(root, caption.legend, (MARGIN / 2, bottom))
    return Drawing(root)


def _ways(tie: Tie, rank: float, boxes: Mapping[int, Box]) -> Iterator[Curve]:
    """Yield ways for a line, ever more bent: the sign of a straight one may have no room."""
    box = boxes[tie.start]
    if tie.start == tie.end:
        yield _loop(box, rank)
        return
    # Two lines of one pair part, whichever way each of them goes.
    bend = (1 if tie.start < tie.end else -1) * rank * 2 * tied.SIGN
    for more in (0, *tied.BENDS):
        yield tied.bent(box.centre, boxes[tie.end].centre, bend + more)


def _loop(box: Box, rank: float) -> Curve:
    """Return the line from a speaker back to himself, above his upper edge."""
    middle = box.x + WIDTH / 2 + rank * 2 * tied.SIGN
    start, end = (middle - 22, box.y + 4), (middle + 22, box.y + 4)
    return Curve(start, (middle, box.y - 56), end)


def _draw(entries: Element, node: Node, box: Box) -> None:
    link = way(entries, node.href, node.title)
    part(link, "rect", class_="slip", rx=8, x=box.x, y=box.y, width=WIDTH, height=HEIGHT)
    line_of_text(link, (box.x + 12, box.y + 20), node.label, LETTERS, "name")
    line_of_text(link, (box.x + 12, box.y + 37), node.line, LETTERS + 5, "small")
