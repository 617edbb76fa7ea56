"""The contradiction report by tuned SQL: links first, by where they are held, then wide rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.floor.rows import said
from bench.floor.words import apart, bounds
from desk.disputes import Edge, groups

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bench.floor.rows import Said, Work

    Answers = tuple[str | None, ...]

_SECTION = """
    SELECT * FROM (
        SELECT section, day, link_id FROM conflict_place
        WHERE found = 0 AND number = 0 AND section = {} AND confirmed = 1
        ORDER BY day DESC, link_id DESC LIMIT :most
    )
"""
_PLACES = (
    " UNION ALL ".join(_SECTION.format(number) for number in range(3))
    + " ORDER BY 1, 2 DESC, 3 DESC LIMIT :most"
)
_LINKS = """
    SELECT link.id, from_id, to_id, rationale, same_time, same_place, same_meaning, recheck,
    decider_id != proposer_id AND decider_id IS NOT editor_id AND override_reason IS NULL
    AND NOT one.machine AND NOT other.machine
    FROM link LEFT JOIN account AS one ON one.id = proposer_id
    LEFT JOIN account AS other ON other.id = decider_id
    WHERE link.id IN (SELECT value FROM json_each(?))
"""
_CORRECTED = """
    SELECT link.to_id, max(one.speaker_id = other.speaker_id) FROM link
    JOIN statement AS one ON one.id = link.from_id JOIN statement AS other ON other.id = link.to_id
    WHERE link.to_id IN (SELECT value FROM json_each(?)) AND link.relation = 'corrects'
    AND link.status = 'confirmed' AND one.status = 'logged' GROUP BY 1
"""
_SUMS = """
    SELECT section, direct, unresolved, apparent, recheck, proposed FROM conflict_month
    WHERE found = 0 AND number = 0 AND month = -1 ORDER BY section
"""
_KINDS = (
    ("self", "A speaker against themselves"),
    ("others", "Different speakers"),
    ("unnamed", "A side is unnamed"),
)
STATES = ("direct", "unresolved", "apparent", "to re-check")
_ASKED = ("time", "place", "meaning")


@dataclass(slots=True)
class Pair:
    """A link between two statements, the earlier one first."""

    link: int
    first: Said
    second: Said
    rationale: str
    answers: Answers
    recheck: bool
    two: bool
    apart: str
    other: Said = field(init=False)
    numbers: str = ""

    @property
    def standing(self) -> str:
        """How far the contradiction goes."""
        return standing(self.answers)

    @property
    def why(self) -> str:
        """What makes it apparent, or what is unknown."""
        return why(self.answers)

    @property
    def agreed(self) -> str:
        """Who stands behind it."""
        return agreed(recheck=self.recheck, two=self.two)

    @property
    def own(self) -> str:
        """What is asked of one speaker against himself."""
        if self.first.speaker_id != self.second.speaker_id or self.first.kind == "unnamed":
            return ""
        if self.apart == "order not known":
            return "of one speaker; which came first is not known"
        return "changed position?"


@dataclass(slots=True)
class Dispute:
    """A statement and the pairs in which others respond to it."""

    said: Said
    pairs: list[Pair]
    numbers: str = ""

    @property
    def origins(self) -> str:
        """Say where the disputed statement comes from."""
        names = [name for name, _work, _carriers in self.said.origins]
        return f"its {'one origin' if len(names) == 1 else 'origins'}: {', '.join(names)}"


@dataclass(slots=True)
class Kind:
    """Who stands against whom, how many pairs there are of it, and those on the page."""

    name: str
    words: str
    sums: tuple[int, ...]
    disputes: list[Dispute]

    @property
    def pairs(self) -> int:
        """How many pairs are confirmed."""
        return sum(self.sums[:4])

    @property
    def tally(self) -> str:
        """Say how many, the standings apart."""
        told = zip(self.sums, STATES, strict=False)
        return " · ".join(f"{number} {state}" for number, state in told if number)


def standing(answers: Answers) -> str:
    """Say how far a contradiction goes, by the answers to the three questions."""
    if "no" in answers:
        return "apparent"
    return "direct" if set(answers) == {"yes"} else "unresolved"


def why(answers: Answers) -> str:
    """Say what makes a contradiction apparent, or what is unknown of it."""
    if "no" in answers:
        return ", ".join(f"another {name}" for name in _answered(answers, "no"))
    names = ", ".join(_answered(answers, "unknown", None))
    return f"unknown: {names}" if names else ""


def agreed(*, recheck: bool, two: bool) -> str:
    """Say who stands behind a link."""
    if recheck:
        return "waits for a re-check"
    return "agreed by two checkers" if two else "one checker"


def _answered(answers: Answers, *which: str | None) -> list[str]:
    return [name for name, one in zip(_ASKED, answers, strict=True) if one in which]


def told(database: sqlite3.Connection, size: int) -> dict[str, Any]:
    """Return what the report's template tells: kinds, sums, notes, and where it goes on."""
    places = database.execute(_PLACES, {"most": size + 1}).fetchall()
    shown = places[:size]
    pairs = _pairs(database, [link for _section, _day, link in shown])
    sums = {section: tuple(rest) for section, *rest in database.execute(_SUMS)}
    kinds = []
    for section, (name, words) in enumerate(_KINDS):
        mine = [pairs[link] for place, _day, link in shown if place == section]
        kinds.append(Kind(name, words, sums.get(section, (0,) * 5), _disputes(mine)))
    *confirmed, proposed = (sum(column) for column in zip(*(k.sums for k in kinds), strict=True))
    return {
        "kinds": kinds,
        "stats": _stats(confirmed),
        "headline": f"{sum(confirmed[:3])} pairs{_waiting(confirmed[3])}; narrow the report to see how many statements"
        " they dispute.",
        "proposed": proposed,
        "notes": _numbered(kinds),
        "next": shown[-1][2] if len(places) > size else None,
    }


