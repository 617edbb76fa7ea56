"""The floor of an import: a table read and written to our schema by sqlite3 alone, unchecked."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from bench.corpus.shape import STAMP
from models.facets import EVERY, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Row = dict[str, str]

_MANY = 5_000
_TRIGGER = "SELECT sql FROM sqlite_master WHERE name = 'statement_text_added'"
_INSERTS = {
    "speaker": "(id, key, name, name_key, found_by, kind, plural, version, created_at) "
    f"VALUES (?, ?, ?, ?, ?, 'person', 0, 1, '{STAMP}')",
    "source": "(id, key, type, title, title_supplied, found_by, authors, container_title, url, "
    "published, published_from, published_to, csl, seen, version, created_at) "
    f"VALUES (?, ?, ?, ?, 0, ?, '[]', ?, ?, ?, ?, ?, '{{}}', 1, 1, '{STAMP}')",
    "topic": "(id, key, name, name_key, found_by, slug, restricted, version, created_at) "
    f"VALUES (?, ?, ?, ?, ?, ?, 0, 1, '{STAMP}')",
    "statement": "(id, key, form, quote, claim, speaker_id, role, said, said_from, said_to, "
    "language, status, version, created_at) "
    f"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'logged', 1, '{STAMP}')",
    "statement_topic": "(statement_id, topic_id) VALUES (?, ?)",
    "appearance": '(statement_id, source_id, position, exact, heard, "check", created_at) '
    f"VALUES (?, ?, 0, ?, 'unstated', 'not_checked', '{STAMP}')",
    "statement_text": f"(statement_id, place, body, facets) VALUES (?, ?, ?, '{EVERY}')",
}
_WORDS = (
    "INSERT INTO statement_words (rowid, body, facets) SELECT place, body, facets "
    # In the order of the places: the index writes itself out wherever one steps back.
    "FROM statement_text WHERE statement_id > ? ORDER BY +place"
)


class _Names:
    """The numbers of what a table names, and the rows of those met for the first time."""

    def __init__(self, first: int) -> None:
        self.ids: dict[str, int] = {}
        self.first = first

    def of(self, key: str) -> tuple[int, bool]:
        """Return the number of a key, and whether it is new."""
        known = self.ids.get(key)
        if known is None:
            known = self.ids[key] = self.first + len(self.ids)
            return known, True
        return known, False


class Floor:
    """A table on its way into a database, indexes live, all of it in one transaction."""

    def __init__(self, database: Path) -> None:
        self.connection = sqlite3.connect(database, isolation_level=None)
        self.connection.execute("PRAGMA foreign_keys=ON")
        self.rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _INSERTS}
        self.names = {name: _Names(self._next(name)) for name in ("speaker", "source", "topic")}

    def load(self, table: Path) -> None:
        """Write the rows of a table; the words to be found in one statement, not row by row."""
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        [trigger] = run(_TRIGGER).fetchone()
        run("DROP TRIGGER statement_text_added")
        first = self._next("statement")
        with table.open(newline="", encoding="utf-8") as rows:
            for place, row in enumerate(csv.DictReader(rows)):
                self._take(first + place, row)
                if len(self.rows["statement"]) == _MANY:
                    self._write()
        self._write()
        run(_WORDS, (first - 1,))
        run(trigger)
        run("COMMIT")
        self.connection.close()

    def _next(self, table: str) -> int:
        found = self.connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608
        return int(found.fetchone()[0])

    def _take(self, number: int, row: Row) -> None:
        said = row["said"]
        speaker, source = self._speaker(row), self._source(row)
        topics = list(self._topics(json.loads(row["topics"])))
        words = (row["form"], row["quote"], row["claim"], speaker, row["role"], said, said, said)
        self.rows["statement"].append((number, row["key"], *words, row["language"]))
        self.rows["appearance"].append((number, source, row["passage"]))
        self.rows["statement_topic"] += [(number, topic) for topic in topics]
        told = (row["speaker"], row["topics"], row["role"], row["claim"], row["title"])
        body = " ".join((*told, row["outlet"], row["quote"], row["passage"])).lower()
        place = place_of(date.fromisoformat(said), number)
        self.rows["statement_text"].append((number, place, body))

    def _speaker(self, row: Row) -> int:
        number, is_new = self.names["speaker"].of(row["speaker_key"])
        if is_new:
            name = row["speaker"]
            told = (number, row["speaker_key"], name, name.casefold(), name.casefold())
            self.rows["speaker"].append(told)
        return number

    def _source(self, row: Row) -> int:
        number, is_new = self.names["source"].of(row["source"])
        if is_new:
            title, outlet, day = row["title"], row["outlet"], row["published"]
            known = (number, row["source"], row["source_type"], title, f"{title} {outlet}".lower())
            self.rows["source"].append((*known, outlet, row["url"], day, day, day))
        return number

    def _topics(self, names: list[str]) -> Iterator[int]:
        for name in names:
            number, is_new = self.names["topic"].of(name)
            if is_new:
                folded = name.casefold()
                slug = folded.replace(" ", "-")
                self.rows["topic"].append((number, f"t-{slug}", name, folded, folded, slug))
            yield number

    def _write(self) -> None:
        for name, rows in self.rows.items():
            self.connection.executemany(f"INSERT INTO {name} {_INSERTS[name]}", rows)
            rows.clear()
