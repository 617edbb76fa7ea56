"""Contradictions as reports look them up: where each is found, and how many there are a month.

Read models: made from links and statements, never the truth. There are millions of rows, so each
term is kept as a small number.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

if TYPE_CHECKING:
    from datetime import date


class Found(IntEnum):
    """Of what a contradiction is found: of everything, of a speaker, a topic, a source."""

    ALL = 0
    SPEAKER = 1
    TOPIC = 2
    SOURCE = 3


class State(IntEnum):
    """How far a contradiction goes: its standing, that it waits for a re-check, or for a decision."""

    DIRECT = 0
    UNRESOLVED = 1
    APPARENT = 2
    RECHECK = 3
    PROPOSED = 4


EVER = -1
"""In place of a month: all of them, and what has no date."""
OF_MONTH, OF_YEAR = 100, 10_000
"""What the number of a day is divided by for its month, 20170918 // 100 = 201709, or its year."""
UNDATED = 0
"""In place of a day or month: that of a contradiction between two undated statements."""


def day_of(day: date | None) -> int:
    """Return a date as the number that places keep: 20170918."""
    return UNDATED if day is None else day.year * OF_YEAR + day.month * OF_MONTH + day.day


class ConflictPlace(Base):
    """A live contradiction between two logged statements, once for all that it is found of.

    A speaker and topic are those of either side, a source one in which, or through which, a side
    was found. The columns are in the order in which reports walk through them.
    """

    __tablename__ = "conflict_place"
    __table_args__ = {"sqlite_with_rowid": False}

    found: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    #: Of which speaker, topic or source; 0 for everything.
    number: Mapped[int] = mapped_column(primary_key=True)
    #: Who stands against whom, as the place of its kind among the kinds of pairs.
    section: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    confirmed: Mapped[bool] = mapped_column(primary_key=True)
    #: The later date of both, as the number that its year, month and day are written as: 20170918.
    day: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(primary_key=True, index=True)
    state: Mapped[int] = mapped_column(SmallInteger)


class ConflictMonth(Base):
    """How many contradictions of a kind there are in a month, the states apart."""

    __tablename__ = "conflict_month"
    __table_args__ = {"sqlite_with_rowid": False}

    found: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    #: Year and month as a number: 201709.
    month: Mapped[int] = mapped_column(primary_key=True)
    direct: Mapped[int]
    unresolved: Mapped[int]
    apparent: Mapped[int]
    recheck: Mapped[int]
    proposed: Mapped[int]
