"""The raw floors that pages are measured beside tell what the pages tell."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from html import unescape
from typing import TYPE_CHECKING

import pytest

from bench.corpus.building import build
from bench.figures import Figure
from bench.floor import pages
from bench.floor.beside import FLOORS, Floor, bare_of, figures, folded, main_of, opened
from bench.floor.words import apart, bounds, when
from bench.scale.asking import Desk
from bench.scale.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


HOSTILE = "<i>the </i>"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("floor") / "many.db"
    build(f"sqlite:///{made}", 500, made.parent)
    return made


@pytest.fixture(scope="module")
def desk(file: Path) -> Iterator[Desk]:
    opened_desk = Desk(f"sqlite:///{file}", file.parent)
    yield opened_desk
    opened_desk.close()


# Left out are the token against forgery, white space around tags, and excerpts of a search.
@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.name)
def test_a_floor_renders_the_main_of_its_page(floor: Floor, desk: Desk, file: Path) -> None:
    places = Places.of(desk.engine)
    page = main_of(desk.get(floor.page.at(places)).decode())
    with closing(opened(file)) as database:
        raw = bare_of(database, places).get(floor.address)
    assert len(page) > 1_000
    assert _lines(raw) == _lines(page)


def _lines(html: str) -> list[str]:
    shown = re.sub(r'<div class="line excerpt">.*?</div>', "", html, flags=re.DOTALL)
    return unescape(folded(shown)).replace("> ", ">\n").split("\n")


def test_each_page_is_held_against_its_floor(desk: Desk, file: Path) -> None:
    told = list(figures(file, desk, Places.of(desk.engine), 1))
    # As the first since a deed, and asked again.
    names = [floor.name for floor in FLOORS for _time in range(2)]
    assert [one.name.partition(":")[0] for one in told] == names
    assert all(isinstance(one, Figure) and one.value and one.goal for one in told)


def test_what_is_sought_is_marked_and_all_else_escaped(file: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as copy, closing(opened(file)) as database:
        database.backup(copy)
        for said in ("quote", "claim"):
            copy.execute(f"UPDATE statement SET {said} = ? WHERE {said} IS NOT NULL", (HOSTILE,))
        page = pages.search(copy, "the")
    assert "&lt;i&gt;<mark>the</mark> &lt;/i&gt;" in page
    assert "<i>" not in page
    assert "&lt;mark" not in page


def test_an_address_without_a_floor_is_answered_by_nothing(file: Path, desk: Desk) -> None:
    with closing(opened(file)) as database:
        bare = bare_of(database, Places.of(desk.engine))
    with pytest.raises(LookupError, match="/nowhere"):
        bare.get("/nowhere")


def test_a_page_without_a_main_is_told_by_nothing() -> None:
    assert main_of("<html></html>") == ""
    assert folded('<input name="csrf_token" value="told">') == folded(
        '<input name="csrf_token" value="">'
    )


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "date unknown"),
        ("2017", "2017"),
        ("2017-09", "September 2017"),
        ("2017-09-18~", "about Monday 18 September 2017"),
        ("2017-09-28/2017-09-30", "between 28 and 30 September 2017"),
        ("2017-09-28/2017-10-02", "between 28 September and 2 October 2017"),
        ("2017-12-30/2018-01-02", "between 30 December 2017 and 2 January 2018"),
    ],
)
def test_a_date_is_said_as_pages_say_it(edtf: str | None, words: str) -> None:
    assert when(edtf, weekday=True) == words


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("2017-09-18", "2017-09-19", "1 day apart"),
        ("2017-09-18~", "2017-10-28", "about 40 days apart"),
        ("2017-09", "2017-09-18", "order not known"),
        ("2017-09", "2018-09-18", "11 to 12 months apart"),
        ("2011", "2018-09-18", "6 to 7 years apart"),
    ],
)
def test_how_far_apart_is_said_as_pages_say_it(one: str, other: str, words: str) -> None:
    assert apart(bounds(one), bounds(other)) == words
