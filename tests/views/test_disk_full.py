"""A disk that takes no more: who writes is told so, keeps what they typed, and goes on afterwards."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from models import Role
from tests.views.pages import Page
from tests.views.serving import Visit, environment, gainsay, served
from tests.views.stored import nothing_stored, rows
from tests.views.typed import QUOTE, SAID, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine


def _let_write(process: int, size: int) -> None:
    """Have the files of a process grow no further than this, as those on a full disk."""
    _soft, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, hard))


@pytest.mark.sqlite
def test_a_full_disk_is_said_and_what_was_typed_is_sent_again_once_there_is_room(
    database_url: str, tmp_path: Path, account_: Callable[..., str], engine: Engine
) -> None:
    email = account_(Role.CHECKER)
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    with served(env) as server:
        visit = Visit(server.address)
        visit.sign_in(email)
        _let_write(server.process.pid, 0)
        with nothing_stored(engine):
            status, full = visit.submit("/statements/new", **SAID, **SOURCE)
            assert visit.get("/statements/")[0] == 200
        assert (status, Page.read(full).heading) == (507, "No room left")
        assert QUOTE in Page.read(full).text
        _let_write(server.process.pid, resource.RLIM_INFINITY)
        status, shown = visit.send(full, "/statements/new")
        assert (status, "Logged as statement 1" in shown) == (200, True), shown
    assert [row["quote"] for row in rows(engine, "statement")] == [QUOTE]
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    assert gainsay(env, "verify").returncode == 0
