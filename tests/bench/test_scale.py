"""What the bench counts; how long anything takes is never a test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.corpus.building import build
from bench.scale import loaded
from bench.scale.asking import Desk, Effort, UnansweredError, counted
from bench.scale.confirming import confirming
from bench.scale.desks import desk_of
from bench.scale.growth import QUERIES, STEPS, Seen, costs, grown
from bench.scale.outside import NAMES, kept_out
from bench.scale.pages import PAGES, Page
from bench.scale.places import Places
from desk.read_models.search_parts import found_by

if TYPE_CHECKING:
    from collections.abc import Iterator
#: Pages that are as full on a desk of a thousand statements as on any other.
FLAT = (
    "report",
    "report of speakers against themselves",
    "report, far behind",
    "statements",
    "search for the commonest word",
    "search for the commonest word, newest first",
    "search with speaker",
    "search with topic and dates",
    "statement",
)
HIDING = 1.2
"""How much more a page may take where four times as much is hidden: which rows are, is chance."""
OUTSIDE = tuple(name for name in NAMES if name in FLAT)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desks")
    url = f"sqlite:///{folder / 'many.db'}"
    build(url, 400, folder)
    opened = Desk(url, folder)
    yield opened
    opened.close()


def test_the_steps_of_a_page_are_the_same_each_time(desk: Desk) -> None:
    desk.get("/statements/")
    first, again = (desk.effort("/statements/") for _ in range(2))
    assert first == again
    assert first.steps > 100
    assert desk.seconds("/statements/") > 0


def test_every_page_is_answered(desk: Desk) -> None:
    told = dict(costs([desk], 1))
    assert list(told) == list(PAGES)
    assert all(seen.length > 1_000 and seen.effort.steps for (seen,) in told.values())
    assert [page.name for page, _seen in costs([desk], 1, "hub")] == ["statement that is a hub"]


def test_what_is_not_answered_is_no_figure(desk: Desk) -> None:
    with pytest.raises(UnansweredError, match="GET /statements/999: 404"):
        desk.get("/statements/999")
    with pytest.raises(UnansweredError, match="POST /links/1/confirm: 400"):
        desk.post("/links/1/confirm", {"csrf_token": "forged"})


def test_places_are_where_most_is(desk: Desk) -> None:
    places = Places.of(desk.engine)
    assert (places.speaker, places.topic, places.slug) == (1, 1, "topic-0")
    assert places.hub != places.ordinary


def test_growth_is_held_against_the_goals_of_the_page() -> None:
    small, large = Seen(Effort(1_000, 9), 0.02, 1), Seen(Effort(1_150, 13), 0.02, 1)
    page = Page("list", "/statements/", steps=1.1)
    told = {one.name: (one.value, one.ok) for one in grown(page, small, large, "100 beside 10")}
    assert told == {
        "list: steps, 100 beside 10": (1.15, False),
        "list: steps at most": (1150, True),
        "list: queries": (13, False),
        "list: CPU, 100 beside 10": (1.0, True),
    }


def test_confirming_is_tried_on_a_copy(tmp_path: Path) -> None:
    file = tmp_path / "many.db"
    build(f"sqlite:///{file}", 400, tmp_path)
    before = file.read_bytes()
    ours, raw = confirming(file)
    assert 1.5 * raw.steps > ours.steps > raw.steps > 0
    assert ours.cpu > raw.cpu > 0
    assert file.read_bytes() == before


def test_a_desk_is_made_once_and_older_ones_are_taken_away(tmp_path: Path) -> None:
    older = tmp_path / "40-older.db"
    older.touch()
    made = desk_of(40, tmp_path)
    assert not older.exists()
    assert desk_of(40, tmp_path) == made
    assert list(tmp_path.iterdir()) == [made]


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Desk]]:
    """A desk whose pages are full, of as many sources as they can show, and one four times as large."""
    opened = _made(tmp_path_factory.mktemp("sizes"), 2_400, 9_600)
    yield opened
    for one in opened:
        one.close()


def _made(folder: Path, *counts: int) -> list[Desk]:
    opened = []
    for count in counts:
        url = f"sqlite:///{folder / f'{count}.db'}"
        build(url, count, folder)
        opened.append(Desk(url, folder))
    return opened


@pytest.fixture(scope="module")
def outsides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Desk, Places]]]:
    """Two desks for somebody who is kept out of the topic of which most is said."""
    made = _made(tmp_path_factory.mktemp("outsides"), 1_200, 4_800)
    files = [Path(str(desk.engine.url.database)) for desk in made]
    for desk in made:
        desk.close()
    with kept_out(files[0]) as small, kept_out(files[1]) as large:
        yield [small, large]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_takes_no_more_steps_where_more_is_hidden(
    outsides: list[tuple[Desk, Places]], name: str
) -> None:
    page = next(page for page in PAGES if page.name == name)
    for desk, places in outsides:
        desk.get(page.at(places))
    small, large = (desk.effort(page.at(places)) for desk, places in outsides)
    assert large.steps <= HIDING * small.steps
    assert large.steps <= STEPS
    assert max(small.queries, large.queries) <= QUERIES


@pytest.mark.parametrize("name", sorted({*NAMES} - {*OUTSIDE}))
def test_a_page_of_which_much_is_hidden_takes_no_more_steps_than_any_page(
    outsides: list[tuple[Desk, Places]], name: str
) -> None:
    page = next(page for page in PAGES if page.name == name)
    for desk, places in outsides:
        desk.get(page.at(places))
        effort = desk.effort(page.at(places))
        assert effort.steps <= STEPS
        assert effort.queries <= QUERIES


@pytest.mark.parametrize("address", ["/", "/reports/to-examine"])
def test_what_waits_for_whom_much_is_hidden_from_takes_no_more_steps_than_any_page(
    outsides: list[tuple[Desk, Places]], address: str
) -> None:
    for desk, _places in outsides:
        desk.get(address)
        effort = desk.effort(address)
        assert effort.steps <= STEPS
        assert effort.queries <= QUERIES


@pytest.mark.parametrize("name", FLAT)
def test_a_page_takes_no_more_steps_of_a_larger_desk(sizes: list[Desk], name: str) -> None:
    page = next(page for page in PAGES if page.name == name)
    small, large = (desk.effort(page.at(Places.of(desk.engine))) for desk in sizes)
    assert large.steps <= page.steps * small.steps
    # Where there is nothing of a kind, nobody asks for more of it.
    assert abs(large.queries - small.queries) <= 1


def test_what_statements_are_found_by_is_read_without_walking_through_all_there_is(
    sizes: list[Desk],
) -> None:
    steps = []
    for desk in sizes:
        with counted(desk.engine) as counts, desk.engine.connect() as connection:
            assert len(list(found_by(connection, range(101, 121)))) == 20
        steps.append(counts.effort.steps)
    assert steps[1] <= 1.3 * steps[0]


def test_pages_under_load_are_told_and_without_wrk_are_not_measured(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert loaded.asked(1, "/", desk.cookie, tmp_path) is None
    assert [one.ok for one in loaded.told("report", None)] == [None] * 4
    told = {one.name: one.value for one in loaded.told("report", loaded.Load(9.5, 80, 210, 0, 47))}
    assert told == {
        "report: answers a second, 4 at once": 9.5,
        "report: p50": 80,
        "report: p95": 210,
        "report: answers other than the page": 0,
    }
