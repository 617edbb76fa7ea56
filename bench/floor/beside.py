"""What a page takes beside its raw floor: the same desk, asked in turn within one process."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.floor import pages
from bench.floor.serving import Bare
from bench.scale.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from bench.scale.asking import Desk
    from bench.scale.pages import Page
    from bench.scale.places import Places

_MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
_TOKEN = re.compile(r'(name="csrf_token" value=")[^"]*')


@dataclass(frozen=True)
class Floor:
    """A page's raw floor, and how many times its CPU the page may take."""

    name: str
    render: Callable[[sqlite3.Connection, Places, date], str]
    goal: float = 2.0

    @property
    def page(self) -> Page:
        """The page that it stands beside."""
        return next(page for page in PAGES if page.name == self.name)

    @property
    def address(self) -> str:
        """Where the bare application serves it."""
        return f"/{self.name.replace(' ', '-').replace(',', '')}"


FLOORS = (
    Floor("report", lambda database, _places, today: pages.report(database, today)),
    Floor("statements", lambda database, _places, _today: pages.statements(database)),
    Floor(
        "search for a word, newest first",
        lambda database, places, _today: pages.search(database, places.word),
        2.5,
    ),
    Floor("statement", lambda database, places, _today: pages.statement(database, places.ordinary)),
    Floor(
        "statement with many links",
        lambda database, places, _today: pages.statement(database, places.busy),
    ),
    Floor("top speaker", lambda database, places, _today: pages.speaker(database, places.speaker)),
)


def figures(file: Path, desk: Desk, places: Places, often: int) -> Iterator[Figure]:
    """Yield how many times the CPU of its floor each page takes, on a desk in a file of SQLite."""
    with closing(opened(file)) as database:
        bare = bare_of(database, places)
        for floor in FLOORS:
            first, again = _times(floor, desk, bare, places, often)
            name = f"{floor.name}: CPU beside raw SQL and Jinja"
            yield Figure(f"{name}, first after a deed", first, "ratio", floor.goal)
            yield Figure(f"{name}, asked again", again, "ratio", floor.goal)


def opened(file: Path) -> sqlite3.Connection:
    """Open a desk's file for reading alone."""
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True)


def _times(floor: Floor, desk: Desk, bare: Bare, places: Places, often: int) -> tuple[float, float]:
    """Return what a page takes as the first since the last deed, and asked for again."""
    address = floor.page.at(places)
    desk.get(address)
    bare.get(floor.address)
    timed = [
        (desk.seconds(address), desk.seconds(address, again=True), bare.seconds(floor.address))
        for _ in range(often)
    ]
    first, again, raw = (median(each) for each in zip(*timed, strict=True))
    return first / raw, again / raw


def bare_of(database: sqlite3.Connection, places: Places) -> Bare:
    """Return the bare application that serves every floor of a desk."""
    bare = Bare(database, places, datetime.now(UTC).date())
    for floor in FLOORS:
        bare.serve(floor.address, floor.render)
    return bare


def main_of(page: str) -> str:
    """Return what stands in the `main` of a page: all that a floor renders."""
    found = _MAIN.search(page)
    return found[1] if found else ""


def folded(html: str) -> str:
    """Fold white space, and leave out the token against forgery, which a floor has none of.

    White space around tags is left out altogether.
    """
    apart = re.sub(r"\s+", " ", _TOKEN.sub(r"\1", html).replace("<", " <").replace(">", "> "))
    return re.sub(r" (?=>)", "", re.sub(r"\s+", " ", apart)).strip()
