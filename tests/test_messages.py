"""The English catalogue holds every text of the pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTRACT = (
    *("--quiet", "extract", "--omit-header", "--no-location", "--sort-output"),
    *("-F", "pyproject.toml"),
)


def test_the_catalogue_is_up_to_date(tmp_path: Path) -> None:
    fresh = tmp_path / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", *EXTRACT, "-o", str(fresh), "."]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 -- our own command
    kept = (ROOT / "translations" / "messages.pot").read_text(encoding="utf-8")
    assert fresh.read_text(encoding="utf-8") == kept, "run: make messages"
