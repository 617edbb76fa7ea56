"""What a long export costs as it grows: the figures of `bench.streaming`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.streaming import STREAMED, growths

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE_MEMORY, PACE = 16.0, 1.3


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield how much more memory very many statements take than few, and how much longer each."""
    for one in growths(quick=quick, formats=STREAMED[:1] if quick else STREAMED):
        yield Figure(f"export as {one.name}: very many statements", one.many.seconds, "CPU s")
        yield Figure(
            f"export as {one.name}: memory beside few", one.memory, "MiB more", MORE_MEMORY
        )
        yield Figure(f"export as {one.name}: a statement beside few", one.pace, "ratio", PACE)
