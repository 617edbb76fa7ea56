"""Pictures as drawn: each node and tie once, nothing over a label, nothing believed of a name."""

from __future__ import annotations

import ast
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.views.test_hostile import HOSTILE
from views.pictures.axis import axis_of, ticks
from views.pictures.network import network
from views.pictures.parts import Box, Caption, Kind, Node, Tie
from views.pictures.text import fitted, right_to_left
from views.pictures.timeline import LABEL, timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from views.pictures.svg import Drawing

    Draw = Callable[[Sequence[Node], Sequence[Tie], Caption], Drawing]

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
BOTH: list[Draw] = [timeline, network]
STYLES = ("contra", "supp", "repeats", "corrects")
LEGEND = tuple(Kind(sign="≠", style=style, words=f"says {style}") for style in STYLES)
CAPTION = Caption(
    title="A picture", description="Of things.", nodes="Statements", ties="Links", legend=LEGEND
)

_days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
_spans = st.one_of(
    st.none(),
    st.tuples(_days, st.integers(0, 4000)),
    st.sampled_from(["open start", "open end"]).flatmap(
        lambda side: _days.map(lambda day: (side, day))
    ),
)


def _bounds(span: object) -> tuple[date | None, date | None]:
    match span:
        case ("open start", date() as day):
            return date.min, day
        case ("open end", date() as day):
            return day, date.max
        case (date() as day, int() as more):
            return day, date.fromordinal(day.toordinal() + more)
    return None, None


def _node(number: int, span: object = None, name: str = "James Mattis") -> Node:
    earliest, latest = _bounds(span)
    return Node(
        id=number,
        label=name,
        line="18 September 2017",
        title=f"{name}, 18 September 2017",
        href=f"/statements/{number}",
        earliest=earliest,
        latest=latest,
    )


def _tie(start: int, end: int, style: str = "contra", name: str = "One and another") -> Tie:
    directed = style in {"supp", "corrects"}
    return Tie(
        start=start, end=end, sign="≠", style=style, directed=directed, title=name, href="/links/1"
    )


@st.composite
def _pictures(draw: st.DrawFn) -> tuple[list[Node], list[Tie]]:
    spans = draw(st.lists(_spans, min_size=1, max_size=14))
    nodes = [_node(number, span) for number, span in enumerate(spans, 1)]
    one = st.integers(1, len(nodes))
    ties = draw(st.lists(st.builds(_tie, one, one, st.sampled_from(STYLES)), max_size=20))
    return nodes, ties


def _read(drawing: Drawing) -> Element:
    # What we wrote ourselves a moment ago.
    return fromstring(drawing.file.decode())  # noqa: S314


def _lists(tree: Element) -> dict[str | None, list[Element]]:
    lists = [one for one in tree.iter(f"{SVG}g") if one.get("role") == "list"]
    return {one.get("aria-label"): list(one) for one in lists}


def _ways(entries: list[Element]) -> list[str]:
    return [link.get("href", "") for one in entries for link in one.iter(f"{SVG}a")]


def _slips(tree: Element) -> list[Box]:
    return [_box(one) for one in tree.iter(f"{SVG}rect") if one.get("class") == "slip"]


def _labels(tree: Element) -> list[Box]:
    """Return the room that the two lines of each label may take."""
    names = [one for one in tree.iter(f"{SVG}text") if (one.get("class") or "").startswith("name")]
    return [Box(float(one.get("x", "")), float(one.get("y", "")) - 13, LABEL, 34) for one in names]


def _signs(tree: Element) -> list[Box]:
    """Return the boxes of the signs, without those of the legend."""
    lists = _lists(tree)["Links"]
    return [_box(one) for link in lists for one in link.iter(f"{SVG}rect")]


def _box(rect: Element) -> Box:
    return Box(*(float(rect.get(name, "")) for name in ("x", "y", "width", "height")))


def _is_inside(tree: Element, boxes: list[Box]) -> None:
    width, height = float(tree.get("width", "")), float(tree.get("height", ""))
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= width
        assert box.bottom <= height


