"""What each page costs on a desk, beside a desk ten times as large."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.floor import beside as floor
from bench.scale import confirming, outside
from bench.scale.asking import Desk
from bench.scale.desks import desk_of
from bench.scale.pages import PAGES, REPORT
from bench.scale.places import Places
from bench.scale.plain import report_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.scale.asking import Effort
    from bench.scale.pages import Page

QUERIES, STEPS = 12, 60_000
"""What no page may go beyond, however many statements there are."""
PLAIN = 100
"""How many times the CPU of our report plain joins shall take of a million statements, at least."""
FEW, MANY, VERY_MANY = 10_000, 100_000, 1_000_000
OFTEN, QUICK_OFTEN = 21, 5
"""How often each page is timed for the median."""


@dataclass(frozen=True)
class Seen:
    """What a page costs on a desk: the database's work, CPU seconds in all, and bytes."""

    effort: Effort
    cpu: float
    length: int


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield how much more each page costs on the larger desk; steps and queries are exact."""
    few, many = (FEW, MANY) if quick else (FEW, VERY_MANY)
    files, beside = [desk_of(count) for count in (few, many)], f"{many:,} beside {few:,}"
    with TemporaryDirectory() as instance:
        desks = [Desk(f"sqlite:///{file}", Path(instance)) for file in files]
        for page, (small, large) in costs(desks, QUICK_OFTEN if quick else OFTEN):
            yield from grown(page, small, large, beside)
        yield _unprepared(files[1], desks[1], quick=quick)
        often = QUICK_OFTEN if quick else OFTEN
        yield from floor.figures(files[1], desks[1], Places.of(desks[1].engine), often)
        for desk in desks:
            desk.close()
    if not quick:
        yield from _kept_out(files, beside)
    yield from confirming.figures(files[0], files[1], beside)


def _unprepared(file: Path, desk: Desk, *, quick: bool) -> Figure:
    """Tell how many times our report plain joins take; that grows with the archive."""
    ours = median(desk.seconds(REPORT) for _ in range(QUICK_OFTEN))
    times = report_seconds(file) / ours
    goal = None if quick else PLAIN
    return Figure("report: plain joins beside ours, CPU", times, "times ours", goal, at_least=True)


def grown(page: Page, small: Seen, large: Seen, beside: str) -> Iterator[Figure]:
    """Yield how much more a page costs on the larger desk."""
    steps = large.effort.steps / small.effort.steps
    yield Figure(f"{page.name}: steps, {beside}", steps, "ratio", page.steps)
    yield Figure(f"{page.name}: steps at most", large.effort.steps, "steps", STEPS)
    yield Figure(f"{page.name}: queries", large.effort.queries, "queries", QUERIES)
    yield Figure(f"{page.name}: CPU, {beside}", large.cpu / small.cpu, "ratio", page.cpu)


def _kept_out(files: Sequence[Path], beside: str) -> Iterator[Figure]:
    """Yield the same for somebody who is kept out of the topic of which most is said."""
    with outside.kept_out(files[0]) as small, outside.kept_out(files[1]) as large:
        desks, places = (small[0], large[0]), (small[1], large[1])
        for page in outside.pages():
            asked = [page.at(place) for place in places]
            named = replace(page, name=f"{page.name}, kept out of the top topic")
            few, many = _seen(desks, asked, OFTEN)
            yield from grown(named, few, many, beside)


def costs(
    desks: Sequence[Desk], often: int, named: str = ""
) -> Iterator[tuple[Page, tuple[Seen, ...]]]:
    """Yield what each page costs on each desk; the desks are asked in turn."""
    places = [Places.of(desk.engine) for desk in desks]
    for page in PAGES:
        if named in page.name:
            asked = [page.at(place) for place in places]
            yield page, tuple(_seen(desks, asked, often))


def _seen(desks: Sequence[Desk], asked: Sequence[str], often: int) -> Iterator[Seen]:
    both = list(zip(desks, asked, strict=True))
    lengths = [len(desk.get(address)) for desk, address in both]
    efforts = [desk.effort(address) for desk, address in both]
    gc.collect()
    timed = [[desk.seconds(address) for desk, address in both] for _ in range(often)]
    for effort, length, times in zip(efforts, lengths, zip(*timed, strict=True), strict=True):
        yield Seen(effort, median(times), length)