def _waiting(number: int) -> str:
    return f" (and {number} more to re-check)" if number else ""


def _stats(sums: list[int]) -> list[tuple[int, str]]:
    return list(
        zip(sums, ("direct conflicts", "unresolved", "apparent", "to re-check"), strict=True)
    )


def _pairs(database: sqlite3.Connection, links: list[int]) -> dict[int, Pair]:
    rows = database.execute(_LINKS, (json.dumps(links),)).fetchall()
    sides = sorted({side for row in rows for side in row[1:3]})
    statements = said(database, sides)
    for number, own in database.execute(_CORRECTED, (json.dumps(sides),)):
        statements[number].corrected = (
            "corrected by the speaker" if own else "corrected by another statement"
        )
    return {row[0]: _pair(row, statements) for row in rows}


def _pair(row: tuple[Any, ...], statements: dict[int, Said]) -> Pair:
    link, start, end, rationale, time, place, meaning, recheck, two = row
    first, second = sorted((statements[start], statements[end]), key=lambda one: one.key)
    far = "order not known"
    if first.said and second.said:
        one, other = bounds(first.said), bounds(second.said)
        far = apart(one, other)
        if other.last < one.first:
            first, second = second, first
    answers = (time, place, meaning)
    return Pair(link, first, second, rationale, answers, recheck, two, far)


def _disputes(pairs: list[Pair]) -> list[Dispute]:
    sides = {side.id: side for pair in pairs for side in (pair.first, pair.second)}
    places = {number: (side.said is None, side.key) for number, side in sides.items()}
    edges = [Edge(p.first.id, p.second.id, p.apart != "order not known") for p in pairs]
    found = []
    for number, members in groups(edges, places):
        mine = [pairs[one] for one in members]
        for pair in mine:
            pair.other = pair.second if pair.first.id == number else pair.first
        found.append(Dispute(sides[number], mine))
    return found


def _numbered(kinds: Iterable[Kind]) -> list[Work]:
    """Give the sources numbers, in the order in which they are named first."""
    known: dict[int, int] = {}
    works: list[Work] = []

    def numbers(one: Said) -> str:
        for found in one.found:
            if found.work.id not in known:
                works.append(found.work)
                known[found.work.id] = len(works)
        return ", ".join(dict.fromkeys(str(known[found.work.id]) for found in one.found))

    for kind in kinds:
        for dispute in kind.disputes:
            dispute.numbers = numbers(dispute.said)
            for pair in dispute.pairs:
                pair.numbers = numbers(pair.other)
    return works
