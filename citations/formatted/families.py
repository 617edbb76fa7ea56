"""Works by people of one family name, whom some styles tell apart wherever they are named."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.csl import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citations.canon import JSON

_BY = sorted(NAMES)
_PARTS = ("given", "non-dropping-particle", "dropping-particle", "suffix")


def with_families(items: Mapping[str, JSON], most: int | None) -> dict[str, list[str]]:
    """Return for each work those beside which its names are told as in the whole; families together.

    One of another given name is enough, and one whose given name begins alike. `most`: how many
    names of each role are told so; None for all.
    """
    first, named = _named(items, most), _named(items, None)
    people = {name: list(_people(item, most)) for name, item in items.items()}
    return {
        name: [
            one
            for family, given in told
            for index in (first, named)
            for one in _others(index[family], given)
        ]
        for name, told in sorted(people.items(), key=lambda pair: pair[1][:1])
    }


def _named(items: Mapping[str, JSON], most: int | None) -> dict[str, dict[str, str]]:
    """Return a work for each given name of each family."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for name, item in items.items():
        for family, given in _people(item, most):
            named[family].setdefault(given, name)
    return named


def _others(named: dict[str, str], given: str) -> Iterator[str]:
    others = {one: name for one, name in named.items() if one != given}
    yield from list(others.values())[:1]
    yield from [name for one, name in others.items() if one[:1] == given[:1]][:1]


def _people(item: JSON, most: int | None) -> Iterator[tuple[str, str]]:
    """Yield the family and the given name of each person; who is called "de" is another one."""
    for by in _BY:
        for person in item.get(by, ())[:most]:
            if family := person.get("family"):
                rest = (person.get(part, "") for part in _PARTS)
                yield family.casefold(), "|".join(rest)
