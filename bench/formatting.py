"""What citations cost: in a style beside pandoc alone, and in each format as they grow in number."""

from __future__ import annotations

from contextlib import suppress
from itertools import count as count_from
from typing import TYPE_CHECKING

from bench.figures import Figure, seconds
from bench.works import SEED, Works
from citations.formats import FORMATS
from citations.formatted.bibliography import bibliography
from citations.formatted.cited_runs import cited_run
from citations.formatted.inlines import text_of
from citations.formatted.items import style_item
from citations.formatted.rules import rules_of
from citations.formatted.styles import STYLES, style_named
from citations.programs import NotWrittenError
from citations.styling import ATTRIBUTION, Styling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.canon import JSON
    from citations.formatted.inlines import Inlines
    from citations.formatted.rules import Rules

LOCALE = "en-US"
COMPARED = 1_000
"""How many works are formatted beside one run of pandoc: of fewer, starting it is most of the cost."""
GROWN = 1_000
MORE = 4
"""How many times as many works are written in formats that no program writes: these take little."""
OFTEN = 2
"""How often a growth is measured; the least of it counts, since other programs run meanwhile."""
RATIO, GROWTH = 0.25, 2.3
_SEEDS = count_from(SEED)
"""Each cost is of works of their own: what was formatted before is kept, and costs nothing again."""


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield the figures; not where there is little time, since pandoc takes most of a minute."""
    if quick:
        return
    yield from _beside_one_run(COMPARED)
    for style in (each for each in STYLES if each != ATTRIBUTION):
        yield _growth(f"style {style}", "text", Styling(style), GROWN)
    for name, kind in FORMATS.items():
        if kind.write_styled:
            yield _growth(f"format {name}", name, Styling("apa"), GROWN)
        else:
            yield _growth(f"format {name}", name, Styling(), MORE * GROWN)


def _beside_one_run(count: int) -> Iterator[Figure]:
    rules = _rules("apa")
    items = _items(count, rules)
    told: dict[str, dict[str, Inlines]] = {}
    ours = seconds(lambda: told.update(ours=bibliography(items, rules, LOCALE)))
    one: float | None = None
    # On a machine that is busy with other work pandoc may not come to its end.
    with suppress(NotWrittenError):
        one = seconds(lambda: told.update(one=cited_run(items, rules.whole, LOCALE).entries))
    yield Figure(f"APA of {count} works: one run of pandoc", one, "CPU s")
    yield Figure(f"APA of {count} works: ours", ours, "CPU s")
    yield Figure(f"APA of {count} works: ours beside one run", one and ours / one, "ratio", RATIO)
    wrong = unlike(told) if one else None
    yield Figure(f"APA of {count} works: entries that differ", wrong, "entries", 0)


def unlike(told: dict[str, dict[str, Inlines]]) -> int:
    """Return how many entries differ, in their text or in their place."""
    ours, one = (
        [(name, text_of(runs)) for name, runs in told[whose].items()] for whose in ("ours", "one")
    )
    missing = abs(len(ours) - len(one))
    return missing + sum(mine != other for mine, other in zip(ours, one, strict=False))


def _growth(named: str, name: str, styling: Styling, count: int) -> Figure:
    few, many = (
        min(_cost(name, styling, each) for _ in range(OFTEN)) for each in (count, 2 * count)
    )
    return Figure(f"{named}: {2 * count} works beside {count}", many / few, "ratio", GROWTH)


def _cost(name: str, styling: Styling, count: int) -> float:
    works = Works(count, next(_SEEDS))
    return seconds(lambda: [None for _ in FORMATS[name].written(works, styling)])


def _rules(style: str) -> Rules:
    return rules_of(style_named(style).rules or b"")


def _items(count: int, rules: Rules) -> list[JSON]:
    return [
        style_item(found, place, approximates=rules.approximates, events=rules.events)
        for place, found in enumerate(Works(count).works())
    ]
