"""Words of statements, folded the same way for SQLite's FTS5 and PostgreSQL's tsvector."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Select, bindparam, select, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.marks import stream_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

INDEXED_CHARACTERS = 250_000
ASKED_WORDS = 50
ASKED_CHARACTERS = 400
# Cut where PostgreSQL would refuse a word; `_` parts words, as it does for FTS5.
_WORD = re.compile(r"[^\W_]{1,200}")
_FTS5 = text(
    "SELECT rowid AS statement_id FROM statement_words WHERE statement_words MATCH :query"
).bindparams(bindparam("query"))
_TSVECTOR = text(
    "SELECT statement_id FROM statement_text WHERE vector @@ to_tsquery('simple', :query)"
).bindparams(bindparam("query"))


class StatementText(Base):
    """What the search index holds of a statement: quote, claim, passages, speaker, topics."""

    __tablename__ = "statement_text"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    body: Mapped[str]


def fold(words: str) -> str:
    """Drop case, accents and compatibility forms, so that both engines match alike."""
    plain = unicodedata.normalize("NFKD", stream_safe(words)).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def searchable(parts: Iterable[str | None]) -> str:
    """Return the folded words of the parts of a statement, as far as the index goes.

    Words alone: left to itself, PostgreSQL reads "2017-09-18" as 2017, -9 and -18, and keeps
    "cnn.com" or "either/or" as one word, where FTS5 does not.
    """
    folded = fold("\n".join(filter(None, parts)))
    return " ".join(_WORD.findall(folded))[:INDEXED_CHARACTERS]


def matching(words: str, dialect: str) -> Select[int] | None:
    """Return a selection of the ids of statements that hold every word (the last as a beginning).

    None when the text holds no word. Never raises for what people type: each word is quoted, and
    only the first fifty of the first 400 characters are asked for.
    """
    folded = _WORD.findall(fold(words[:ASKED_CHARACTERS]))[:ASKED_WORDS]
    if not folded:
        return None
    if dialect == "sqlite":
        quoted = " ".join(f'"{word}"' for word in folded) + "*"
        found = _FTS5.bindparams(query=quoted).columns(StatementText.statement_id)
    else:
        quoted = " & ".join(folded) + ":*"
        found = _TSVECTOR.bindparams(query=quoted).columns(StatementText.statement_id)
    return select(found.subquery().c.statement_id)
