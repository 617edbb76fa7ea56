"""What `make bench` writes; how long anything takes is never a test."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from bench import __main__ as bench
from bench.articles import article, measured
from bench.corpus.building import build
from bench.figures import Figure, seconds
from bench.formatting import unlike
from bench.orm_reading import OrmDesk
from bench.raw_reading import RawDesk
from bench.reading_rows import COMPARED
from bench.streaming import Leaving
from bench.works import Works
from citations.formats import FORMATS
from desk.chosen import Chosen
from models import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _figures(*, quick: bool) -> Iterator[Figure]:
    yield Figure("told", 3.14159, "CPU s")
    yield Figure("kept", 1.0 if quick else 9.0, "ratio", 2.0)


def test_figures_are_printed_and_written_with_their_goals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(bench, "MEASURES", (_figures,))
    for arguments, met in ((["bench", "QUICK"], True), (["bench"], False)):
        monkeypatch.setattr("sys.argv", arguments)
        with pytest.raises(SystemExit) as ended:
            bench.main()
        assert ended.value.code == (0 if met else 1)
        told, kept = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
        assert told == {"name": "told", "value": 3.142, "unit": "CPU s", "goal": None, "ok": True}
        assert (kept["goal"], kept["ok"]) == (2.0, met)
        assert ("MISSED" in capsys.readouterr().out) is not met


def test_a_goal_is_a_most_or_a_least() -> None:
    most, least = (
        Figure("pace", 2.0, "ratio", 1.5),
        Figure("pace", 2.0, "ratio", 1.5, at_least=True),
    )
    assert (most.ok, most.bound) == (False, "at most 1.5")
    assert (least.ok, least.bound) == (True, "at least 1.5")
    assert Figure("told", 2.0, "ratio").bound == ""


def _unknown(*, quick: bool) -> Iterator[Figure]:
    del quick
    yield Figure("kept", 1.0, "ratio", 2.0)
    yield Figure("peer", None, "times ours", 2.0, at_least=True)


def test_what_was_not_measured_is_neither_good_nor_bad_and_fails_a_whole_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(bench, "MEASURES", (_unknown,))
    for arguments, status in ((["bench", "QUICK"], 0), (["bench"], 1)):
        monkeypatch.setattr("sys.argv", arguments)
        with pytest.raises(SystemExit) as ended:
            bench.main()
        assert ended.value.code == status
        assert "not measured: peer" in capsys.readouterr().out
    _, peer = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert (peer["value"], peer["ok"]) == (None, None)


def test_works_are_the_same_of_one_seed() -> None:
    first, again, other = (
        [found.source for found in Works(40, seed).works()] for seed in (1, 1, 2)
    )
    assert first == again != other
    assert len({source.type for source in first}) > 5


def test_entries_that_differ_are_counted_wherever_they_stand() -> None:
    runs = {name: [{"t": "Str", "c": name}] for name in "abc"}
    swapped = {name: runs[name] for name in "bac"}
    assert unlike({"ours": runs, "one": runs}) == 0
    assert unlike({"ours": runs, "one": swapped}) == 2
    assert unlike({"ours": runs, "one": {"a": runs["a"]}}) == 2


def test_work_is_timed_with_the_programs_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = iter([2.0, 3.0]), iter([(0.25, 0.25), (1.0, 0.5)])
    monkeypatch.setattr("time.process_time", lambda: next(ours))
    monkeypatch.setattr(
        "resource.getrusage",
        lambda _who: SimpleNamespace(
            **dict(zip(("ru_utime", "ru_stime"), next(theirs), strict=True))
        ),
    )
    done: list[str] = []
    assert seconds(lambda: done.append("work")) == 1.0 + 1.0
    assert done == ["work"]


@pytest.mark.parametrize("words", [1, 35, 760])
def test_an_article_has_as_many_words_as_it_shall(words: int) -> None:
    assert len(article(words).split()) == words


def test_reading_is_measured_with_the_model_apart() -> None:
    told = measured("article", 40, 2)
    assert set(told) == {"loading", "seconds", "memory"}
    assert min(told.values()) >= 0


def test_what_exports_are_measured_beside_writes_the_same(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    build(f"sqlite:///{file}", 90, tmp_path)
    engine = open_engine(f"sqlite:///{file}")
    with Session(engine) as session:
        ours = Leaving(session, Chosen())
        for name in COMPARED:
            # What it read of a speaker it keeps: for some formats that is less than for others.
            raw = RawDesk(str(file))
            assert b"".join(FORMATS[name].written(ours)) == b"".join(FORMATS[name].written(raw))
        entities = list(OrmDesk(session).statements())
        assert [one.key for one in entities] == [one.key for one in ours.statements()]
    engine.dispose()
