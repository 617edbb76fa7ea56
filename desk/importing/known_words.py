"""Which known statement a reviewer means: by its key, else by the same words of the same speaker."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from desk import records
from desk.checks import plain
from desk.readers.keys import key_from
from desk.sight import secrets_kept
from desk.statement_facets import topics_of
from models import Speaker, SpeakerName, Statement, name_key
from models.asked import Asked, Term
from models.facets import SPEAKER, Facets
from models.matching import matches
from models.search import WORD, spelt
from models.terms import SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.readers.reading import NumberedLine
    from desk.statement_drafts import SpeakerDraft, StatementLine
    from models.records import StatementRecord

CANDIDATES = 100
"""How many statements of a speaker that hold the longest words are compared."""
_RARE, _LOOKED_AT = 8, 4_000
_AT_ENDS = " .,;:!?\"'"


def known_by_words(session: Session, lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Return the lines of reviewers with the keys of the statements they mean.

    That is the known statement of the key that a line brings, else that with the same words of the
    same speaker, known or on an earlier line. Where a line brings a key of its own, the date has to
    be the same too: the same may have been said twice.
    """
    known = _KnownWords(session)
    return [
        line._replace(draft=known.keyed(line.draft)) if line.reviewed else line for line in lines
    ]


class _KnownWords:
    """What is known of words and speakers, each asked for once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._keys: dict[tuple[str, str], str] = {}
        self._ids: dict[str, Sequence[int]] = {}

    def keyed(self, draft: StatementLine) -> StatementLine:
        """Return a draft with the key of the statement that it means."""
        mark = _folded(words_of(draft)), name_key(draft.speaker.name)
        key = self._brought(draft) if draft.key else self._keys.get(mark) or self._known(draft)
        key = key or key_from(draft)
        if draft.speaker.kind is not SpeakerKind.UNNAMED:
            # Two who are not named need not be the same.
            self._keys.setdefault(mark, key)
        return draft.model_copy(update={"key": key})

    def _brought(self, draft: StatementLine) -> str | None:
        here = self.session.scalar(select(Statement.id).where(Statement.key == draft.key))
        return draft.key if here else self._known(draft, said=draft.said) or draft.key

    def _known(self, draft: StatementLine, **same: str | None) -> str | None:
        """Return the key of the known statement, a logged one and one of that day before others."""
        ids = self._speakers(draft.speaker)
        found = [one for one in self._candidates(ids, words_of(draft)) if says(one, draft)]
        found = [one for one in found if all(getattr(one, name) == same[name] for name in same)]
        logged = StatementStatus.LOGGED
        found.sort(key=lambda one: (one.status is not logged, one.said != draft.said, one.id))
        return found[0].key if found else None

    def _speakers(self, draft: SpeakerDraft) -> Sequence[int]:
        if draft.kind is SpeakerKind.UNNAMED:
            return ()
        name = name_key(draft.name)
        if name not in self._ids:
            self._ids[name] = called_exactly(self.session, draft.name)
        return self._ids[name]

    def _candidates(self, ids: Sequence[int], words: str) -> list[StatementRecord]:
        told = dict.fromkeys(WORD.findall(spelt(words[:_LOOKED_AT])))
        rare = sorted(told, key=lambda word: (-len(word), word))[:_RARE]
        if not ids or not rare:
            return []
        tokens = tuple(f"{SPEAKER}{one}" for one in ids)
        wanted = Asked(tuple(Term((word,)) for word in rare))
        dialect = self.session.get_bind().dialect.name
        # What is hidden takes no place among these few.
        hidden = topics_of(secrets_kept(self.session))
        found = matches(wanted, dialect, Facets(one_of=tokens, unwanted=hidden))
        chosen = select(found.statement_id).where(*found.conditions).order_by(found.place.desc())
        return list(
            records.whole(self.session, self.session.scalars(chosen.limit(CANDIDATES)).all())
        )


def called_exactly(session: Session, name: str) -> Sequence[int]:
    """Return the ids of the named speakers who have this name, as theirs or as another one."""
    key = name_key(name)
    also = select(SpeakerName.speaker_id).where(SpeakerName.name_key == key)
    chosen = select(Speaker.id).where(
        or_(Speaker.name_key == key, Speaker.id.in_(also)),
        Speaker.kind != SpeakerKind.UNNAMED,
        Speaker.merged_into_id.is_(None),
    )
    return session.scalars(chosen.order_by(Speaker.id)).all()


def words_of(draft: StatementLine) -> str:
    """Return the words that a draft tells: the quote, else the paraphrase, ours or of the source."""
    passages = (found.locator.exact for found in draft.appearances)
    return draft.quote or draft.claim or next(filter(None, passages), "")


def says(known: StatementRecord, draft: StatementLine) -> bool:
    """Tell whether a known statement has the words that a draft tells."""
    passages = (found.exact for found in known.appearances)
    words = _folded(words_of(draft))
    return any(_folded(one) == words for one in (known.quote, known.claim, *passages) if one)


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """Fold case, white space, kinds of marks, and those at the ends; signs in a number count.

    Kept for a few texts, since many reviews may be of one long one.
    """
    return plain(text).casefold().strip(_AT_ENDS)