@settings(max_examples=40)
@given(_pictures())
def test_each_node_and_each_tie_stands_once_and_no_label_over_another(
    picture: tuple[list[Node], list[Tie]],
) -> None:
    nodes, ties = picture
    for draw in BOTH:
        tree = _read(draw(nodes, ties, CAPTION))
        lists = _lists(tree)
        assert sorted(_ways(lists["Statements"])) == sorted(node.href for node in nodes)
        assert len(_ways(lists["Links"])) == len(ties)
        lines = [
            one for one in tree.iter(f"{SVG}path") if "line" in (one.get("class") or "").split()
        ]
        assert len(lines) == len(ties) + len(LEGEND)
        assert all(one.get("role") == "listitem" for each in lists.values() for one in each)
        boxes = _slips(tree) if draw is network else _labels(tree)
        assert len(boxes) == len(nodes)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        _is_inside(tree, boxes)


def _crowded(count: int) -> tuple[list[Node], list[Tie]]:
    """Return statements of which most are of one week, with two links each."""
    chance = Random(3)  # noqa: S311 -- a picture, not a secret
    days = [date(2017, 9, 10 + min(int(chance.expovariate(0.4)), 15)) for _each in range(count)]
    nodes = [_node(number, (day, chance.choice([0, 2]))) for number, day in enumerate(days)]
    ends = [chance.sample(range(count), 2) for _each in range(2 * count)]
    return nodes, [_tie(one[0], one[1], STYLES[number % 4]) for number, one in enumerate(ends)]


@pytest.mark.parametrize("draw", BOTH)
@pytest.mark.parametrize("count", [5, 50, 150])
def test_where_dates_crowd_no_sign_lies_over_a_label_or_another_sign(
    draw: Draw, count: int
) -> None:
    for nodes, ties in (_crowded(count), _large(count, hub=True), _large(count, hub=False)):
        tree = _read(draw(nodes, ties, CAPTION))
        labels = _slips(tree) if draw is network else _labels(tree)
        signs = _signs(tree)
        assert len(signs) == len(ties)
        assert not any(sign.meets(label) for sign in signs for label in labels)
        assert not any(one.meets(other) for one, other in combinations(signs, 2))
        _is_inside(tree, signs)


def _large(count: int, *, hub: bool) -> tuple[list[Node], list[Tie]]:
    chance = Random(7)  # noqa: S311 -- a picture, not a secret
    nodes = [
        _node(number, (date(2010 + chance.randrange(9), 1 + chance.randrange(12), 3), 0))
        for number in range(count)
    ]
    ends = [0 if hub else chance.randrange(number) for number in range(1, count)]
    ties = [_tie(number, end, STYLES[number % 4]) for number, end in enumerate(ends, 1)]
    return nodes, ties


@pytest.mark.parametrize("count", [5, 50, 150])
@pytest.mark.parametrize("hub", [True, False])
def test_a_large_picture_is_readable_and_not_endless(count: int, hub: bool) -> None:  # noqa: FBT001
    nodes, ties = _large(count, hub=hub)
    for draw in BOTH:
        tree = _read(draw(nodes, ties, CAPTION))
        boxes = _slips(tree) if draw is network else _labels(tree)
        assert len(boxes) == count
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        _is_inside(tree, boxes)
        area = float(tree.get("width", "")) * float(tree.get("height", ""))
        assert area <= 900 * 500 + count * 70_000


@pytest.mark.parametrize("draw", BOTH)
def test_the_same_is_drawn_the_same(draw: Draw) -> None:
    nodes, ties = _large(30, hub=False)
    assert draw(nodes, ties, CAPTION).file == draw(nodes, ties, CAPTION).file


@pytest.mark.parametrize("name", [*HOSTILE.values(), "\x01\x0b", "\ufffe" * 3, "", "名" * 99])
@pytest.mark.parametrize("draw", BOTH)
def test_a_name_is_shown_and_does_nothing(draw: Draw, name: str) -> None:
    nodes = [_node(1, (date(2017, 9, 18), 0), name), _node(2, None, name)]
    tree = _read(draw(nodes, [_tie(1, 2, name=name)], CAPTION))
    tags = {one.tag.removeprefix(SVG) for one in tree.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "a", "rect", "path", "text"}
    assert set(_ways(list(tree.iter()))) == {
        "/statements/1",
        "/statements/2",
        "/links/1",
    }
    assert not any(
        key.startswith("on") or key == "style" for one in tree.iter() for key in one.attrib
    )


