"""The golden files: each format on the At Tanf case, and on works of every type.

Run this module to write them anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citations.exported import Held
from citations.formats import FORMATS
from tests.citations.records import read_records
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import bytes_of

if TYPE_CHECKING:
    from citations.formats import Format

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = {"at_tanf": read_records, "every_type": every_type}


def golden_path(kind: Format, case: str = "at_tanf") -> Path:
    """Return where the golden file stands; of formats with one suffix the first has it alone."""
    first = next(each for each in FORMATS.values() if each.suffix == kind.suffix)
    named = "" if first is kind else f".{kind.name}"
    return GOLDEN / f"{case}{named}{kind.suffix}"


def written(kind: Format, case: str = "at_tanf") -> bytes:
    return bytes_of(kind.name, CASES[case]())


def kept(kind: Format, case: str) -> bytes:
    """Return what the golden file holds; there is none of what leaves everything out."""
    path = golden_path(kind, case)
    return path.read_bytes() if path.exists() else b""


def left_out_path(case: str) -> Path:
    return GOLDEN / f"{case}.left_out.txt"


def left_out(case: str) -> str:
    """Return what each format names as left out, one thing a line."""
    exported = Held(tuple(CASES[case]()))
    lines = [
        f"{name}: {one.noun} {one.key}: {one.why}\n"
        for name, kind in FORMATS.items()
        for one in kind.omissions(exported)
    ]
    return "".join(lines)


if __name__ == "__main__":
    for name in CASES:
        for each in FORMATS.values():
            if content := written(each, name):
                golden_path(each, name).write_bytes(content)
        left_out_path(name).write_bytes(left_out(name).encode())
