"""What `make eval` counts, on an invented article in which all that matters happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bench.evaluation import __main__ as evaluation
from bench.evaluation import ours
from bench.evaluation.cues import says
from bench.evaluation.scores import Rate, Scores

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "“The ferry stays shut,” Jane Roe said, “until the pier is mended.”\n"
    "Roe said that the work would take a year. Divers hope that it takes a month.\n"
    "The union called it “a bad joke” and a waste of money, its leader added.\n"
    "Nobody marked that the sun shone over the bay."
)
DIRECT = ["The ferry stays shut,", "until the pier is mended."]
INDIRECT, MIXED = "that the work would take a year", "it “a bad joke” and a waste of money"
WISH, UNMARKED = "that it takes a month", "that the sun shone over the bay"


def _place(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def _marked(content: list[str], source: str, cue: str) -> dict[str, Any]:
    places = [[_place(one)] if one else [] for one in (source, cue)]
    return {"content": [_place(one) for one in content], "source": places[0], "cue": places[1]}


ARTICLE = {
    "id": "ferry",
    "text": TEXT,
    "pubdate": "2017-09-19",
    "publisher": "Almby Post",
    "attributions": [
        _marked(DIRECT, "Jane Roe", "said"),
        _marked([INDIRECT], "Roe", "said"),
        _marked([MIXED], "its leader", "added"),
        _marked([WISH], "Divers", "hope"),
    ],
}


def _offered(words: str, speaker: str = "", *, direct: bool = False) -> dict[str, Any]:
    start, end = _place(words)
    told: dict[str, Any] = {"start": start, "end": end, "passage": words, "direct": direct}
    if speaker:
        told["speaker_start"], told["speaker_end"] = _place(speaker)
    return told


def _scores(*statements: dict[str, Any]) -> Scores:
    scores = Scores()
    scores.add(ARTICLE, list(statements))
    return scores


def _told(rate: Rate) -> tuple[int, int, int, int]:
    return rate.proposed, rate.right, rate.wanted, rate.found


def test_what_is_found_whole_with_its_speakers_is_all_right() -> None:
    halves = [_offered(one, "Jane Roe", direct=True) for one in DIRECT]
    scores = _scores(*halves, _offered(INDIRECT, "Roe"), _offered(MIXED, "its leader"))
    assert _told(scores.direct) == (12, 12, 12, 12)
    assert _told(scores.indirect) == (2, 2, 2, 2)
    assert _told(scores.whole) == (3, 3, 3, 3)
    assert (scores.speaker, scores.misplaced, scores.whole.f1) == (100, 0, 100)


def test_a_wrong_speaker_and_a_claim_of_nobody_are_faults_and_a_wish_is_none() -> None:
    scores = _scores(
        _offered(INDIRECT, "The union"), _offered(WISH, "Divers"), _offered(UNMARKED, "Nobody")
    )
    assert _told(scores.indirect) == (2, 1, 2, 1)
    assert _told(scores.whole) == (2, 0, 3, 0)
    assert (scores.right_speakers, scores.speakers) == (1, 2)


def test_a_verbatim_piece_is_no_fault_and_half_a_content_is_enough() -> None:
    scores = _scores(
        _offered("a bad joke", "its leader", direct=True),
        _offered("the work would take a", "Roe"),
        _offered("said that", "Roe"),
    )
    assert _told(scores.whole) == (1, 1, 3, 1)


def test_a_passage_that_stands_elsewhere_is_counted() -> None:
    assert _scores({**_offered(INDIRECT), "passage": "something else"}).misplaced == 1


def test_nothing_proposed_is_nothing_right() -> None:
    scores = _scores()
    assert (scores.direct.precision, scores.direct.recall, scores.direct.f1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("cue", "is_one"),
    [("said", True), (":", True), ("has denied", True), ("hopes", False), ("saw", False)],
)
def test_cues_of_saying_make_a_statement(cue: str, *, is_one: bool) -> None:
    assert says(cue) is is_one


def test_a_file_is_read_anew_and_told_as_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["evaluation", str(gold)])
    monkeypatch.setenv("GAINSAY_INSTANCE", str(tmp_path))
    evaluation.main()
    told = capsys.readouterr().out
    assert "direct, words             100.0" in told
    assert "misplaced passages            0" in told


def test_our_own_articles_are_told_field_by_field(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "“We shut the ferry for good reasons,” Jane Roe told reporters in Almby on Monday.\n"
    wanted = {"passage": "We shut the ferry for good reasons", "form": "direct", "role": "mayor"}
    told = {"published": "2017-09-19", "statements": [wanted, {"passage": "not there"}]}
    (tmp_path / "01.txt").write_text(text, encoding="utf-8")
    (tmp_path / "01.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(ours, "ARTICLES", tmp_path)
    monkeypatch.setenv("GAINSAY_INSTANCE", str(tmp_path))
    lines = [" ".join(line.split()) for line in ours.table()]
    assert lines[:3] == ["invented articles 1", "statements 1 right of 2", "form 1 right of 1"]
    assert "role 0 right of 1" in lines
    assert lines[-1] == "proposed beyond these 0"
