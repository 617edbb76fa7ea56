"""Nodes and ties to draw, and what was drawn read back."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring

from views.pictures.parts import Box, Caption, Kind, Node, Tie
from views.pictures.timeline import LABEL

if TYPE_CHECKING:
    from views.pictures.svg import Drawing

SVG = "{http://www.w3.org/2000/svg}"
STYLES = ("contra", "supp", "repeats", "corrects")
LEGEND = tuple(Kind(sign="≠", style=style, words=f"says {style}") for style in STYLES)
CAPTION = Caption(
    title="A picture", description="Of things.", nodes="Statements", ties="Links", legend=LEGEND
)


def bounds(span: object) -> tuple[date | None, date | None]:
    match span:
        case ("open start", date() as day):
            return date.min, day
        case ("open end", date() as day):
            return day, date.max
        case (date() as day, int() as more):
            return day, date.fromordinal(day.toordinal() + more)
    return None, None


def a_node(number: int, span: object = None, name: str = "James Mattis") -> Node:
    earliest, latest = bounds(span)
    return Node(
        id=number,
        label=name,
        line="18 September 2017",
        title=f"{name}, 18 September 2017",
        href=f"/statements/{number}",
        earliest=earliest,
        latest=latest,
    )


def a_tie(start: int, end: int, style: str = "contra", name: str = "One and another") -> Tie:
    directed = style in {"supp", "corrects"}
    return Tie(
        start=start, end=end, sign="≠", style=style, directed=directed, title=name, href="/links/1"
    )


def large(count: int, *, hub: bool) -> tuple[list[Node], list[Tie]]:
    chance = Random(7)  # noqa: S311 -- a picture, not a secret
    nodes = [
        a_node(number, (date(2010 + chance.randrange(9), 1 + chance.randrange(12), 3), 0))
        for number in range(count)
    ]
    ends = [0 if hub else chance.randrange(number) for number in range(1, count)]
    ties = [a_tie(number, end, STYLES[number % 4]) for number, end in enumerate(ends, 1)]
    return nodes, ties


def crowded(count: int) -> tuple[list[Node], list[Tie]]:
    """Return statements of which most are of one week, with two links each."""
    chance = Random(3)  # noqa: S311 -- a picture, not a secret
    days = [date(2017, 9, 10 + min(int(chance.expovariate(0.4)), 15)) for _each in range(count)]
    nodes = [a_node(number, (day, chance.choice([0, 2]))) for number, day in enumerate(days)]
    ends = [chance.sample(range(count), 2) for _each in range(2 * count)]
    return nodes, [a_tie(one[0], one[1], STYLES[number % 4]) for number, one in enumerate(ends)]


def read_back(drawing: Drawing) -> Element:
    # What we wrote ourselves a moment ago.
    return fromstring(drawing.file.decode())  # noqa: S314


def lists_of(tree: Element) -> dict[str | None, list[Element]]:
    lists = [one for one in tree.iter(f"{SVG}g") if one.get("role") == "list"]
    return {one.get("aria-label"): list(one) for one in lists}


def ways_of(entries: list[Element]) -> list[str]:
    return [link.get("href", "") for one in entries for link in one.iter(f"{SVG}a")]


def box_of(rect: Element) -> Box:
    return Box(*(float(rect.get(name, "")) for name in ("x", "y", "width", "height")))


def slips_of(tree: Element) -> list[Box]:
    return [box_of(one) for one in tree.iter(f"{SVG}rect") if one.get("class") == "slip"]


def labels_of(tree: Element) -> list[Box]:
    """Return the room that the two lines of each label may take."""
    names = [one for one in tree.iter(f"{SVG}text") if (one.get("class") or "").startswith("name")]
    return [Box(float(one.get("x", "")), float(one.get("y", "")) - 13, LABEL, 34) for one in names]


def signs_of(tree: Element) -> list[Box]:
    """Return the boxes of the signs, without those of the legend."""
    lists = lists_of(tree)["Links"]
    return [box_of(one) for link in lists for one in link.iter(f"{SVG}rect")]


def is_inside(tree: Element, boxes: list[Box]) -> None:
    width, height = float(tree.get("width", "")), float(tree.get("height", ""))
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= width
        assert box.bottom <= height
