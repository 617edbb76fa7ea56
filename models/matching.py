"""One search over two engines: which statements hold what is asked for, and how well.

SQLite's FTS5 finds phrases by itself. PostgreSQL forgets the places of words in a long text, so
there the index finds the words, and the text itself says whether they stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Boolean,
    String,
    and_,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    not_,
    select,
    table,
)

from models.facets import DAY, EVERY, Facets
from models.search import StatementText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import ColumnElement, Select, SQLColumnExpression

    from models.asked import Asked, Term

_VECTOR: ColumnElement[Any] = literal_column("statement_text.vector")
_SIMPLE: ColumnElement[Any] = literal_column("'simple'")
#: The index of SQLite, whose rows are numbered by place, and its name as what is matched.
_WORDS = table("statement_words", column("rowid", BigInteger))
_ANY_WORDS: ColumnElement[Any] = literal_column("statement_words")
_PLACE: ColumnElement[int] = _WORDS.c.rowid
_NUMBER = _PLACE.op("&", return_type=BigInteger())(literal_column(str(DAY - 1)))
_NOTHING = Facets()
#: True of each row, and believed to be dear. PostgreSQL does not know that it has to fetch a vector
#: from beside its row, some blocks each: it would go through thousands of rows in order of time for
#: a page of what few hold, rather than gather these few by the index and sort them. This is asked
#: of a row only once the rest is true of it.
_DEAR: ColumnElement[bool] = (
    func.numnode(func.plainto_tsquery(_SIMPLE, func.left(StatementText.facets, 1))) != -1
)


@dataclass(frozen=True)
class Matches:
    """What holds words and facets, as columns of the index and conditions on them.

    In the order of `place` it is read without sorting, and no further than is asked for.
    """

    statement_id: ColumnElement[int]
    place: ColumnElement[int]
    conditions: tuple[ColumnElement[bool], ...]
    #: Whether these are columns of records, of which a session hides some by itself.
    of_records: bool


class Outline(NamedTuple):
    """How conditions are put together, whatever they look for."""

    dialect: str
    #: Whether anything has to be there, or must not; how many phrases have to, how many terms must not.
    asks: bool = True
    phrases: int = 0
    excluded: int = 0


class Sought(NamedTuple):
    """What is looked for: the outline of the conditions, and the values that are bound in them."""

    outline: Outline
    told: dict[str, str]


def sought(asked: Asked, dialect: str, facets: Facets = _NOTHING) -> Sought:
    """Return what finds every wanted term and facet, and none that is not wanted.

    The terms may be none at all.
    """
    if dialect == "sqlite":
        query = " NOT ".join([f"({' AND '.join(_together(asked, facets))})", *_gone(asked, facets)])
        return Sought(Outline(dialect), {"query": query})
    query = " & ".join(_all_there(asked, facets))
    phrases = [_pattern(term) for term in asked.wanted if len(term.words) > 1]
    told = {"query": query} if query else {}
    told.update({f"phrase_{number}": one for number, one in enumerate(phrases)})
    for number, term in enumerate(asked.excluded):
        told[f"gone_{number}"] = " & ".join(_words(term))
        told[f"gone_phrase_{number}"] = _pattern(term)
    return Sought(Outline(dialect, bool(query), len(phrases), len(asked.excluded)), told)


def matches(asked: Asked, dialect: str, facets: Facets = _NOTHING) -> Matches:
    """Return where to find what `sought` looks for, with the values."""
    outline, told = sought(asked, dialect, facets)
    return _matches(outline, lambda name: literal(told[name]))


@lru_cache(maxsize=200)
def matches_told(outline: Outline, mark: str = "") -> Matches:
    """Return where to find what is told with the query: the values by their names behind a mark."""
    return _matches(outline, lambda name: bindparam(mark + name, type_=String()))


def matching(asked: Asked, dialect: str) -> Select[int]:
    """Select the ids of the statements that hold every wanted term and no excluded one.

    What is asked for has to hold a word.
    """
    found = matches(asked, dialect)
    return select(found.statement_id.label("statement_id")).where(*found.conditions)


def holding(asked: Asked, words: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Return whether a column of words, as `searchable` gives them, holds what is asked for.

    For short texts that no index knows; what holds no word is found nowhere.
    """
    wanted = (_side_by_side(literal(_pattern(term)), words) for term in asked.wanted)
    unwanted = (not_(_side_by_side(literal(_pattern(term)), words)) for term in asked.excluded)
    return and_(literal(bool(asked)), *wanted, *unwanted)


def _together(asked: Asked, facets: Facets) -> Iterator[str]:
    """Yield, for FTS5, what has to be there: it looks for no exclusion by itself."""
    yield from map(_quoted, asked.wanted)
    yield from facets.wanted
    if facets.one_of:
        yield f"({' OR '.join(facets.one_of)})"
    if not (asked.wanted or facets.wanted or facets.one_of):
        yield EVERY


def _gone(asked: Asked, facets: Facets) -> Iterator[str]:
    yield from map(_quoted, asked.excluded)
    yield from facets.unwanted


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.beginning else ""}'


def _matches(outline: Outline, value: Callable[[str], ColumnElement[str]]) -> Matches:
    if outline.dialect == "sqlite":
        query = _ANY_WORDS.op("MATCH", return_type=Boolean())(value("query"))
        return Matches(_NUMBER, _PLACE, (query,), of_records=False)
    conditions = tuple(_conditions(outline, value))
    number, place = StatementText.statement_id, StatementText.place
    return Matches(number, place, conditions, of_records=True)  # type: ignore[arg-type]


def _conditions(
    outline: Outline, value: Callable[[str], ColumnElement[str]]
) -> Iterator[ColumnElement[bool]]:
    if outline.asks:
        yield _holds(value("query"))
        yield _DEAR
    for number in range(outline.phrases):
        yield _side_by_side(value(f"phrase_{number}"), StatementText.body)
    for number in range(outline.excluded):
        apart = _side_by_side(value(f"gone_phrase_{number}"), StatementText.body)
        yield not_(and_(_holds(value(f"gone_{number}")), apart))


def _holds(query: ColumnElement[str]) -> ColumnElement[bool]:
    return _VECTOR.op("@@", return_type=Boolean())(func.to_tsquery(_SIMPLE, query))


def _all_there(asked: Asked, facets: Facets) -> Iterator[str]:
    """Yield, for PostgreSQL, what has to be there, and which facets must not."""
    for term in asked.wanted:
        yield from _words(term)
    yield from facets.wanted
    yield from (f"!{one}" for one in facets.unwanted)
    if facets.one_of:
        yield f"({' | '.join(facets.one_of)})"


def _words(term: Term) -> list[str]:
    return [*term.words[:-1], term.words[-1] + (":*" if term.beginning else "")]


def _pattern(term: Term) -> str:
    # Words hold letters or digits alone, so that none is a pattern to LIKE.
    return f"% {' '.join(term.words)}{'' if term.beginning else ' '}%"


def _side_by_side(
    pattern: ColumnElement[str], words: SQLColumnExpression[str]
) -> ColumnElement[bool]:
    return literal(" ").concat(words).concat(" ").like(pattern)
