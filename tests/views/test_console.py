from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

from app import create_app
from config import Config
from tests.views.serving import environment, free_port, gainsay

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "account",
    "backup",
    "capture",
    "demo",
    "export",
    "exports",
    "import",
    "move",
    "read",
    "rebuild",
    "redact",
    "report",
    "restore",
    "run",
    "scrub",
    "search",
    "set",
    "settings",
    "speaker",
    "styles",
    "token",
    "topic",
    "upgrade",
    "verify",
    "work",
}
UNREACHABLE = "postgresql+psycopg://desk:hunter2@127.0.0.1:{port}/desk"
# Starting takes a second, so that not every command tries every address.
BROKEN = [
    ("upgrade", "nonsense"),
    ("demo", "mysql+nothing://desk:hunter2@127.0.0.1/desk"),
    ("verify", "postgresql+nothing://desk:hunter2@127.0.0.1/desk"),
    ("upgrade", "sqlite:////nowhere/at/all/desk.db"),
    ("upgrade", "postgresql+psycopg://desk:hunter2@127.0.0.1:port/desk"),
    ("verify", UNREACHABLE),
    ("run", UNREACHABLE),
]


@pytest.mark.parametrize(("command", "url"), BROKEN)
def test_a_database_that_cannot_be_used_is_said_in_a_line_without_its_password(
    command: str, url: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=url.format(port=free_port()))
    done = gainsay(env, command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "database" in done.stderr.lower()
    assert "hunter2" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GAINSAY_INSTANCE", "/proc/nowhere"),
        ("GAINSAY_LIMITS_URL", "nonsense"),
        ("GAINSAY_LIMITS_URL", "strange://desk:hunter2@127.0.0.1"),
        ("GAINSAY_LIMITS_URL", "redis://desk:hunter2@127.0.0.1:port"),
        ("GAINSAY_DATABASE_URL", "desk:hunter2@127.0.0.1"),
        ("GAINSAY_DATABASE_URL", "postgresql+hunter2://127.0.0.1/desk"),
        ("GAINSAY_BASE_URL", "desk.example"),
        ("GAINSAY_PROXIES", "many"),
        ("GAINSAY_METRICS_TOKEN", "hunter2"),
        ("PROMETHEUS_MULTIPROC_DIR", "/nowhere/hunter2"),
        ("GAINSAY_STATEMENT_TIMEOUT", "-1"),
        ("GAINSAY_POOL_SIZE", "0"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said_in_a_line(
    name: str, value: str, tmp_path: Path
) -> None:
    done = gainsay({**environment(tmp_path), name: value}, "upgrade")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{name} cannot be used: "), done.stderr
    assert "hunter2" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_help_needs_no_database(tmp_path: Path) -> None:
    url = UNREACHABLE.format(port=free_port())
    done = gainsay(environment(tmp_path, GAINSAY_DATABASE_URL=url), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    _before, _heading, listed = done.stdout.partition("Commands:\n")
    assert {line.split()[0] for line in listed.splitlines() if line[2:3].strip()} == COMMANDS


def test_no_command_of_a_library_is_ours(tmp_path: Path) -> None:
    assert gainsay(environment(tmp_path), "limiter").returncode == 2


def test_a_fresh_desk_is_set_up_where_it_is_told_with_a_key_for_its_owner_alone(
    tmp_path: Path,
) -> None:
    instance = tmp_path / "new" / "desk"
    env = environment(instance)
    assert gainsay(env, "upgrade").returncode == 0
    key = instance / "secret_key"
    made = key.read_text()
    assert len(made) >= 48
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(instance.stat().st_mode) == 0o700
    assert stat.S_IMODE((instance / "gainsay.db").stat().st_mode) == 0o600
    assert gainsay(env, "verify").returncode == 0
    assert key.read_text() == made


def test_a_key_that_is_told_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAINSAY_INSTANCE", str(tmp_path))
    monkeypatch.setenv("GAINSAY_SECRET_KEY", "x" * 48)
    assert Config.from_env().SECRET_KEY == "x" * 48
    assert list(tmp_path.iterdir()) == []


def test_a_driver_that_is_missing_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # As on a machine where psycopg was never installed.
    monkeypatch.setitem(sys.modules, "psycopg", None)
    url = "postgresql+psycopg://desk:hunter2@127.0.0.1/desk"
    with pytest.raises(SystemExit) as left:
        create_app(Config(SECRET_KEY="x", DATABASE_URL=url, INSTANCE=tmp_path))  # noqa: S106
    assert "install the extra `postgres`" in str(left.value)
    assert "hunter2" not in str(left.value)
