"""One canonical shape for JSON values: what is absent, and in which order keys stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

JSON = dict[str, Any]


def kept(values: JSON) -> JSON:
    """Return the values without those that are None or empty; zero and False are values."""
    return {name: value for name, value in values.items() if not _absent(value)}


def listed(values: Iterable[JSON]) -> Iterator[str]:
    """Write a JSON array one value at a time, each on a line of its own."""
    return parts_listed([spelled(value)] for value in values)


def parts_listed(values: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write a JSON array of values that are given as parts of their JSON, each on its own line."""
    yield "["
    separator = "\n"
    for parts in values:
        yield separator
        yield from parts
        separator = ",\n"
    yield "\n]"


def spelled(value: object) -> str:
    """Return a value as JSON on one line, its letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def ordered(value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    """Return a JSON value with the keys of each object sorted.

    PostgreSQL keeps JSON objects in an order of its own, so ours must not depend on it.
    """
    if isinstance(value, dict):
        return {name: ordered(value[name]) for name in sorted(value)}
    if isinstance(value, list | tuple):
        return [ordered(each) for each in value]
    return value


def told_between(
    before: str, texts: Iterable[str | None], between: str, after: str
) -> Iterator[str]:
    """Yield texts that are not empty one at a time, parted and enclosed; nothing without any."""
    told = False
    for text in filter(None, texts):
        yield between if told else before
        yield text
        told = True
    yield after if told else ""


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)
