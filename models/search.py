"""Words of statements, folded and spelt so that SQLite's FTS5 and PostgreSQL's tsvector agree.

The two engines part a text into words by rules and Unicode tables of their own. Left to itself,
PostgreSQL reads "2017-09-18" as 2017, -9 and -18 and keeps "cnn.com" as one word; FTS5 passes over
every script younger than Unicode 6.1. So they are only ever given words that both read alike.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.facets import EVERY
from models.marks import stream_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine.default import DefaultExecutionContext

INDEXED_CHARACTERS = 250_000
ASKED_CHARACTERS = 400
ASKED_WORDS = 50
#: A run of letters or of digits, so that "F-16", "F16" and "F 16" are the same two words;
#: cut where PostgreSQL would refuse a word.
WORD = re.compile(r"[^\W\d_]{1,200}|[0-9]{1,200}")
_ASCII_WORD = re.compile(r"[a-z]{1,200}|[0-9]{1,200}")
_LONGEST, _ASCII = 200, map(chr, range(128))
_ASCII_LETTERS = {ord(one): one.lower() if one.isalnum() else " " for one in _ASCII}
#: A word that stands between two parts of a text, so that no phrase reaches from one to the next.
#: Folding takes syllables of Hangul apart, so that nobody can look for one.
BETWEEN = "\ud7a3"
#: They part words, whatever folding would make of them.
MARKS = re.compile("[“”‘’–—…]")
_SYLLABLES, _SYLLABLE = 11_172, 0xAC00
_BEYOND_PLANE_0 = 0x10000
#: Scripts that do not part words: each letter is a word, and letters typed together a phrase.
UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
#: The Arabic letter that only stretches a word, and the half rings of transliteration.
_ORNAMENTS = "\u0640\u02be\u02bf"
#: Letters that no normal form takes apart, as they are typed by those who do not have them.
_TYPED_AS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}


def _undated(row: DefaultExecutionContext) -> int:
    given = row.current_parameters or {}
    return int(given["statement_id"])


class StatementText(Base):
    """What the search index holds of a statement: its words, its facets, its place in time.

    SQLite numbers its index by the place: what was said last is found first, without sorting.
    """

    __tablename__ = "statement_text"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    #: Quote, claim, passages, speaker, topics and all else, folded.
    body: Mapped[str]
    #: Of `models.facets`: that of an undated statement is its id.
    place: Mapped[int] = mapped_column(BigInteger, unique=True, default=_undated)
    #: Tokens of `models.facets`, a space between each two.
    facets: Mapped[str] = mapped_column(default=EVERY, server_default=EVERY)


def fold(words: str) -> str:
    """Drop case, accents, compatibility forms and what is not seen; write digits as 0 to 9."""
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", stream_safe(words)).casefold()
    return unicodedata.normalize("NFKD", plain).translate(_FOLDING)


def spelt(words: str) -> str:
    """Fold a text, and write every letter that an engine might not know as two that all know."""
    folded = fold(words)
    return folded if folded.isascii() else folded.translate(_SPELLING)


def words_of(text: str) -> str:
    """Return the words of one part of a statement, folded and spelt, a space between each two."""
    plain = text if text.isascii() else MARKS.sub(" ", text)
    if not plain.isascii():
        return " ".join(WORD.findall(spelt(plain)))
    parts = plain.translate(_ASCII_LETTERS).split()
    if "".join(parts).isalpha() and (len(plain) <= _LONGEST or max(map(len, parts)) <= _LONGEST):
        # Most texts hold nothing else: no digits that part a word, and none to be cut.
        return " ".join(parts)
    return " ".join(_ASCII_WORD.findall(plain.lower()))


def searchable(parts: Iterable[str | None]) -> str:
    """Return the words of the parts of a statement, as far as the index goes."""
    texts = (words_of(part) for part in parts if part)
    return f" {BETWEEN} ".join(filter(None, texts))[:INDEXED_CHARACTERS]


class _Table(dict[int, str]):
    """A table for `str.translate` that is filled as letters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = written = self.write(chr(code))
        return written

    def write(self, letter: str) -> str:
        """Return what stands for a letter."""
        raise NotImplementedError


class _Folding(_Table):
    def write(self, letter: str) -> str:
        if unicodedata.combining(letter) or letter in _ORNAMENTS:
            return ""
        if unicodedata.category(letter) in {"Cf", "Me"} or _selects_variation(letter):
            return ""
        return _TYPED_AS.get(letter) or str(unicodedata.decimal(letter, letter))


class _Spelling(_Table):
    def write(self, letter: str) -> str:
        if not (letter.isalnum() or unicodedata.category(letter) in {"Mn", "Mc"}):
            return letter
        known = letter if _is_known(letter) else _in_syllables(letter)
        return f" {known} " if UNPARTED.match(letter) else known


def _selects_variation(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def _is_known(letter: str) -> bool:
    """Tell whether this is a letter in plane 0 to every engine, or an ASCII digit."""
    if letter.isascii():
        return True
    return ord(letter) < _BEYOND_PLANE_0 and unicodedata.ucd_3_2_0.category(letter)[0] == "L"


def _in_syllables(letter: str) -> str:
    return "".join(chr(_SYLLABLE + part) for part in divmod(ord(letter), _SYLLABLES))


_FOLDING, _SPELLING = _Folding(), _Spelling()
