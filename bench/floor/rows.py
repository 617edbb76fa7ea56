"""Statements as lists show them, read by sqlite3: wide rows, once their ids are known."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.floor.words import shortened, when

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_GIVEN = "IN (SELECT value FROM json_each(?))"
_STATEMENTS = f"""
    SELECT s.id, s.key, s.form, s.quote, s.claim, s.role, s.told, s.said, s.status, p.id, p.name,
    p.kind FROM statement AS s JOIN speaker AS p ON p.id = s.speaker_id WHERE s.id {_GIVEN}
"""  # noqa: S608 -- ours
_APPEARANCES = f"""
    SELECT a.statement_id, a.exact, a.id, r.name, w.id, w.container_title, w.title, w.published,
    w.published_from, w.published_to, w.url, w.authors, w.accessed
    FROM appearance AS a JOIN source AS w ON w.id = a.source_id
    LEFT JOIN relay AS r ON r.appearance_id = a.id
    WHERE a.statement_id {_GIVEN} ORDER BY a.statement_id, a.position, a.id
"""  # noqa: S608 -- ours
_EVER, _NEVER = "0001-01-01", "9999-12-31"


@dataclass(slots=True)
class Work:
    """A source."""

    id: int
    outlet: str
    title: str
    published: str | None
    url: str
    authors: str
    accessed: str

    @property
    def date(self) -> str:
        """The day of its publication."""
        return when(self.published)

    @property
    def words(self) -> str:
        """Outlet, title and date."""
        return f"{self.outlet}, {self.title}, {when(self.published)}"

    @property
    def note(self) -> str:
        """What stands of it on paper."""
        names = ", ".join(f"{one['given']} {one['family']}" for one in json.loads(self.authors))
        read = when(self.accessed)
        return f"{names}, {self.title}, {self.outlet}, {when(self.published)}. {self.url} Accessed: {read}."


@dataclass(slots=True)
class Found:
    """A statement in a source, perhaps by way of an agency."""

    id: int
    passage: str
    relay: str | None
    work: Work
    first: str
    last: str

    @property
    def chain(self) -> str:
        """Say how the words came to us."""
        return f"{self.work.outlet}, citing {self.relay}" if self.relay else self.work.outlet


@dataclass(slots=True)
class Said:
    """A statement with its speaker and where it was found, the first appearance first."""

    id: int
    key: str
    form: str
    quote: str | None
    claim: str | None
    role: str
    told: str | None
    said: str | None
    status: str
    speaker_id: int
    speaker: str
    kind: str
    found: list[Found] = field(default_factory=list)
    passage: str = ""
    reported_by: str = ""
    corrected: str = ""

    @property
    def text(self) -> str:
        """The words as a list shows them: a quote, our claim, or the passage around a quote."""
        shown = self.quote if self.form == "direct" else self.claim
        return shortened(self.passage if self.form == "mixed" else shown or "")

    @property
    def whose(self) -> str:
        """Say whose words a paraphrase is shown in."""
        if self.form == "indirect":
            return "Paraphrase, in our words"
        outlet = self.reported_by
        return f"Paraphrase with quoted words, in {outlet}’{'' if outlet[-1] == 's' else 's'} words"

    @property
    def day(self) -> str:
        """Say when it was said."""
        return when(self.said, weekday=True)

    @property
    def date(self) -> str:
        """Say the date alone."""
        return when(self.said)

    @property
    def origins(self) -> list[tuple[str, Work | None, list[str]]]:
        """Its independent origins: name, source where there is one, outlets that hand it on."""
        told: dict[object, tuple[str, Work | None, list[str]]] = {}
        for one in self.found:
            if one.relay is None:
                told.setdefault(one.work.id, (one.work.outlet, one.work, []))
            else:
                told.setdefault(one.relay, (one.relay, None, []))[2].append(one.work.outlet)
        return list(told.values())


def said(database: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Said]:
    """Return statements by their ids."""
    given = (json.dumps(list(ids)),)
    rows = {row[0]: Said(*row) for row in database.execute(_STATEMENTS, given)}
    works: dict[int, Work] = {}
    for row in database.execute(_APPEARANCES, given):
        rows[row[0]].found.append(_found(row, works))
    for one in rows.values():
        # The passage is that of the appearance logged first, whichever was published first.
        one.passage, one.reported_by = one.found[0].passage, one.found[0].work.outlet
        if len(one.found) > 1:
            one.found[:] = _in_order(one.found)
    return rows


def _found(row: tuple[Any, ...], works: dict[int, Work]) -> Found:
    _statement, passage, number, relay, work, outlet, title, published, first, last, *rest = row
    if work not in works:
        works[work] = Work(work, outlet, title, published, *rest)
    return Found(number, passage, relay, works[work], first or _EVER, last or _NEVER)


def _in_order(left: list[Found]) -> list[Found]:
    ordered = []
    left = list(left)
    while left:
        soonest = min(one.last for one in left)
        first = next(one for one in left if one.first <= soonest)
        ordered.append(first)
        left.remove(first)
    return ordered
