"""The golden files: each format on the At Tanf case. Run this module to write them anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citations.formats import FORMATS
from tests.citations.records import read_records
from tests.citations.writing import bytes_of

if TYPE_CHECKING:
    from citations.formats import Format

GOLDEN = Path(__file__).parents[1] / "golden"


def golden_path(kind: Format) -> Path:
    return GOLDEN / f"at_tanf{kind.suffix}"


def written(kind: Format) -> bytes:
    return bytes_of(kind.name, read_records())


if __name__ == "__main__":
    for each in FORMATS.values():
        golden_path(each).write_bytes(written(each))
