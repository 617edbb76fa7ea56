"""The golden files of styles: works of every type in each style of the menu as text, and one of
each document. Run this module to write them anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.exported import Held
from citations.formats import FORMATS
from citations.formatted.styles import STYLES
from citations.styling import ATTRIBUTION, Styling
from tests.citations.golden import GOLDEN
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import BY_PANDOC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STYLED = [style for style in STYLES if style != ATTRIBUTION]


def files() -> Iterator[tuple[Path, bytes]]:
    """Yield each golden file with what shall stand in it."""
    headed = (f"== {STYLES[style]} ==\n\n".encode() + _written("text", style) for style in STYLED)
    yield GOLDEN / "every_type.styles.txt", b"\n".join(headed)
    for name in sorted(BY_PANDOC):
        yield GOLDEN / f"every_type.apa{FORMATS[name].suffix}", _written(name, "apa", quotes=True)


def _written(name: str, style: str, *, quotes: bool = False) -> bytes:
    styling = Styling(style, quotes=quotes)
    return b"".join(FORMATS[name].written(Held(every_type()), styling))


if __name__ == "__main__":
    for path, content in files():
        path.write_bytes(content)
