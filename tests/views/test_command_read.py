from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from desk.articles import Limits
from desk.proposals.reading import read_text
from reading.proposing import Proposal, Proposed, Relayed, Span, language_model
from tests.reading.extracting.papers import PAGE, QUOTE
from tests.reading.fetching.serving import answering, page, web
from tests.views.stored import nothing_stored
from views import reading_batches
from views.context import EXTENSION
from views.proposal_json import proposal_json
from views.proposal_words import proposed_lines
from views.reading_batches import BadLine, Batch

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

SAID = "“We shut the ferry for good reasons,” Jane Roe told reporters in Almby on Monday."
TOLD = Proposal(
    start=1,
    end=38,
    passage="We shut the ferry for good reasons,",
    parts=(Span(1, 9), Span(10, 38)),
    form="mixed",
    quote="for good reasons",
    cue=Span(49, 53),
    mention=Span(40, 48),
    speaker="Jane Roe",
    speaker_kind="unnamed",
    plural=True,
    role="harbour master",
    affiliation="the port of Almby",
    told="reporters",
    heard="via",
    relays=(Relayed("the Almby Wire", "told"), Relayed("Radio Dunmark")),
    said="2017-09-18",
    said_text="Monday",
    reason="The clause after “told” is what she said.",
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


def _read(run: FlaskCliRunner, *args: object) -> list[dict[str, object]]:
    done = run.invoke(args=["read", "--json", *map(str, args)])
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_proposal_is_told_whole_in_the_order_of_its_fields() -> None:
    told = proposal_json(TOLD)
    assert " ".join(told) == (
        "start end passage parts direct form quote speaker speaker_start speaker_end cue_start "
        "cue_end speaker_kind plural role affiliation told heard relays said said_text reason"
    )
    assert told["parts"] == [[1, 9], [10, 38]]
    assert told["relays"] == [{"name": "the Almby Wire", "verb": "told"}, {"name": "Radio Dunmark"}]
    bare = proposal_json(Proposal(start=0, end=2, passage="No", form="indirect", reason="It does."))
    assert list(bare) == ["start", "end", "passage", "direct", "form", "heard", "reason"]


def test_people_read_who_said_what_to_whom_and_why_it_is_proposed() -> None:
    assert list(proposed_lines(Proposed((TOLD,)))) == [
        "  1  mixed  We shut the ferry for good reasons,",
        "     said by: Jane Roe (unnamed), harbour master, the port of Almby",
        "     told: reporters",
        "     said: 2017-09-18 (“Monday”)",
        "     chain: told the Almby Wire, Radio Dunmark",
        "     why: The clause after “told” is what she said.",
        "",
        "1 statement proposed.",
    ]


def test_a_file_is_read_and_nothing_is_stored(
    run: FlaskCliRunner, story: Path, engine: Engine
) -> None:
    with nothing_stored(engine):
        done = run.invoke(args=["read", str(story), "--published", "2017-09-19~"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "We shut the ferry for good reasons" in done.stdout
    assert "published 2017-09-19~" in done.stdout


def test_places_hold_in_the_text_that_was_read(run: FlaskCliRunner, story: Path) -> None:
    (told,) = _read(run, story, "--published", "2017-09-19", "--outlet", "Almby Post")
    assert told["source"] == {
        "place": str(story),
        "container_title": "Almby Post",
        "published": "2017-09-19",
    }
    assert told["statements"]
    for one in told["statements"]:  # type: ignore[attr-defined]
        assert one["passage"] == SAID[one["start"] : one["end"]]


def test_without_a_date_it_is_said_once_that_one_is_missing(
    run: FlaskCliRunner, story: Path
) -> None:
    done = run.invoke(args=["read", str(story), str(story)])
    assert done.exit_code == 0
    assert done.stderr.count("without a publication date") == 1


def test_a_page_is_read_with_what_it_says_of_itself(app: Flask, run: FlaskCliRunner) -> None:
    app.extensions[EXTENSION].web = Limits(may_reach=lambda *_place: True, seconds=5)
    with web(answering(page(PAGE.encode(), "Content-Type: text/html"))) as served:
        (told,) = _read(run, served.url("/a"))
    source = told["source"]
    assert isinstance(source, dict)
    assert (source["title"], source["container_title"]) == ("Outpost closed", "CNN")
    assert source["authors"] == [
        {"family": "Able", "given": "Ann"},
        {"family": "Baker", "given": "Bob"},
    ]
    assert (source["published"], source["url"]) == ("2017-09-19", served.url("/a"))
    assert QUOTE in json.dumps(told["statements"])


def test_a_bad_document_does_not_stop_those_after_it(
    run: FlaskCliRunner, story: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / ".hidden").write_bytes(b"\x89PNG\r\n")
    done = run.invoke(args=["read", "--json", str(tmp_path), "nowhere.txt", "http://127.0.0.1/"])
    assert done.exit_code == 1
    places = [json.loads(line)["source"]["place"] for line in done.stdout.splitlines()]
    assert places == [str(story)]
    for words in ("a.png: It is a picture", "nowhere.txt: it cannot be read", "127.0.0.1/: “"):
        assert words in done.stderr
    assert ".hidden" not in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["a.txt", "--batch", "STORY"],
        ["STORY", "-o", "out"],
        ["STORY", "--published", "last Monday"],
    ],
)
def test_what_makes_no_sense_is_a_usage_error(
    args: list[str], run: FlaskCliRunner, story: Path
) -> None:
    assert (
        run.invoke(args=["read", *(str(story) if a == "STORY" else a for a in args)]).exit_code == 2
    )


def test_without_the_model_it_says_so_in_a_line_with_the_remedy(
    run: FlaskCliRunner, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_model, "english", lambda: None)
    done = run.invoke(args=["read", str(story), "--published", "2017"])
    assert done.exit_code == 0
    assert done.stderr.count("\n") == 1
    assert "requirements-reading.lock" in done.stderr


def test_the_model_is_installed_where_the_tests_run() -> None:
    assert language_model.english() is not None


def test_a_batch_answers_line_by_line_and_names_each_bad_one(
    run: FlaskCliRunner, tmp_path: Path
) -> None:
    good = {"id": "a", "text": SAID, "published": "2017-09-19", "other": [1]}
    bad = [
        "rubbish",
        "[]",
        '{"id": "x"}',
        '{"id": "y", "text": "a\\ud800"}',
        '{"id": 1, "text": 2}',
    ]
    dated = json.dumps({"id": 7, "text": "", "published": "Monday"})
    lines = [json.dumps(good), "", *bad, dated, json.dumps({"id": 7, "text": "", "published": ""})]
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    done = run.invoke(args=["read", "--batch", str(file), "-o", str(out)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert [f"line {number}:" in done.stderr for number in range(1, 11)] == [
        *(False, False, True, True, True, True, True, True, False, False)
    ]
    first, last = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert (first["id"], last) == ("a", {"id": 7, "statements": []})
    assert [one["passage"] for one in first["statements"]]
    assert done.stderr.count("without a publication date") == 1


def test_a_fault_in_one_article_is_told_as_a_bad_line_and_the_others_are_read() -> None:
    def propose(text: str, published: str | None, outlet: str | None) -> Proposed:
        if text == "odd":
            raise RecursionError
        return read_text(text, published, outlet)

    lines = [json.dumps({"id": text, "text": text}) for text in ("a", "odd", SAID)]
    first, second, third = Batch(io.BytesIO("\n".join(lines).encode()), propose=propose).read()
    assert isinstance(second, BadLine)
    assert str(second).startswith("line 2: it cannot be read (RecursionError)")
    assert isinstance(third, dict)
    assert first == {"id": "a", "statements": []}
    assert third["statements"]


def test_a_batch_comes_in_by_standard_input(run: FlaskCliRunner) -> None:
    lines = json.dumps({"id": "a", "text": SAID, "published": "2017-09-19"}) + "\n"
    done = run.invoke(args=["read", "--batch", "-"], input=lines * 2)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "a"]


def test_a_line_beyond_all_measure_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_batches, "MOST_LINE", 30)
    file = io.BytesIO(b"x" * 100 + b"\n" + b'{"id": 1, "text": ""}\n' + b"y" * 31)
    first, second, third = Batch(file).read()
    assert second == {"id": 1, "statements": []}
    assert isinstance(first, BadLine)
    assert isinstance(third, BadLine)
    assert (first.number, third.number) == (1, 3)