def test_a_picture_says_what_it_is_and_stands_alone_as_a_file() -> None:
    drawing = timeline([_node(1)], [], CAPTION)
    tree = _read(drawing)
    named = {one.get("id"): one.text for one in tree.iter() if one.get("id")}
    assert named[tree.get("aria-labelledby")] == "A picture"
    assert named[tree.get("aria-describedby")] == "Of things."
    assert [one.tag for one in tree.iter() if one.tag == f"{SVG}style"] == [f"{SVG}style"]
    assert drawing.file.startswith(b"<?xml")
    assert "<style" not in drawing.__html__()
    assert "says contra" in drawing.__html__()


def test_a_name_from_right_to_left_begins_where_others_do() -> None:
    tree = _read(timeline([_node(1, None, "جيمس ماتيس")], [], CAPTION))
    [name] = [one for one in tree.iter(f"{SVG}text") if one.text == "جيمس ماتيس"]
    assert (name.get("direction"), name.get("text-anchor")) == ("rtl", "end")


def test_a_vague_date_is_wide_and_an_open_one_reaches_the_edge() -> None:
    day, month = _node(1, (date(2017, 9, 18), 0)), _node(2, (date(2017, 9, 1), 29))
    later = _node(3, ("open end", date(2017, 9, 20)))
    tree = _read(timeline([day, month, later], [], CAPTION))
    bars = {
        link.get("href"): next(one for one in link.iter(f"{SVG}rect"))
        for link in tree.iter(f"{SVG}a")
    }
    wide = {way: float(bar.get("width", "")) for way, bar in bars.items()}
    assert wide["/statements/2"] == pytest.approx(30 * wide["/statements/1"], rel=0.05)
    edge = bars["/statements/3"]
    assert float(edge.get("x", "")) + wide["/statements/3"] == float(tree.get("width", "")) - 20


def test_what_has_no_date_stands_below_what_has_one() -> None:
    nodes = [_node(1, None), _node(2, (date(2017, 9, 18), 0))]
    tree = _read(timeline(nodes, [], CAPTION))
    label, undated = sorted(_labels(tree), key=lambda box: box.y)
    assert undated.y > label.bottom
    assert [link.get("href") for link in tree.iter(f"{SVG}a")] == ["/statements/2", "/statements/1"]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2017, 9, 18), date(2017, 9, 18), "2017-09-18"),
        (date(2017, 3, 1), date(2017, 12, 1), "2017-10"),
        (date(1990, 1, 1), date(2020, 1, 1), "2010"),
        (date(1, 1, 2), date(9999, 12, 30), "2000"),
    ],
)
def test_an_axis_names_days_months_or_years_but_not_many(
    first: date, last: date, text: str
) -> None:
    ends = [_node(1, (first, 0)), _node(2, (last, 0))]
    named = ticks(axis_of(ends, 0, 900))
    assert text in {edtf for _x, edtf in named}
    assert 1 <= len(named) <= 6
    assert all(0 <= x <= 900 for x, _edtf in named)


def test_text_is_cut_to_what_fits() -> None:
    assert fitted("short", 10) == "short"
    assert fitted("a long name indeed", 10) == "a long na…"
    assert fitted("名" * 9, 10) == "名" * 4 + "…"
    assert fitted("e\u0301" * 5, 5) == "e\u0301" * 5
    assert right_to_left("(שלום) a")
    assert not right_to_left("a שלום")
    assert not right_to_left("123")


def test_the_library_is_not_loaded_before_somebody_looks() -> None:
    # `app` imports every view when it starts.
    at_once = {
        alias.name.partition(".")[0]
        for path in [ROOT / "app.py", *(ROOT / "views").rglob("*.py")]
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert at_once.isdisjoint({"networkx", "numpy"})
