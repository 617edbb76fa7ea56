"""Pictures as drawn: each node and tie once, nothing over a label, nothing believed of a name."""

from __future__ import annotations

import ast
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.views.pictures.drawn import (
    CAPTION,
    LEGEND,
    STYLES,
    SVG,
    a_node,
    a_tie,
    is_inside,
    labels_of,
    large,
    lists_of,
    read_back,
    slips_of,
    ways_of,
)
from tests.views.test_hostile import HOSTILE
from views.pictures.axis import axis_of, ticks
from views.pictures.network import network
from views.pictures.text import fitted, right_to_left
from views.pictures.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from views.pictures.parts import Caption, Node, Tie
    from views.pictures.svg import Drawing

    Draw = Callable[[Sequence[Node], Sequence[Tie], Caption], Drawing]

ROOT = Path(__file__).parents[3]
BOTH: list[Draw] = [timeline, network]

_days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
_spans = st.one_of(
    st.none(),
    st.tuples(_days, st.integers(0, 4000)),
    st.sampled_from(["open start", "open end"]).flatmap(
        lambda side: _days.map(lambda day: (side, day))
    ),
)


@st.composite
def _pictures(draw: st.DrawFn) -> tuple[list[Node], list[Tie]]:
    spans = draw(st.lists(_spans, min_size=1, max_size=14))
    nodes = [a_node(number, span) for number, span in enumerate(spans, 1)]
    one = st.integers(1, len(nodes))
    ties = draw(st.lists(st.builds(a_tie, one, one, st.sampled_from(STYLES)), max_size=20))
    return nodes, ties


@settings(max_examples=40)
@given(_pictures())
def test_each_node_and_each_tie_stands_once_and_no_label_over_another(
    picture: tuple[list[Node], list[Tie]],
) -> None:
    nodes, ties = picture
    for draw in BOTH:
        tree = read_back(draw(nodes, ties, CAPTION))
        lists = lists_of(tree)
        assert sorted(ways_of(lists["Statements"])) == sorted(node.href for node in nodes)
        assert len(ways_of(lists["Links"])) == len(ties)
        lines = [
            one for one in tree.iter(f"{SVG}path") if "line" in (one.get("class") or "").split()
        ]
        assert len(lines) == len(ties) + len(LEGEND)
        assert all(one.get("role") == "listitem" for each in lists.values() for one in each)
        boxes = slips_of(tree) if draw is network else labels_of(tree)
        assert len(boxes) == len(nodes)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        is_inside(tree, boxes)


@pytest.mark.parametrize("count", [5, 50, 150])
@pytest.mark.parametrize("hub", [True, False])
def test_a_large_picture_is_readable_and_not_endless(count: int, hub: bool) -> None:  # noqa: FBT001
    nodes, ties = large(count, hub=hub)
    for draw in BOTH:
        tree = read_back(draw(nodes, ties, CAPTION))
        boxes = slips_of(tree) if draw is network else labels_of(tree)
        assert len(boxes) == count
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        is_inside(tree, boxes)
        area = float(tree.get("width", "")) * float(tree.get("height", ""))
        assert area <= 900 * 500 + count * 70_000


@pytest.mark.parametrize("draw", BOTH)
def test_the_same_is_drawn_the_same(draw: Draw) -> None:
    nodes, ties = large(30, hub=False)
    assert draw(nodes, ties, CAPTION).file == draw(nodes, ties, CAPTION).file


@pytest.mark.parametrize("name", [*HOSTILE.values(), "\x01\x0b", "\ufffe" * 3, "", "名" * 99])
@pytest.mark.parametrize("draw", BOTH)
def test_a_name_is_shown_and_does_nothing(draw: Draw, name: str) -> None:
    nodes = [a_node(1, (date(2017, 9, 18), 0), name), a_node(2, None, name)]
    tree = read_back(draw(nodes, [a_tie(1, 2, name=name)], CAPTION))
    tags = {one.tag.removeprefix(SVG) for one in tree.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "a", "rect", "path", "text"}
    assert set(ways_of(list(tree.iter()))) == {
        "/statements/1",
        "/statements/2",
        "/links/1",
    }
    assert not any(
        key.startswith("on") or key == "style" for one in tree.iter() for key in one.attrib
    )


def test_a_picture_says_what_it_is_and_stands_alone_as_a_file() -> None:
    drawing = timeline([a_node(1)], [], CAPTION)
    tree = read_back(drawing)
    named = {one.get("id"): one.text for one in tree.iter() if one.get("id")}
    assert named[tree.get("aria-labelledby")] == "A picture"
    assert named[tree.get("aria-describedby")] == "Of things."
    assert [one.tag for one in tree.iter() if one.tag == f"{SVG}style"] == [f"{SVG}style"]
    assert drawing.file.startswith(b"<?xml")
    assert "<style" not in drawing.__html__()
    assert "says contra" in drawing.__html__()


def test_a_name_from_right_to_left_begins_where_others_do() -> None:
    tree = read_back(timeline([a_node(1, None, "جيمس ماتيس")], [], CAPTION))
    [name] = [one for one in tree.iter(f"{SVG}text") if one.text == "جيمس ماتيس"]
    assert (name.get("direction"), name.get("text-anchor")) == ("rtl", "end")


def test_a_vague_date_is_wide_and_an_open_one_reaches_the_edge() -> None:
    day, month = a_node(1, (date(2017, 9, 18), 0)), a_node(2, (date(2017, 9, 1), 29))
    later = a_node(3, ("open end", date(2017, 9, 20)))
    tree = read_back(timeline([day, month, later], [], CAPTION))
    bars = {
        link.get("href"): next(one for one in link.iter(f"{SVG}rect"))
        for link in tree.iter(f"{SVG}a")
    }
    wide = {way: float(bar.get("width", "")) for way, bar in bars.items()}
    assert wide["/statements/2"] == pytest.approx(30 * wide["/statements/1"], rel=0.05)
    edge = bars["/statements/3"]
    assert float(edge.get("x", "")) + wide["/statements/3"] == float(tree.get("width", "")) - 20


def test_what_has_no_date_stands_below_what_has_one() -> None:
    nodes = [a_node(1, None), a_node(2, (date(2017, 9, 18), 0))]
    tree = read_back(timeline(nodes, [], CAPTION))
    label, undated = sorted(labels_of(tree), key=lambda box: box.y)
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
    ends = [a_node(1, (first, 0)), a_node(2, (last, 0))]
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
