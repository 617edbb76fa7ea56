"""Who writes to one SQLite file takes turns with others, in this process and beside it."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from models import open_engine
from models.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENOUGH, A_WHILE = 20.0, 0.05
TIMES, MOST = 20, 5
#: Has its turn when it is told to, and keeps it until it is told so; or takes one after the other.
_BESIDE = """
import sys, time
from models import open_engine
from models.turns import Turns
turns, times = Turns(open_engine(sys.argv[1])), 0
if sys.argv[2] == "holding":
    with turns.taken(20):
        print("mine", flush=True)
        sys.stdin.readline()
else:
    told = open(sys.argv[3], "w")
    while True:
        with turns.taken(20):
            times += 1
            told.seek(0), told.write(f"{times:9}"), told.flush()
            if times == 1:
                print("mine", flush=True)
            time.sleep(0.01)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database that is there."""
    file = tmp_path / "desk.db"
    file.touch(0o640)
    return f"sqlite:///{file}"


@contextmanager
def beside(url: str, *told: str) -> Iterator[subprocess.Popen[str]]:
    """Run another process, which has its turn when the block begins."""
    command = [sys.executable, "-c", _BESIDE, url, *told]
    with subprocess.Popen(  # noqa: S603 -- our own program
        command, cwd=Path(__file__).parents[2], stdin=-1, stdout=-1, text=True
    ) as other:
        try:
            assert _piped(other.stdout).readline() == "mine\n"
            yield other
        finally:
            other.kill()


def test_a_process_waits_for_the_turn_of_another(url: str) -> None:
    with beside(url, "holding") as other:
        waiting, came = _waiting(Turns(open_engine(url)))
        assert not came.wait(A_WHILE)
        _piped(other.stdin).write("go on\n")
        _piped(other.stdin).flush()
        assert came.wait(ENOUGH)
    waiting.join()


def test_a_thread_waits_for_the_turn_of_another(url: str) -> None:
    turns = Turns(open_engine(url))
    with turns.taken(ENOUGH) as mine:
        assert mine
        waiting, came = _waiting(turns)
        assert not came.wait(A_WHILE)
    assert came.wait(ENOUGH)
    waiting.join()


def test_a_turn_ends_with_a_fault(url: str) -> None:
    turns = Turns(open_engine(url))
    for _time in range(2):
        with suppress(ZeroDivisionError), turns.taken(ENOUGH) as mine:
            assert mine
            raise ZeroDivisionError
    with beside(url, "holding"):
        pass


def test_the_turn_of_a_process_ends_with_it(url: str) -> None:
    with beside(url, "holding") as other:
        other.kill()
        other.wait()
        with Turns(open_engine(url)).taken(ENOUGH) as mine:
            assert mine


def test_whoever_is_next_is_not_overtaken(url: str, tmp_path: Path) -> None:
    turns, told = Turns(open_engine(url)), tmp_path / "told"
    overtaken = 0
    with beside(url, "again and again", str(told)):
        for _time in range(TIMES):
            before = int(told.read_text())
            with turns.taken(ENOUGH) as mine:
                assert mine
                overtaken += int(told.read_text()) - before
    # By what was at it already, and what came just before; a busy machine lets in some more.
    assert overtaken <= MOST * TIMES


def test_a_process_keeps_its_turn_for_its_threads_and_for_nobody_else(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.turns.KEPT", ENOUGH)
    turns, told = Turns(open_engine(url)), tmp_path / "told"
    with beside(url, "again and again", str(told)):
        with turns.taken(ENOUGH) as mine:
            assert mine
            before = told.read_text()
            waiting, came = _waiting(turns, well=lambda: told.read_text() == before)
            assert not came.wait(A_WHILE)
        waiting.join()
        assert came.is_set()
        with Turns(open_engine(url)).taken(ENOUGH) as mine:
            assert mine


def test_nobody_waits_for_ever(url: str) -> None:
    turns = Turns(open_engine(url))
    with beside(url, "holding"), turns.taken(A_WHILE) as mine:
        assert not mine
        with turns.taken(A_WHILE) as within:
            assert not within


@pytest.mark.parametrize(
    "elsewhere",
    [
        "sqlite://",
        "sqlite:////nowhere/at/all/desk.db",
        "postgresql+psycopg://nobody@localhost/nothing",
    ],
)
def test_where_no_turns_are_taken_everybody_goes_ahead(elsewhere: str) -> None:
    with Turns(open_engine(elsewhere)).taken(ENOUGH) as mine:
        assert not mine


def test_the_file_of_turns_is_for_those_who_may_write_the_database(url: str) -> None:
    with Turns(open_engine(url)).taken(ENOUGH):
        file = Path(url.removeprefix("sqlite:///"))
        assert file.with_name("desk.db-turn").stat().st_mode == file.stat().st_mode


def _waiting(
    turns: Turns, well: Callable[[], bool] = lambda: True
) -> tuple[threading.Thread, threading.Event]:
    """Have another thread wait for its turn; when that comes the event is set, if all is well."""
    came = threading.Event()

    def wait() -> None:
        with turns.taken(ENOUGH):
            if well():
                came.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    return waiting, came


def _piped(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
