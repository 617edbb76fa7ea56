"""Programs that some tests drive: where one is missing the tests say so, and fail under CI."""

from __future__ import annotations

import os
import shutil

import pytest

PACKAGES = {
    "chromium": "chromium",
    "biber": "biber",
    "ris2xml": "bibutils",
    "redis-server": "redis-server",
    "pgbouncer": "pgbouncer",
}
missed: set[str] = set()


def needed(program: str) -> str:
    """Return the path of a program; without it, fail under CI=true, else leave the test out."""
    path = shutil.which(program)
    if path is not None:
        return path
    words = f"{program} is not installed: install {PACKAGES[program]} to run this test"
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    missed.add(words)
    pytest.skip(words)
