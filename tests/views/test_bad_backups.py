"""What is no backup, or not a whole one, is refused with a sentence, and nothing is written."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from desk.moving.shapes import Kind, Table
from desk.moving.values import line_of, row_of
from tests.views.moving import desk_at, holds_anything

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskCliRunner

pytestmark = pytest.mark.sqlite
MANIFEST = "manifest.json"
Parts = dict[str, bytes]


def _told(parts: Parts, change: Callable[[dict[str, Any]], object]) -> None:
    told = json.loads(parts[MANIFEST])
    change(told)
    parts[MANIFEST] = json.dumps(told).encode()


def _put(parts: Parts, table: str, content: bytes) -> None:
    """Put other rows in, with sums that fit them."""
    parts[f"rows/{table}.jsonl"] = content
    sums = {
        "rows": content.count(b"\n"),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }

    def change(told: dict[str, Any]) -> None:
        [part] = [part for part in told["parts"] if part["table"]["name"] == table]
        part["sum"] = sums

    _told(parts, change)


def _altered(parts: Parts) -> None:
    parts["rows/account.jsonl"] = parts["rows/account.jsonl"].replace(b"admin", b"chief")


def _cut(parts: Parts) -> None:
    parts["rows/account.jsonl"] = parts["rows/account.jsonl"][:-5]


def _renamed(parts: Parts) -> None:
    parts[MANIFEST] = parts[MANIFEST].replace(b'"watcher"', b'"pg_shadow"')
    parts["rows/pg_shadow.jsonl"] = parts.pop("rows/watcher.jsonl")


def _stray(parts: Parts) -> None:
    """A name of a speaker who is not there."""
    _put(parts, "speaker_name", b'["ann",1,"Ann","ann",0,77]\n')


FORGED: list[tuple[Callable[[Parts], object], str]] = [
    (lambda parts: parts.pop(MANIFEST), "it has no manifest"),
    (lambda parts: parts.update({MANIFEST: b"{"}), "its manifest cannot be read"),
    (lambda parts: parts.update({MANIFEST: b" " * 5_000_000}), "its manifest is too long"),
    (lambda parts: _told(parts, lambda told: told.update(format_version=2)), "format_version"),
    (lambda parts: _told(parts, lambda told: told.update(revision="9999")), "newer than this one"),
    (lambda parts: parts.update({"../../etc/cron.d/x": b"x"}), "does not hold the parts"),
    (lambda parts: parts.pop("rows/account.jsonl"), "does not hold the parts"),
    (_renamed, "its tables are not those of the release"),
    (_altered, "rows/account.jsonl does not fit its SHA-256"),
    (_cut, "rows/account.jsonl is not as long as its manifest says"),
    # 20 kB that become 20 MB without an end of a line.
    (lambda parts: _put(parts, "account", b"0" * 20_000_000), "Table account could not be filled"),
    (lambda parts: _put(parts, "event_head", b'["x",2,1]\n'), "CHECK constraint failed"),
    (_stray, "a row of speaker_name points at a row of speaker that is not there"),
]


KEPT = Table(name="kept", columns=tuple((str(kind), kind) for kind in Kind), key=("number",))
GOOD = [1, 0, "A", "2017-09-18", "2017-09-18 10:00:00.000000", '{"a":1}', "AAE="]
BAD: list[tuple[int, Any]] = [
    (0, "1"),
    (0, True),
    (0, 1.5),
    (1, 2),
    (2, 7),
    (3, "18.9.2017"),
    (3, 20170918),
    (4, "2017-09-18"),
    (4, "2017-09-18 10:00:00.00+01:00"),
    (5, "{"),
    (5, {"a": 1}),
    (6, "A?"),
    (6, [0, 1]),
]


@pytest.mark.parametrize(("place", "value"), BAD)
def test_a_value_that_is_not_of_its_kind_is_refused(place: int, value: object) -> None:
    row = [value if at == place else good for at, good in enumerate(GOOD)]
    with pytest.raises(ValueError, match=r"\S"):
        row_of(KEPT)(json.dumps(row).encode())


@pytest.mark.parametrize("line", [b"", b"{}", b"[1]", b"\xff", b'{"number": 1}', b"[" * 100_000])
def test_what_is_no_row_is_refused(line: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        row_of(KEPT)(line)


def test_a_row_reads_back_as_it_was_written() -> None:
    for row in (GOOD, [None] * len(GOOD)):
        line = f"{json.dumps(row)}\n".encode()
        assert json.loads(line_of(KEPT)(row_of(KEPT)(line))) == row


@pytest.fixture
def good(run: FlaskCliRunner, tmp_path: Path) -> Path:
    """A backup of a desk that was just made."""
    file = tmp_path / "desk.backup"
    assert run.invoke(args=["backup", str(file)]).exit_code == 0
    return file


def _parts(file: Path) -> Parts:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_forged_backup_is_refused_and_nothing_is_written(good: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    forged = tmp_path / "forged.backup"
    with desk_at(url, tmp_path) as other:
        for forge, words in FORGED:
            parts = _parts(good)
            forge(parts)
            with ZipFile(forged, "w", ZIP_DEFLATED) as archive:
                for name, content in parts.items():
                    archive.writestr(name, content)
            done = other.invoke(args=["restore", str(forged)])
            assert (done.exit_code, done.stdout) == (1, ""), words
            assert words in done.stderr
            assert done.stderr.count("\n") == 1
            assert not holds_anything(url)


def test_what_is_no_whole_file_is_refused(good: Path, tmp_path: Path) -> None:
    url, content = f"sqlite:///{tmp_path / 'other.db'}", good.read_bytes()
    middle = len(content) // 3
    broken = content[:middle] + bytes(100) + content[middle + 100 :]
    with desk_at(url, tmp_path) as other:
        for half in (b"", b"A list.\n", content[: len(content) // 2], broken):
            good.write_bytes(half)
            done = other.invoke(args=["restore", str(good)])
            assert (done.exit_code, done.stdout) == (1, "")
            assert done.stderr.startswith("gainsay: This cannot be restored: it is ")
        assert not holds_anything(url)
