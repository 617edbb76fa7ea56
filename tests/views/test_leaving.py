from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bench.many import fill
from models import Relay, for_writing
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log
from views.context import reading, steady
from views.spools import IN_MEMORY

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

DOWNLOAD = "/citations/download?format=jsonl"


@pytest.fixture
def filled(engine: Engine) -> None:
    """More than waits in memory."""
    with Session(for_writing(engine)) as session:
        fill(session, 1_300)
        session.commit()


@pytest.mark.usefixtures("filled")
def test_a_long_download_is_sent_as_it_was_hashed(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        head = checker.head(DOWNLOAD)
    answer = checker.get(DOWNLOAD)
    assert len(answer.data) > IN_MEMORY
    assert head.headers["Content-Length"] == str(len(answer.data))
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert not head.data
    assert last(engine, "export")["sha256"] == hashlib.sha256(answer.data).hexdigest()
    assert len(rows(engine, "exported_statement")) == 1_300


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
