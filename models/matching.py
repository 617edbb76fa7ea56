"""One search over two engines: which statements hold what is asked for, and how well.

SQLite's FTS5 finds phrases by itself. PostgreSQL forgets the places of words in a long text, so
there the index finds the words, and the text itself says whether they stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Float, Integer, and_, func, literal, literal_column, not_, select
from sqlalchemy import text as sql

from models.search import StatementText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Select, SQLColumnExpression, Subquery

    from models.asked import Asked, Term

_VECTOR: ColumnElement[Any] = literal_column("statement_text.vector")
_SIMPLE: ColumnElement[Any] = literal_column("'simple'")
_FTS5 = "SELECT rowid AS statement_id, {} AS rank FROM statement_words WHERE statement_words MATCH "


def matching(asked: Asked, dialect: str) -> Select[int]:
    """Select the ids of the statements that hold every wanted term and no excluded one.

    What is asked for has to hold a word.
    """
    if dialect != "sqlite":
        return select(StatementText.statement_id).where(*_conditions(asked))
    if asked.wanted:
        return select(_fts5(asked, "0").c.statement_id)
    gone = _found(" OR ".join(map(_quoted, asked.excluded)), "0")
    kept = StatementText.statement_id.not_in(select(gone.c.statement_id))
    return select(StatementText.statement_id).where(kept)


def ranked(asked: Asked, dialect: str) -> Subquery:
    """Select `statement_id` and `rank` of what matches; the lower the rank, the better the match.

    It is bm25 on SQLite and ts_rank on PostgreSQL, so that the engines may order differently.
    """
    if not asked.wanted:
        ids = matching(asked, dialect).subquery()
        return select(ids.c.statement_id, literal(0.0).label("rank")).subquery()
    if dialect == "sqlite":
        return _fts5(asked, "bm25(statement_words)")
    rank = -func.ts_rank(_VECTOR, _tsquery(asked.wanted))
    chosen = select(StatementText.statement_id, rank.label("rank"))
    return chosen.where(*_conditions(asked)).subquery()


def holding(asked: Asked, words: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Return whether a column of words, as `searchable` gives them, holds what is asked for.

    For short texts that no index knows; what holds no word is found nowhere.
    """
    wanted = (_side_by_side(term, words) for term in asked.wanted)
    unwanted = (not_(_side_by_side(term, words)) for term in asked.excluded)
    return and_(literal(bool(asked)), *wanted, *unwanted)


def _fts5(asked: Asked, rank: str) -> Subquery:
    wanted = " AND ".join(map(_quoted, asked.wanted))
    unwanted = "".join(f" NOT {_quoted(term)}" for term in asked.excluded)
    return _found(f"({wanted}){unwanted}", rank)


def _found(query: str, rank: str) -> Subquery:
    chosen = sql(f"{_FTS5.format(rank)}:query").bindparams(query=query)
    return chosen.columns(statement_id=Integer, rank=Float).subquery()


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.beginning else ""}'


def _conditions(asked: Asked) -> Iterable[ColumnElement[bool]]:
    if asked.wanted:
        yield _holds(asked.wanted)
    for term in asked.wanted:
        if len(term.words) > 1:
            yield _side_by_side(term, StatementText.body)
    for term in asked.excluded:
        yield not_(and_(_holds([term]), _side_by_side(term, StatementText.body)))


def _holds(terms: Iterable[Term]) -> ColumnElement[bool]:
    return _VECTOR.op("@@", return_type=Boolean())(_tsquery(terms))


def _tsquery(terms: Iterable[Term]) -> ColumnElement[str]:
    words = [word for term in terms for word in _words(term)]
    return func.to_tsquery(_SIMPLE, " & ".join(words))


def _words(term: Term) -> list[str]:
    return [*term.words[:-1], term.words[-1] + (":*" if term.beginning else "")]


def _side_by_side(term: Term, words: SQLColumnExpression[str]) -> ColumnElement[bool]:
    # Words hold letters or digits alone, so that none is a pattern to LIKE.
    return (
        literal(" ")
        .concat(words)
        .concat(" ")
        .like(f"% {' '.join(term.words)}{'' if term.beginning else ' '}%")
    )
