"""The speakers and sources that a file tells apart, numbered: what is told of each is read once."""

from __future__ import annotations

import hashlib
import json
import marshal
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.source_drafts import SourceDraft
from desk.statement_drafts import SpeakerDraft
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from desk.drafts import Draft

#: Of how many drafts, and of how many texts, the numbers are remembered.
_DRAFTS, _TEXTS = 2_000, 5_000


class ToldSource(NamedTuple):
    """A source by its number in the file; `texts`: how many tell it, names of fields too."""

    number: int
    texts: int
    published: str | None


class ToldSpeaker(NamedTuple):
    """A speaker by their number in the file; `of_source`: they are one of the source alone."""

    number: int
    texts: int
    name: str
    of_source: bool


class Numbers:
    """The number of each source, or each speaker, that a file tells apart, from 0 on."""

    def __init__(self) -> None:
        self._new: list[tuple[int, str]] = []
        self._numbers: dict[bytes, int] = {}
        # Lines share what they tell alike, so that it is seldom written out.
        self._seen: dict[int, tuple[Draft, int]] = {}

    def __len__(self) -> int:
        """Count those told apart so far."""
        return len(self._numbers)

    def of(self, draft: Draft) -> int:
        """Return the number of what a draft tells, which others may be told by as well."""
        known = self._seen.get(id(draft))
        if known is not None and known[0] is draft:
            return known[1]
        number = self.told(draft)
        if len(self._seen) >= _DRAFTS:
            # Those that were seen last are met again soonest.
            self._seen = dict(islice(self._seen.items(), _DRAFTS // 2, None))
        self._seen[id(draft)] = draft, number
        return number

    def told(self, draft: Draft) -> int:
        """Return the number of what a draft tells."""
        # What a table does not tell is filled in later, so that it matters what was told.
        told = draft.model_dump_json(by_alias=True, exclude_unset=True)
        mark = hashlib.blake2b(told.encode(), digest_size=12).digest()
        number = self._numbers.get(mark)
        if number is None:
            number = self._numbers[mark] = len(self._numbers)
            self._new.append((number, told))
        return number

    def taken(self) -> tuple[tuple[int, str], ...]:
        """Return those met for the first time since the last time, with all that is told of them."""
        if not self._new:
            return ()
        new, self._new = tuple(self._new), []
        return new


class ToldParties:
    """The speakers and sources of one file."""

    def __init__(self) -> None:
        self.sources, self.speakers = Numbers(), Numbers()
        remembered = lru_cache(maxsize=_TEXTS)
        self._source = remembered(partial(_source, self.sources))
        self._speaker = remembered(partial(_speaker, self.speakers))

    def source(self, told: dict[str, Any]) -> ToldSource:
        """Return the source that JSON tells of; raises ValueError where it is to be read as a draft.

        That is where a rule is broken, or it tells of its own corrections.
        """
        return self._source(marshal.dumps(told, 2))

    def speaker(self, told: dict[str, Any]) -> ToldSpeaker:
        """Return the speaker that JSON tells of; raises ValueError where a rule is broken."""
        return self._speaker(marshal.dumps(told, 2))


def is_of_source(speaker: SpeakerDraft) -> bool:
    """Tell whether a speaker is one of the source alone."""
    return speaker.kind is SpeakerKind.UNNAMED and not speaker.key


def _source(sources: Numbers, mark: bytes) -> ToldSource:
    told = marshal.loads(mark)  # noqa: S302 -- our own
    draft = SourceDraft.model_validate_json(json.dumps(told), strict=True)
    if draft.notices:
        raise ValueError(draft.title)
    return ToldSource(sources.told(draft), _texts(told), draft.published)


def _speaker(speakers: Numbers, mark: bytes) -> ToldSpeaker:
    told = marshal.loads(mark)  # noqa: S302 -- our own
    draft = SpeakerDraft.model_validate_json(json.dumps(told), strict=True)
    return ToldSpeaker(speakers.told(draft), _texts(told), draft.name, is_of_source(draft))


def _texts(told: object) -> int:
    """Count the texts of a JSON value, names of fields too."""
    if isinstance(told, dict):
        return len(told) + sum(map(_texts, told.values()))
    if isinstance(told, list):
        return sum(map(_texts, told))
    return int(isinstance(told, str))
