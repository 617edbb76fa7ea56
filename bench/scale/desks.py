"""Made-up desks, kept from run to run for as long as whatever makes them stays as it is."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus.building import build

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "bench" / "desks"
"""Where they are kept; git passes over it."""
_MADE_BY = ("bench/corpus", "migrations/versions", "desk/read_models", "models")


def desk_of(count: int, folder: Path = KEPT) -> Path:
    """Return the SQLite file of a desk of so many statements; it is made where it is not there.

    Desks that an earlier release of the program made are taken away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{count}-{_made_by()}.db"
    if not file.exists():
        for older in folder.glob(f"{count}-*"):
            older.unlink()
        sys.stderr.write(f"Making a desk of {count:,} statements; it is kept in {folder}.\n")
        with TemporaryDirectory(dir=folder) as instance:
            made = Path(instance) / file.name
            build(f"sqlite:///{made}", count, Path(instance))
            made.rename(file)
    return file


def _made_by() -> str:
    told = hashlib.sha256()
    for name in _MADE_BY:
        for file in sorted((ROOT / name).rglob("*.py")):
            told.update(file.read_bytes())
    return told.hexdigest()[:12]
