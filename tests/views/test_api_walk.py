"""The walk through the API in docs/api.md, and its example in Python, on a desk that is served."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.serving import GAINSAY, PATIENCE, environment, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "log_and_report.py"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[str]:
    """The address of a desk that is served."""
    with served(environment(tmp_path, GAINSAY_DATABASE_URL=database_url)) as server:
        yield server.address


@pytest.fixture
def walked(
    database_url: str, tmp_path: Path, account_: Callable[..., str]
) -> subprocess.CompletedProcess[str]:
    """All lines of the walk, as a shell has run them."""
    account_(Role.CHECKER, "ada@example.org")
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    lines = "\n".join(_BLOCK.findall((DOCS / "api.md").read_text(encoding="utf-8")))
    with served(env) as server:
        place = {"DESK": server.address, "EXAMPLES": str(EXAMPLE.parent)}
        # Nothing of ours is to be asked through a proxy that the machine may name.
        place |= {"no_proxy": "*", "PATH": f"{Path(GAINSAY).parent}:{os.environ['PATH']}"}
        return subprocess.run(  # noqa: S603 -- what we document
            ["bash", "-euo", "pipefail", "-c", lines],  # noqa: S607
            cwd=tmp_path,
            env={**env, **place},
            capture_output=True,
            text=True,
            timeout=3 * PATIENCE,
            check=False,
        )


def test_every_line_of_the_walk_does_what_is_said(
    walked: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    assert walked.returncode == 0, walked.stderr
    assert '"email":"ada@example.org"' in walked.stdout
    assert '{"data":[],"next":null}' in walked.stdout
    assert json.loads((tmp_path / "statement.json").read_text())["status"] == "logged"
    mended = json.loads((tmp_path / "mended.json").read_text())
    assert (mended["id"], mended["quote"]) == (1, "The bridge will be closed in summer")
    assert '"status":"withdrawn"' in walked.stdout
    assert "\n412\n" in walked.stdout.replace("}412", "}\n412")
    assert json.loads((tmp_path / "refused.json").read_text())["status"] == 412
    accepted = json.loads((tmp_path / "accepted.json").read_text())
    assert (accepted["quote"], accepted["state"]) == ("The road is shut", "accepted")
    assert "logged as 3" in walked.stdout
    report = zipfile.ZipFile(tmp_path / "report.docx")
    assert "word/document.xml" in report.namelist()


@pytest.mark.parametrize(
    ("place", "token", "told"),
    [
        ("{desk}", "gainsay_none", "Unauthorized: "),
        ("{desk}/nowhere", "gainsay_none", "No desk is at "),
        ("http://127.0.0.1:1", "gainsay_none", "cannot be reached"),
        ("nowhere", "gainsay_none", "cannot be reached"),
        ("{desk}", "", "Usage: "),
        (None, "gainsay_none", "Usage: "),
    ],
)
def test_the_example_in_python_says_what_is_wrong(
    place: str | None, token: str, told: str, desk: str
) -> None:
    done = subprocess.run(  # noqa: S603 -- our own example
        [sys.executable, EXAMPLE, *([place.format(desk=desk)] if place else [])],
        env={**os.environ, "no_proxy": "*", "TOKEN": token},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_example_in_python_is_short() -> None:
    code = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(code) <= 35
