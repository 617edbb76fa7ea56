"""What the tests of citations share: the demo case, and programs that must be there."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.citations.records import read_records
from tests.needs import needed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from models.records import StatementRecord

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def at_tanf() -> tuple[StatementRecord, ...]:
    return read_records()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a program of the system."""

    def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- programs and arguments are this test's own
            [needed(program), *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        )

    return _run
