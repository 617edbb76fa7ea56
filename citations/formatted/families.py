"""Works by people of one family name, whom some styles tell apart wherever they are named."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.csl import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citations.canon import JSON

_BY = sorted(NAMES)


def with_families(items: Mapping[str, JSON], most: int | None) -> dict[str, set[str]]:
    """Return for each work those beside which its names are told in full; neighbours stand together.

    One of another given name is enough, and one that begins alike. `most`: how many names of each
    role are told so; None for all.
    """
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for name, item in items.items():
        for family, given in _people(item, None):
            named[family].setdefault(given, name)
    beside: dict[str, set[str]] = defaultdict(set)
    for name, item in sorted(items.items(), key=lambda pair: next(_people(pair[1], most), ("",))):
        for family, given in _people(item, most):
            beside[name] |= {*_others(named[family], given)}
    return {name: others for name, others in beside.items() if others}


def _others(named: dict[str, str], given: str) -> Iterator[str]:
    others = {one: name for one, name in named.items() if one != given}
    yield from list(others.values())[:1]
    yield from [name for one, name in others.items() if one[:1] == given[:1]][:1]


def _people(item: JSON, most: int | None) -> Iterator[tuple[str, str]]:
    for by in _BY:
        for person in item.get(by, ())[:most]:
            if family := person.get("family"):
                yield family.casefold(), str(person.get("given"))
