"""What else a statement is found by beside its words: tokens in the search index, and its place.

A token begins with a letter that folding takes out of every text, so that nobody can type one.
The place puts statements in the order in which they were said, and is told by date and id alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from models.conflict import Found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

#: Folding writes it as "ss".
MARK = "ß"
SPEAKER, TOPIC, SOURCE, STATUS, FORM = (f"{MARK}{kind}" for kind in ("sp", "tp", "so", "st", "fo"))
LANGUAGE, CHECK, RELATION = (f"{MARK}{kind}" for kind in ("la", "ck", "re"))
CAPTURED, UNSOURCED, LINKED = (f"{MARK}{kind}" for kind in ("ca", "un", "li"))
EVERY = f"{MARK}all"
"""The token that every statement has."""
_LONG = f"{MARK}rx"
_COUNTED = {
    SPEAKER: int(Found.SPEAKER),
    TOPIC: int(Found.TOPIC),
    SOURCE: int(Found.SOURCE),
}
_KIND = len(STATUS)
"""How many letters of a token tell its kind."""
DAY = 1 << 32
"""How far apart the places of two days are: ids stay below that."""
_PARTS = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True)
class Facets:
    """Which tokens a statement has to have: each of some, one at least of others, none of a third."""

    wanted: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def place_of(said_to: date | None, statement_id: int) -> int:
    """Return the place of a statement: by its last day, then by id; those of unknown date first."""
    return (said_to.toordinal() if said_to else 0) * DAY + statement_id


def first_place(day: date) -> int:
    """Return where the statements of a day begin."""
    return day.toordinal() * DAY


def value_token(kind: str, value: str) -> str:
    """Return the token of a word out of a closed vocabulary."""
    return kind + value.replace("_", "")


def language_token(tag: str) -> str:
    """Return the token of a language tag, which its more special tags have as well."""
    return LANGUAGE + "".join(f"{MARK}{part}" for part in _subtags(tag))


@lru_cache(maxsize=1_000)
def language_tokens(tag: str) -> tuple[str, ...]:
    """Return the tokens of a language: "fr-CA" is French, too."""
    parts = _subtags(tag)
    return tuple(language_token("-".join(parts[:end])) for end in range(1, len(parts) + 1))


def span_tokens(said_from: date | None, said_to: date | None) -> Iterator[str]:
    """Yield how far a date reaches that is not one day: within a month, a year, or further."""
    if said_from is None or said_to is None or said_from == said_to:
        return
    if (said_from.year, said_from.month) == (said_to.year, said_to.month):
        yield _month(said_to)
    elif said_from.year == said_to.year:
        yield _year(said_to)
    else:
        yield _LONG


def counted_places(facets: str) -> Iterator[tuple[int, int, str]]:
    """Yield what a statement with such facets counts for: of whom, of which, by its status.

    As `StatementCount` tells it; nothing for one not yet indexed.
    """
    held = facets.split()
    statuses = [one[_KIND:] for one in held if one.startswith(STATUS)]
    for status in statuses:
        yield int(Found.ALL), 0, status
        for one in held:
            found = _COUNTED.get(one[:_KIND])
            if found is not None:
                yield found, int(one[_KIND:]), status


def reaching_over(day: date) -> tuple[str, ...]:
    """Return the tokens of which one is on every statement whose date begins by a day and ends later."""
    return _month(day), _year(day), _LONG


def _subtags(tag: str) -> list[str]:
    return [part for part in _PARTS.split(tag.lower()) if part]


def _month(day: date) -> str:
    return f"{MARK}rm{day.year:04}{day.month:02}"


def _year(day: date) -> str:
    return f"{MARK}ry{day.year:04}"
