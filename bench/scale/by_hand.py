"""A contradiction confirmed by hand: the rows that a deed has written, told to an equal desk.

Plain INSERT and UPDATE of known values through the driver, in one transaction, as safe as a deed.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from models.conflict import EVER, State
from models.engines import PRAGMAS

_LINK = "UPDATE link SET {changed} WHERE id = ? AND version = ?"
_PLACE = """
    UPDATE conflict_place SET confirmed = 1, state = ?
    WHERE found = ? AND number = ? AND section = ? AND confirmed = 0 AND day = ? AND link_id = ?
"""
_MONTH = """
    UPDATE conflict_month SET proposed = proposed - 1, {state} = {state} + 1
    WHERE found = ? AND number = ? AND section = ? AND month = ?
"""
_EVENT = "INSERT INTO event VALUES ({})"
_HEAD = "UPDATE event_head SET seq = ?, hash = ? WHERE id = 1"
_PLACES = "SELECT found, number, section, day, link_id, state FROM conflict_place WHERE link_id = ?"
_LAST = "SELECT * FROM event ORDER BY seq DESC LIMIT 1"
#: What two equal desks hold of a link and of all that it counts for.
_TOLD = (
    "SELECT * FROM link WHERE id = ?",
    "SELECT * FROM conflict_place WHERE link_id = ?",
    """
    SELECT m.* FROM conflict_place p JOIN conflict_month m
    ON (m.found, m.number, m.section) = (p.found, p.number, p.section)
    WHERE p.link_id = ? AND m.month IN (-1, p.day / 100)
    """,
    "SELECT * FROM event WHERE subject_type = 'link' AND subject_id = ?",
    "SELECT *, ? FROM event_head",
)

Write = tuple[str, list[tuple[Any, ...]]]


class ByHand:
    """The desk on which a deed is done, and the equal one that is told the same rows."""

    def __init__(self, ours: str, raw: str) -> None:
        self._ours, self._raw, self._known = (
            sqlite3.connect(file, isolation_level=None) for file in (ours, raw, raw)
        )
        for pragma in PRAGMAS:
            self._raw.execute(f"PRAGMA {pragma}")
        # What is known beforehand is read past the connection that writes: its pages are as cold as ours.
        self._links: list[int] = []

    def close(self) -> None:
        """Let go of both."""
        for one in (self._ours, self._raw, self._known):
            one.close()

    def seconds(self, link: int) -> float:
        """Tell what confirming a link has written; return the CPU seconds that takes."""
        writes = self._writes(link)
        began = time.process_time()
        self._send(writes)
        return time.process_time() - began

    def steps(self, link: int) -> int:
        """Tell what confirming a link has written; return the steps of the database."""
        writes = self._writes(link)
        ticks: list[None] = []
        self._raw.set_progress_handler(lambda: ticks.append(None), 1)
        self._send(writes)
        self._raw.set_progress_handler(None, 1)
        return len(ticks)

    def refuse_others(self) -> None:
        """Raise RuntimeError unless both desks hold the same of every link that was confirmed."""
        for link in self._links:
            for told in _TOLD:
                ours, raw = (
                    sorted(one.execute(told, (link,))) for one in (self._ours, self._known)
                )
                if ours != raw or not ours:
                    message = f"link {link} was written otherwise by hand: {told.strip()}"
                    raise RuntimeError(message)

    def _writes(self, link: int) -> list[Write]:
        self._links.append(link)
        event = self._ours.execute(_LAST).fetchone()
        seq, digest = self._ours.execute("SELECT seq, hash FROM event_head").fetchone()
        return [
            self._changed(link),
            *self._counted(link),
            (_EVENT.format(", ".join("?" * len(event))), [event]),
            (_HEAD, [(seq, digest)]),
        ]

    def _changed(self, link: int) -> Write:
        """Return what changes of a link itself, as far as anything does."""
        new, old = (
            _row(one.execute("SELECT * FROM link WHERE id = ?", (link,)))
            for one in (self._ours, self._known)
        )
        changed = [name for name in new if new[name] != old[name]]
        told = _LINK.format(changed=", ".join(f"{name} = ?" for name in changed))
        return told, [(*(new[name] for name in changed), link, old["version"])]

    def _counted(self, link: int) -> list[Write]:
        """Return what changes of the places of a link, and of their sums."""
        state = self._ours.execute(_PLACES, (link,)).fetchone()[-1]
        places = [row[:-1] for row in self._known.execute(_PLACES, (link,))]
        months = [
            (found, number, section, month)
            for found, number, section, day, _link in places
            for month in (day // 100, EVER)
        ]
        month = _MONTH.format(state=State(state).name.lower())
        return [(_PLACE, [(state, *place) for place in places]), (month, months)]

    def _send(self, writes: list[Write]) -> None:
        self._raw.execute("BEGIN IMMEDIATE")
        for told, rows in writes:
            self._raw.executemany(told, rows)
        self._raw.execute("COMMIT")


def _row(found: sqlite3.Cursor) -> dict[str, Any]:
    names = [name for name, *_rest in found.description]
    return dict(zip(names, found.fetchone(), strict=True))
