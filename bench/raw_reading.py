# ruff: noqa: S608 -- names of tables and columns, all of them ours
"""The floor of exports: sqlite3 alone reads what the formats tell, for the same encoders.

The same rows as `desk.exporting` reads of every logged statement, in batches, with what many share
read once; without SQLAlchemy, without looking at who may see what, and without closing what
points outside.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from citations.cited import Cited, Finding
from citations.exported import NAMELESS
from models.records import (
    AppearanceRecord,
    CorrectionRecord,
    LinkRecord,
    OfficeRecord,
    RelayRecord,
    SourceRecord,
    SpeakerRecord,
    StatementRecord,
)
from models.terms import (
    Answer,
    Form,
    Heard,
    LinkStatus,
    QuoteCheck,
    Relation,
    SpeakerKind,
    StatementStatus,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Row = dict[str, Any]

BATCH = 500
_AMONG = "IN (SELECT value FROM json_each(?))"
_READS: dict[str, Callable[[Any], Any]] = {
    "form": Form,
    "kind": SpeakerKind,
    "heard": Heard,
    "check": QuoteCheck,
    "relation": Relation,
    "plural": bool,
    "seen": bool,
    "own": bool,
    "title_supplied": bool,
    "authors": lambda text: tuple(json.loads(text)),
    "csl": json.loads,
    "published_from": date.fromisoformat,
    "published_to": date.fromisoformat,
    "created_at": lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    "same_time": Answer,
    "same_place": Answer,
    "same_meaning": Answer,
}
_STATEMENT = """id, key, version, form, quote, claim, language, role, told, in_answer_to, said,
said_text, about, about_text, "where", context, note, status, status_reason, created_at, speaker_id"""
_SPEAKER = "id, key, name, kind, plural, speaks_for, wikidata, note"
_SOURCE = """id, key, type, title, title_supplied, authors, container_title, publisher, genre, url,
published, published_from, published_to, accessed, archived_url, language, csl, seen"""
_APPEARANCE = """id, statement_id, source_id, exact, prefix, suffix, start, "end", page, time, heard,
"check" """
_LINK = """link.id, link.key, link.version, from_id, one.key AS from_key, to_id, other.key AS to_key,
relation, link.status, rationale, words, to_words, same_time, same_place, same_meaning, reason"""


class RawDesk:
    """Every logged statement of a desk on SQLite, as the formats read a selection."""

    desk, pair = NAMELESS, None

    def __init__(self, file: str) -> None:
        self._base = sqlite3.connect(file)
        self._whole = True
        self._speakers: dict[int, SpeakerRecord] = {}
        self._sources: dict[int, SourceRecord] = {}

    def statements(self, *, whole: bool = True) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key."""
        self._whole = whole
        ids = self._base.execute("SELECT id FROM statement WHERE +status = 'logged' ORDER BY key")
        while batch := [number for (number,) in islice(ids, BATCH)]:
            yield from self._batch(batch)

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield nothing: what was not consulted is no part of what is measured."""
        yield from ()

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield the works sorted by key, with what was found in each."""
        self._whole = whole
        sources = self._base.execute("SELECT id FROM source WHERE seen ORDER BY key")
        while batch := [number for (number,) in islice(sources, 50)]:
            yield from self._works(batch)

    def _works(self, batch: Sequence[int]) -> Iterator[Cited]:
        found = self._base.execute(
            "SELECT source_id, statement.id FROM appearance JOIN statement"
            " ON statement.id = statement_id"
            f" WHERE source_id {_AMONG} AND +status = 'logged' ORDER BY source_id, statement.key",
            [json.dumps(batch)],
        )
        held: dict[int, dict[int, None]] = defaultdict(dict)
        for source, statement in found:
            held[source][statement] = None
        wanted = list(dict.fromkeys(one for ids in held.values() for one in ids))
        known = {one.id: one for one in self._batch(wanted)}
        for source in batch:
            if source in held:
                yield _cited(source, [known[one] for one in held[source]])

    def _batch(self, ids: Sequence[int]) -> Iterator[StatementRecord]:
        rows = {row["id"]: row for row in self._rows("statement", _STATEMENT, "id", ids)}
        self._know_speakers({row["speaker_id"] for row in rows.values()})
        parts: dict[str, dict[int, list[Any]]] = {
            "appearances": self._appearances(ids),
            "topics": self._topics(ids),
            "translations": self._owned("translation", ids),
            "corrections": self._corrections(ids),
        }
        if self._whole:
            parts |= {"links": self._links(ids), "reviews": self._owned("review", ids)}
            parts |= {"reply_requests": self._owned("reply_request", ids)}
        for one in ids:
            told: Row = {name: tuple(part[one]) for name, part in parts.items() if one in part}
            speaker = self._speakers[rows[one].pop("speaker_id")]
            rows[one]["status"] = StatementStatus(rows[one]["status"])
            yield StatementRecord(speaker=speaker, **rows[one], **told)

    def _know_speakers(self, ids: set[int]) -> None:
        new = ids - self._speakers.keys()
        offices: dict[int, list[OfficeRecord]] = defaultdict(list)
        aliases: dict[int, list[str]] = defaultdict(list)
        if self._whole:
            for row in self._rows("office", "*", "speaker_id", new, "position"):
                held = (row["title"], row["organisation"], row["since"], row["until"])
                names = ("title", "organisation", "since", "until")
                office = OfficeRecord(**dict(zip(names, held, strict=True)))
                offices[row["speaker_id"]].append(office)
            for row in self._rows("speaker_name", "speaker_id, name", "speaker_id", new):
                aliases[row["speaker_id"]].append(row["name"])
        for row in self._rows("speaker", _SPEAKER, "id", new):
            more: Row = {"offices": tuple(offices[row["id"]]), "aliases": tuple(aliases[row["id"]])}
            self._speakers[row["id"]] = SpeakerRecord(**row, **more)

    def _appearances(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        rows = list(self._rows("appearance", _APPEARANCE, "statement_id", ids, "position"))
        hops = list(
            self._rows(
                "relay",
                "appearance_id, name, verb, source_id",
                "appearance_id",
                [row["id"] for row in rows],
                "position",
            )
        )
        wanted = {one["source_id"] for one in (*rows, *hops) if one["source_id"]}
        for row in self._rows("source", _SOURCE, "id", wanted - self._sources.keys()):
            self._sources[row["id"]] = SourceRecord(**row)
        relays: dict[int, list[RelayRecord]] = defaultdict(list)
        for hop in hops:
            source = self._sources.get(hop["source_id"] or 0)
            made = RelayRecord(name=hop["name"], verb=hop["verb"], source=source)
            relays[hop["appearance_id"]].append(made)
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            owner, source = row.pop("statement_id"), self._sources[row.pop("source_id")]
            through = tuple(relays.get(row["id"], ()))
            found[owner].append(AppearanceRecord(source=source, relays=through, **row))
        return found

    def _topics(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        told: dict[int, list[Any]] = defaultdict(list)
        sql = "SELECT statement_id, name FROM statement_topic JOIN topic ON topic.id = topic_id"
        ordered = f"{sql} WHERE statement_id {_AMONG} ORDER BY name"
        for owner, name in self._base.execute(ordered, [json.dumps(list(ids))]):
            told[owner].append(name)
        return told

    def _owned(self, table: str, ids: Sequence[int]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in self._rows(table, "*", "statement_id", ids):
            found[row["statement_id"]].append(row)
        return found

    def _corrections(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        told: dict[int, list[Any]] = defaultdict(list)
        sql = (
            "SELECT to_id, link.id AS link_id, one.id AS statement_id, speaker.name AS speaker,"
            " one.speaker_id = other.speaker_id AS own, one.said, rationale"
            " FROM link JOIN statement AS one ON one.id = from_id"
            " JOIN speaker ON speaker.id = one.speaker_id"
            f" JOIN statement AS other ON other.id = to_id WHERE to_id {_AMONG}"
            " AND one.status = 'logged' AND relation = 'corrects' AND link.status = 'confirmed'"
            " ORDER BY link.key"
        )
        for row in self._named(sql, [json.dumps(list(ids))]):
            told[row.pop("to_id")].append(CorrectionRecord(**row))
        return told

    def _links(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        told, wanted, numbers = defaultdict(list), set(ids), json.dumps(list(ids))
        sql = (
            f"SELECT {_LINK} FROM link JOIN statement AS one ON one.id = from_id"
            f" JOIN statement AS other ON other.id = to_id"
            f" WHERE (from_id {_AMONG} OR to_id {_AMONG})"
            " AND one.status = 'logged' AND other.status = 'logged' ORDER BY link.key"
        )
        for row in self._named(sql, [numbers, numbers]):
            row["status"] = LinkStatus(row["status"])
            link = LinkRecord(**row)
            for side in {link.from_id, link.to_id} & wanted:
                told[side].append(link)
        return told

    def _rows(
        self, table: str, columns: str, by: str, ids: Iterable[int], ordered: str = "1"
    ) -> Iterator[Row]:
        sql = f"SELECT {columns} FROM {table} WHERE {by} {_AMONG} ORDER BY {by}, {ordered}"
        return self._named(sql, [json.dumps(list(ids))])

    def _named(self, sql: str, values: list[str]) -> Iterator[Row]:
        cursor = self._base.execute(sql, values)
        names = [column[0] for column in cursor.description]
        reads = [(name, _READS[name]) for name in names if name in _READS]
        for values_of in cursor:
            row = dict(zip(names, values_of, strict=True))
            for name, read in reads:
                if row[name] is not None:
                    row[name] = read(row[name])
            yield row


def _cited(source: int, statements: Sequence[StatementRecord]) -> Cited:
    findings = tuple(
        Finding(one, found)
        for one in statements
        for found in one.appearances
        if found.source.id == source
    )
    return Cited(findings[0].appearance.source, findings)
