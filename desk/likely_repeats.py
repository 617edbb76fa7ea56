"""Already logged? Statements that are likely the same as one that is being logged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import records
from desk.sight import secrets_kept
from desk.speakers import called, role_at
from desk.statement_facets import topics_of
from models import Appearance, Speaker, Statement
from models.asked import Asked, Term
from models.dates import bounds, read_edtf
from models.facets import Facets
from models.matching import matches
from models.search import WORD, spelt
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from models.records import StatementRecord

MOST = 4
"""How many likely repeats are shown."""
CANDIDATES = 25
"""How many statements that hold the same rare words are compared, for each way of asking."""
COMPARED = 400
"""How many words of a text are compared."""
LIKE_ENOUGH = 0.6
"""The share of words that two texts have in common from which on they are called near."""
_RARE, _PAIRS = 8, 3
_FEW, _ALL_OF_IT = 5, 0.95
_NAMESAKES = 5


class Why(StrEnum):
    """Why a statement may be the same."""

    SAME_WORDS = "same_words"
    NEAR_WORDS = "near_words"
    SAME_DAY = "same_day"


@dataclass(frozen=True)
class Likely:
    """A statement that may be the same, and why."""

    statement: StatementRecord
    why: Why


@dataclass(frozen=True)
class Typed:
    """What is known so far of a statement that is being logged; `said` is EDTF."""

    words: str | None = None
    speaker_id: int | None = None
    speaker: str | None = None
    said: str | None = None


def likely_repeats(session: Session, typed: Typed) -> tuple[Likely, ...]:
    """Return the few statements that are most likely the same: by words, then by speaker and day.

    Looks for the rarest words as the longest, compares few texts, and asks the
    database a constant number of queries. Withdrawn statements are left out.
    """
    alike = _by_words(session, _tokens(typed.words))
    for one in _by_day(session, typed):
        alike.setdefault(one, Why.SAME_DAY)
    shown = list(alike)[:MOST]
    return tuple(Likely(card, alike[card.id]) for card in records.cards(session, shown))


def likely_role(session: Session, typed: Typed) -> str | None:
    """Return the role that will be filled in, once the one speaker and the day are known."""
    known = _speakers(session, typed)
    return role_at(known[0], *bounds(typed.said)) if len(known) == 1 else None


def _speakers(session: Session, typed: Typed) -> Sequence[Speaker]:
    if typed.speaker_id is not None:
        return session.scalars(select(Speaker).where(Speaker.id == typed.speaker_id)).all()
    if not typed.speaker:
        return ()
    return session.scalars(called(typed.speaker).limit(_NAMESAKES)).all()


def _by_words(session: Session, typed: tuple[str, ...]) -> dict[int, Why]:
    scores: dict[int, float] = {}
    for statement_id, text in _texts(session, _candidates(session, typed)):
        scores[statement_id] = max(scores.get(statement_id, 0), _likeness(typed, _tokens(text)))
    best = sorted(scores, key=lambda one: (-scores[one], -one))
    return {
        one: Why.SAME_WORDS if scores[one] == 1 else Why.NEAR_WORDS
        for one in best
        if scores[one] >= LIKE_ENOUGH
    }


def _tokens(text: str | None) -> tuple[str, ...]:
    # Far fewer letters than words are cut: a text without spaces must not be folded whole.
    return tuple(WORD.findall(spelt((text or "")[: COMPARED * 20]))[:COMPARED])


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the share of words that two texts have in common; 1 only for the same words.

    A text that stands in the other nearly whole, as a shortened quote does, is near to it.
    """
    if one == other:
        return 1.0
    mine, theirs = set(one), set(other)
    shared, fewest = len(mine & theirs), min(len(mine), len(theirs))
    if fewest >= _FEW and shared / fewest >= _ALL_OF_IT:
        return max(LIKE_ENOUGH, shared / len(mine | theirs) - 0.01)
    return shared / (len(mine | theirs) or 1) - 0.01


def _candidates(session: Session, typed: tuple[str, ...]) -> set[int]:
    """Return the ids of statements that hold the longest words, all of them or two and two."""
    rare = sorted(dict.fromkeys(typed), key=lambda word: (-len(word), word))[:_RARE]
    if not rare:
        return set()
    pairs = [rare[place : place + 2] for place in range(0, 2 * _PAIRS, 2)]
    found = set(_holding(session, rare, newest=False))
    return found.union(*(_holding(session, words, newest=True) for words in pairs if words))


def _holding(session: Session, words: Iterable[str], *, newest: bool) -> Sequence[int]:
    """Return the ids of some statements that hold the words: those said last, or first."""
    wanted = Asked(tuple(Term((word,)) for word in words))
    # What is hidden takes no place among these few.
    told = Facets(unwanted=topics_of(secrets_kept(session)))
    found = matches(wanted, session.get_bind().dialect.name, told)
    # In the order of the index, which is read no further than these few.
    order = found.place.desc() if newest else found.place.asc()
    chosen = select(found.statement_id).where(*found.conditions).order_by(order)
    return session.scalars(chosen.limit(CANDIDATES)).all()


def _texts(session: Session, ids: set[int]) -> Iterator[tuple[int, str]]:
    live = Statement.status != StatementStatus.WITHDRAWN
    own = select(Statement.id, Statement.quote, Statement.claim).where(Statement.id.in_(ids), live)
    for row in session.execute(own):
        yield from ((row.id, text) for text in (row.quote, row.claim) if text)
    passages = (
        select(Appearance.statement_id, Appearance.exact)
        .join(Statement, Statement.id == Appearance.statement_id)
        .where(Statement.id.in_(ids), live, Appearance.exact.is_not(None))
    )
    for statement_id, exact in session.execute(passages.limit(4 * CANDIDATES)):
        yield statement_id, exact or ""


def _by_day(session: Session, typed: Typed) -> Sequence[int]:
    """Return the ids of what the same speaker said on the same day, the last logged first."""
    day = read_edtf(typed.said) if typed.said else None
    speakers = _speakers(session, typed) if day and day.earliest == day.latest else ()
    if day is None or not speakers:
        return ()
    return session.scalars(
        select(Statement.id)
        .where(
            Statement.speaker_id.in_([speaker.id for speaker in speakers]),
            Statement.said_to == day.latest,
            Statement.said_from == day.earliest,
            Statement.status != StatementStatus.WITHDRAWN,
        )
        .order_by(Statement.id.desc())
        .limit(MOST)
    ).all()
