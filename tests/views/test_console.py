from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from tests.views.serving import environment, free_port, gainsay

if TYPE_CHECKING:
    from pathlib import Path

URL = "GAINSAY_DATABASE_URL"
COMMANDS = {"account", "demo", "export", "import", "report", "run", "upgrade", "verify"}
BROKEN = [
    "nonsense",
    "mysql+nothing://desk@127.0.0.1/desk",
    "postgresql+nothing://desk@127.0.0.1/desk",
    "sqlite:////nowhere/at/all/desk.db",
    "postgresql+psycopg://desk@127.0.0.1:port/desk",
]
UNREACHABLE = "postgresql+psycopg://desk@127.0.0.1:{port}/desk"
TRIED = [(url, "upgrade") for url in BROKEN]
TRIED += [(UNREACHABLE, command) for command in ("upgrade", "demo", "verify", "run")]


@pytest.mark.parametrize(("url", "command"), TRIED)
def test_a_database_that_cannot_be_used_is_said_in_a_line(
    url: str, command: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=url.format(port=free_port()))
    done = gainsay(env, command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "database" in done.stderr.lower()


def test_the_password_of_a_database_is_not_told(tmp_path: Path) -> None:
    for driver in ("postgresql+psycopg", "postgresql+nothing"):
        url = f"{driver}://desk:hunter2@127.0.0.1:{free_port()}/desk"
        done = gainsay(environment(tmp_path, GAINSAY_DATABASE_URL=url), "verify")
        assert done.returncode == 1
        assert "hunter2" not in done.stderr


def test_help_needs_no_database(tmp_path: Path) -> None:
    url = UNREACHABLE.format(port=free_port())
    done = gainsay(environment(tmp_path, GAINSAY_DATABASE_URL=url), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert {
        line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")
    } >= COMMANDS


def test_a_fresh_desk_is_set_up_where_it_is_told(tmp_path: Path) -> None:
    instance = tmp_path / "new" / "desk"
    env = environment(instance)
    assert gainsay(env, "upgrade").returncode == 0
    assert {path.name for path in instance.iterdir()} >= {"gainsay.db", "secret_key"}
    assert stat.S_IMODE(instance.stat().st_mode) == 0o700
    assert gainsay(env, "verify").returncode == 0


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    env = environment(tmp_path)
    gainsay(env, "upgrade")
    file = tmp_path / "secret_key"
    made = file.read_text()
    assert len(made) >= 48
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    gainsay(env, "upgrade")
    assert file.read_text() == made


def test_a_key_that_is_told_makes_no_file(tmp_path: Path) -> None:
    gainsay(environment(tmp_path, GAINSAY_SECRET_KEY="x" * 48), "upgrade")
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    "settings",
    [
        {"GAINSAY_INSTANCE": "/proc/nowhere"},
        {"GAINSAY_LIMITS_URL": "nonsense"},
    ],
)
def test_a_setting_that_cannot_be_used_is_said_in_a_line(
    settings: dict[str, str], tmp_path: Path
) -> None:
    done = gainsay({**environment(tmp_path), **settings}, "upgrade")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1, done.stderr
    [name] = settings
    assert name in done.stderr
