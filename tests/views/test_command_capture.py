from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.articles import Limits
from models import Capture
from tests.reading.extracting.papers import LONG, PAGE, QUOTE
from tests.reading.fetching.serving import answering, page, web
from tests.views.pages import submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import SAID, paste
from views.context import EXTENSION

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_file_is_kept_under_what_it_says_of_itself(
    run: FlaskCliRunner, story: Path, engine: Engine
) -> None:
    done = run.invoke(args=["capture", str(story), "--url", "https://cnn.example/outpost"])
    assert done.exit_code == 0, done.stderr
    capture, source = last(engine, "capture"), last(engine, "source")
    assert done.stdout == f"{capture['id']}\n"
    assert (capture["filename"], LONG in capture["text"]) == ("story.html", True)
    assert (source["title"], source["container_title"]) == ("Outpost closed", "CNN")
    assert source["authors"] == [
        {"family": "Able", "given": "Ann"},
        {"family": "Baker", "given": "Bob"},
    ]
    assert (source["published"], source["url"]) == ("2017-09-19", "https://cnn.example/outpost")


def test_a_page_is_fetched_and_kept(app: Flask, run: FlaskCliRunner, engine: Engine) -> None:
    app.extensions[EXTENSION].web = Limits(may_reach=lambda *_place: True, seconds=5)
    with web(answering(page(PAGE.encode(), "Content-Type: text/html"))) as served:
        done = run.invoke(
            args=["capture", served.url("/a"), "--title", "Given", "--author", "B, A"]
        )
    assert done.exit_code == 0, done.stderr
    source = last(engine, "source")
    assert (source["title"], source["url"]) == ("Given", served.url("/a"))
    assert source["authors"] == [{"family": "B", "given": "A"}]


def test_a_known_source_is_captured_again(
    run: FlaskCliRunner, story: Path, engine: Engine, tmp_path: Path, checker: FlaskClient
) -> None:
    run.invoke(args=["capture", str(story)])
    submit(checker, "/statements/new?capture=1", **{**SAID, "quote": QUOTE})
    other = tmp_path / "later.txt"
    other.write_text("All of it was given back.", encoding="utf-8")
    with nothing_stored(engine):
        asked = run.invoke(args=["capture", str(other), "--source", "1"])
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert "Is this the whole text? If it is, say --whole. Nothing was stored." in asked.stderr
    done = run.invoke(args=["capture", str(other), "--source", "1", "--whole"])
    assert (done.exit_code, done.stdout) == (0, "2\n")
    assert "look at statement 1: how its words stand has changed" in done.stderr
    again = run.invoke(args=["capture", str(other), "--source", "1"])
    assert (again.stdout, again.stderr) == ("2\n", "gainsay: the source says the same as before\n")
    assert len(rows(engine, "source")) == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nowhere.html"], "cannot be read: No such file"),
        (["http://127.0.0.1/"], "not an address of the public web"),
        (["STORY", "--source", "99"], "There is no source “99”"),
        (["STORY", "--type", "newspaper"], "not a CSL item type"),
        (["STORY", "--published", "2017-13-40"], "published"),
        (["TEXT"], "give one with --title"),
        (["PICTURE"], "a picture"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_line(
    args: list[str], words: str, run: FlaskCliRunner, story: Path, tmp_path: Path, engine: Engine
) -> None:
    (tmp_path / "a.txt").write_text("He said no.", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    places = {"STORY": story, "TEXT": tmp_path / "a.txt", "PICTURE": tmp_path / "a.png"}
    with nothing_stored(engine):
        done = run.invoke(args=["capture", *(str(places.get(one, one)) for one in args)])
    assert done.exit_code == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_reader_does_not_capture(run: FlaskCliRunner, story: Path, engine: Engine) -> None:
    run.invoke(args=["account", "add", "ada@example.org", "--role", "reader"])
    with nothing_stored(engine):
        done = run.invoke(args=["capture", str(story), "--as", "ada@example.org"])
    assert done.exit_code == 1


def test_quotes_are_proved_from_what_is_stored(
    run: FlaskCliRunner, checker: FlaskClient, engine: Engine, session: Session
) -> None:
    paste(checker)
    submit(checker, "/statements/new?capture=1", **SAID)
    submit(checker, "/statements/new?capture=1", **{**SAID, "quote": "Nothing of the sort"})
    with nothing_stored(engine):
        done = run.invoke(args=["verify", "--quotes"])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "statement 2 (capture 1): not found in the source",
        "2 quotes were compared with their captures; 0 stored results differ.",
    ]
    session.get_one(Capture, 1).text = "Tampered with."
    session.commit()
    done = run.invoke(args=["verify", "--quotes"])
    assert done.exit_code == 1
    assert "statement 1 (capture 1): not found in the source, but stored is: found" in done.stderr
    assert run.invoke(args=["verify", "--chain"]).exit_code == 0
    assert run.invoke(args=["verify"]).exit_code == 1
