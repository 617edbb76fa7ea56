from __future__ import annotations

import hashlib
import os
from fcntl import F_SETPIPE_SZ, fcntl
from pathlib import Path
from select import select as select_files
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bench.corpus.filling import fill
from models import Relay, Statement, for_writing
from models.terms import StatementStatus
from tests.counting import rows_read
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log
from views.context import EXTENSION, reading, steady

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

DOWNLOAD = "/citations/download?format=jsonl"


STATEMENTS = 6_000


@pytest.fixture
def filled(engine: Engine) -> int:
    """Many more than are read at once; as many are logged as is told."""
    with Session(for_writing(engine)) as session:
        fill(session, STATEMENTS)
        session.commit()
        logged = select(func.count()).where(Statement.status == StatementStatus.LOGGED)
        return session.scalar(logged) or 0


def test_a_long_download_begins_soon_and_is_noted_before_it_ends(
    filled: int, checker: FlaskClient, app: Flask, engine: Engine
) -> None:
    with rows_read(app.extensions[EXTENSION].engine) as read:
        answer = checker.get(DOWNLOAD, buffered=False)
        begun = read[0]
        assert not rows(engine, "export")
        assert len(answer.data.splitlines()) == filled
        assert begun < read[0] / 100
    assert last(engine, "export")["sha256"] == hashlib.sha256(answer.data).hexdigest()
    assert len(rows(engine, "exported_statement")) == filled


def test_a_download_that_is_broken_off_is_noted_as_such(
    filled: int, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        head = checker.head(DOWNLOAD)
        assert (head.status_code, head.data) == (200, b"")
    answer = checker.get(DOWNLOAD, buffered=False)
    some = next(answer.iter_encoded())
    answer.close()
    left = last(engine, "export")
    assert left["sha256"] == hashlib.sha256(some).hexdigest()
    assert len(rows(engine, "exported_statement")) == filled
    page = Page.of(checker.get(f"/exports/{left['id']}"))
    assert "broken off before its end" in page.main.text


@pytest.mark.usefixtures("filled")
def test_a_long_export_begins_soon_on_the_command_line(
    run: FlaskCliRunner, app: Flask, engine: Engine, tmp_path: Path
) -> None:
    pipe, begun = tmp_path / "pipe", list[int]()

    def listen() -> None:
        with pipe.open("rb", buffering=0) as file:
            fcntl(file, F_SETPIPE_SZ, 1 << 12)
            select_files([file], [], [])
            begun.append(read[0])
            file.read(1)

    os.mkfifo(pipe)
    with rows_read(app.extensions[EXTENSION].engine) as read:
        listener = Thread(target=listen)
        listener.start()
        done = run.invoke(args=["export", "--format", "csv", "-o", str(pipe)])
        listener.join()
    assert done.exit_code == 1
    assert 0 < begun[0] < 5 * STATEMENTS / 100
    assert "broken_off" in last(engine, "export")["scope"]


@pytest.mark.usefixtures("filled")
def test_a_download_reads_one_state_of_the_record(app: Flask, engine: Engine) -> None:
    count = select(func.count()).select_from(Relay)
    with app.app_context():
        before = steady().scalar(count)
        with Session(for_writing(engine)) as other:
            other.execute(delete(Relay))
            other.commit()
        assert before
        assert reading().scalar(count) == before


@pytest.mark.usefixtures("desk_with_case")
def test_a_file_is_there_once_it_is_whole(
    run: FlaskCliRunner, engine: Engine, tmp_path: Path
) -> None:
    file, link = tmp_path / "out.csv", tmp_path / "link.csv"
    file.write_text("as it was")
    link.symlink_to(file)
    with nothing_stored(engine):
        done = run.invoke(args=["export", "--format", "csv", "-o", str(file), "--as", "nobody@x"])
    assert done.exit_code == 1
    assert file.read_text() == "as it was"
    assert run.invoke(args=["export", "--format", "csv", "-o", str(link)]).exit_code == 0
    assert link.is_symlink()
    assert file.read_text().startswith("key,")
    assert sorted(tmp_path.glob("*.part")) == sorted(tmp_path.glob(".*.part")) == []
    assert run.invoke(args=["export", "--format", "csv", "-o", "/dev/null"]).exit_code == 0
    assert not Path("/dev/null").is_file()


def test_a_source_is_cited_alone_and_without_statements(checker: FlaskClient) -> None:
    log(checker, source_title="The one")
    log(checker, quote="Another one", source_title="The other")
    submit(checker, "/statements/1/withdraw", reason="Logged twice.")
    assert "The one" in Page.of(checker.get("/citations/?source=1&format=ris")).main.text
    for name in ("ris", "bibtex", "csl-json"):
        text = checker.get(f"/citations/download?source=1&format={name}").text
        assert "The one" in text
        assert "The other" not in text
    assert "Nothing is chosen" in Page.of(checker.get("/citations/?source=9")).main.text
