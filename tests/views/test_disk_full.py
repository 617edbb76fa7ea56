"""A disk that takes no more: who writes is told so, keeps what they typed, and goes on afterwards."""

from __future__ import annotations

import resource
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from psycopg import Connection
from psycopg.sql import SQL
from sqlalchemy import text

from models import Role
from tests.views.pages import Page, submit
from tests.views.serving import Visit, environment, gainsay, served
from tests.views.small_disks import fill, make_room, small_disk
from tests.views.stored import nothing_stored, rows
from tests.views.typed import QUOTE, SAID, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.testing import FlaskClient
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


@contextmanager
def _crowded(engine: Engine) -> Iterator[Path | None]:
    """Have the history of a desk on PostgreSQL stand on a small disk; None where there is none."""
    plain = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with Connection[Any].connect(plain, autocommit=True) as server, ExitStack() as ended:
        [data] = map(Path, server.execute("SHOW data_directory").fetchone() or ())
        # A server elsewhere has disks of its own.
        disk = ended.enter_context(small_disk(data.stat().st_uid)) if data.exists() else None
        if disk is not None:
            server.execute(SQL("CREATE TABLESPACE small LOCATION {}").format(str(disk)))
            ended.callback(server.execute, "DROP TABLESPACE small")
            ended.callback(server.execute, "ALTER TABLE event SET TABLESPACE pg_default")
            server.execute("ALTER TABLE event SET TABLESPACE small")
        yield disk


def test_a_full_disk_under_postgresql_is_said_too(checker: FlaskClient, engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        return
    with _crowded(engine) as disk:
        if disk is None:
            return
        fill(disk)
        with nothing_stored(engine):
            # More than the pages that the table has already may have room for.
            long = Random(1).randbytes(30_000).hex()  # noqa: S311 -- noise, no secret
            full = submit(checker, "/statements/new", **SAID, **SOURCE, context=long)
            assert checker.get("/statements/").status_code == 200
        assert (full.status_code, Page.of(full).heading) == (507, "No room left")
        make_room(disk)
        again = checker.post("/statements/new", data=Page.of(full).form("/statements/new").values)
        assert again.status_code == 303, again.text
    assert [row["quote"] for row in rows(engine, "statement")] == [QUOTE]
