"""Reads a file into a spool: every line checked, its keys held together, its parties numbered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from desk.importing.bulk.collecting import seldom_collected
from desk.importing.bulk.spools import Hashes, Spool
from desk.importing.rows import words_about, words_of
from desk.importing.words import LOCATOR, TRANSLATION
from desk.importing.works import sources_of
from desk.link_drafts import QUESTIONS
from desk.lint import why_odd
from desk.readers.faults import Fault
from desk.readers.keys import key_from, repeated
from desk.readers.plain_lines import PLACE, PlainLine
from desk.readers.reading import FileRead
from desk.readers.streams import NotInOneGoError, csv_lines, jsonl_lines
from desk.statement_drafts import PLAIN
from models.dates import bounds
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from pathlib import Path

    from desk.drafts import Draft
    from desk.readers.reading import NumberedLine, Progress
    from desk.source_drafts import AppearanceLine
    from desk.statement_drafts import SpeakerDraft, StatementLine

Carried = tuple[frozenset[str], frozenset[str]]
READERS = {"jsonl": jsonl_lines, "csv": csv_lines}
"""The formats that are read line by line."""
LINK = ("key", "to", "relation", "rationale", "status", *QUESTIONS)
LINK_WORDS = ("words", "to_words", "reason")
_plain, _locator = attrgetter(*PLAIN), attrgetter(*LOCATOR)
_link, _translation = attrgetter(*LINK, *LINK_WORDS), attrgetter(*TRANSLATION)
_summed = itemgetter(*map(PLAIN.index, ("quote", "claim", "said", "about")))
_EXACT = PLACE.index("exact")
_OFTEN = 500
_REMEMBERED = 2_000


class BulkLine(NamedTuple):
    """A line as it waits in the spool; parties are told by their numbers in the file.

    `new_sources` and `new_speakers`: those that no earlier line names, as (number, JSON).
    """

    number: int
    key: str
    whole: bool
    form: str
    status: str
    status_reason: str | None
    words: tuple[Any, ...]
    dates: tuple[str | None, ...]
    speaker: int
    #: Whether the speaker is one of the source alone.
    of_source: bool
    topics: tuple[str, ...]
    translations: tuple[tuple[Any, ...], ...]
    #: Number of the source, its place in the text, how it was heard, and the hops.
    appearances: tuple[tuple[int, tuple[Any, ...], str, tuple[tuple[Any, ...], ...]], ...]
    links: tuple[tuple[Any, ...], ...]
    new_sources: tuple[tuple[int, str], ...]
    new_speakers: tuple[tuple[int, str], ...]
    #: What the row of the statement says.
    text: str
    why: str
    #: Of a table: its place in `BulkRead.carried`.
    carried: int | None


@dataclass
class BulkRead:
    """A file that waits in a spool to be stored, and what was found wrong with it.

    `sources`, `speakers`: how many the file tells apart. `links`: how many it tells of.
    `carried`: which fields rows of a table tell of the statement, and of the place in the text.
    """

    spool: Spool
    faults: list[Fault] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    dropped: tuple[str, ...] = ()
    sources: int = 0
    speakers: int = 0
    links: int = 0
    carried: dict[Carried, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count what there is to store."""
        return len(self.spool)


def read_in_bulk(
    stream: BinaryIO, size: int, name: str, folder: Path | None, progress: Progress
) -> BulkRead | None:
    """Read a file of plain lines, in the format of that name; progress is told in bytes of `size`.

    None where it cannot be read line by line, or a line tells more than is stored in great strokes.
    """
    read = _Reading(folder)
    told = FileRead()
    try:
        with seldom_collected():
            for count, one in enumerate(READERS[name](stream, told)):
                if count % _OFTEN == 0:
                    progress(min(stream.tell(), size), size)
                if not read.take(one):
                    read.bulk.spool.close()
                    return None
    except NotInOneGoError:
        read.bulk.spool.close()
        return None
    progress(size, size)
    read.bulk.dropped = told.dropped
    read.end()
    return read.bulk


class _Reading:
    """A file while it is read."""

    def __init__(self, folder: Path | None) -> None:
        self.bulk = BulkRead(Spool(folder))
        self._keys, self._contents = Hashes(), Hashes()
        self._sources, self._speakers = _Numbers(), _Numbers()

    def take(self, one: PlainLine | NumberedLine | Fault) -> bool:
        """Take a line or a fault; tell whether it may be stored in great strokes."""
        if isinstance(one, PlainLine):
            self._take_plain(one)
            return True
        if isinstance(one, Fault):
            self.bulk.faults.append(one)
            return True
        if not _is_plain(one.draft):
            return False
        key = one.draft.key or key_from(one.draft)
        first = self._keys.place(hash(key), one.number)
        is_same = one.draft.key is None and first == self._same(one)
        if first == one.number:
            self._keep(self._line(one, key))
        elif is_same:
            self.bulk.repeats.append((one.number, first))
        else:
            self.bulk.faults.append(repeated(one.number, one.draft.key, first))
        return True

    def _take_plain(self, one: PlainLine) -> None:
        first = self._keys.place(hash(one.key), one.number)
        if first == one.number:
            self._keep(self._plain(one))
        else:
            self.bulk.faults.append(repeated(one.number, one.key, first))

    def _same(self, one: NumberedLine) -> int:
        """Return the number of the first line that brings no key and tells the same."""
        return self._contents.place(hash(one.draft.model_dump_json()), one.number)

    def _plain(self, one: PlainLine) -> BulkLine:
        """Return a line as it waits of which no draft was made."""
        self._sources.new, self._speakers.new = [], []
        places = [(self._sources.of(it.source), it.place, it.heard, ()) for it in one.appearances]
        quote, claim, said, about = _summed(one.words)
        return BulkLine(
            number=one.number,
            key=one.key,
            whole=True,
            form=one.form,
            status=one.status,
            status_reason=one.status_reason,
            words=one.words,
            dates=(*_days(said), *_days(about)),
            speaker=self._speakers.of(one.speaker),
            of_source=_is_own(one.speaker),
            topics=one.topics,
            translations=(),
            appearances=tuple(places),
            links=(),
            new_sources=tuple(self._sources.new),
            new_speakers=tuple(self._speakers.new),
            text=words_about(one.speaker.name, quote or claim or _exact(one)),
            why=why_odd(said, [it.source.published for it in one.appearances]),
            carried=None,
        )

    def _line(self, one: NumberedLine, key: str) -> BulkLine:
        draft = one.draft
        self._sources.new, self._speakers.new = [], []
        found = tuple(map(self._appearance, draft.appearances))
        return BulkLine(
            number=one.number,
            key=key,
            whole=one.whole,
            form=draft.form.value,
            status=draft.status.value,
            status_reason=draft.status_reason,
            words=_plain(draft),
            dates=(*_days(draft.said), *_days(draft.about)),
            speaker=self._speakers.of(draft.speaker),
            of_source=_is_own(draft.speaker),
            topics=draft.topics,
            translations=tuple(_told(_translation(one)) for one in draft.translations),
            appearances=found,
            links=tuple(_told(_link(one)) for one in draft.links),
            new_sources=tuple(self._sources.new),
            new_speakers=tuple(self._speakers.new),
            text=words_of(draft),
            why=why_odd(draft.said, (one.source.published for one in draft.appearances)),
            carried=None if one.whole else self._carried(draft),
        )

    def end(self) -> None:
        """Tell how many parties there are."""
        self.bulk.sources, self.bulk.speakers = len(self._sources), len(self._speakers)

    def _keep(self, line: BulkLine) -> None:
        self.bulk.spool.add(tuple(line))
        self.bulk.links += len(line.links)

    def _carried(self, draft: StatementLine) -> int:
        [found] = draft.appearances
        told = frozenset(draft.model_fields_set), frozenset(found.locator.model_fields_set)
        return self.bulk.carried.setdefault(told, len(self.bulk.carried))

    def _appearance(self, line: AppearanceLine) -> tuple[Any, ...]:
        source = self._sources.of(line.source)
        hops = tuple(
            (hop.name, hop.verb, self._sources.of(hop.source) if hop.source else None)
            for hop in line.relays
        )
        return source, _locator(line.locator), line.heard.value, hops


class _Numbers:
    """The number of each source, or each speaker, that a file tells apart, from 0 on."""

    def __init__(self) -> None:
        #: Those met for the first time, with all that is told of them.
        self.new: list[tuple[int, str]] = []
        self._numbers: dict[bytes, int] = {}
        # Lines share what they tell alike, so that it is seldom written out.
        self._seen: dict[int, tuple[Draft, int]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def of(self, draft: Draft) -> int:
        """Return the number of what a draft tells."""
        known = self._seen.get(id(draft))
        if known is not None and known[0] is draft:
            return known[1]
        # What a table does not tell is filled in later, so that it matters what was told.
        told = draft.model_dump_json(by_alias=True, exclude_unset=True)
        mark = hashlib.blake2b(told.encode(), digest_size=12).digest()
        number = self._numbers.get(mark)
        if number is None:
            number = self._numbers[mark] = len(self._numbers)
            self.new.append((number, told))
        if len(self._seen) >= _REMEMBERED:
            # Those that were seen last are met again soonest.
            self._seen = dict(islice(self._seen.items(), _REMEMBERED // 2, None))
        self._seen[id(draft)] = draft, number
        return number


def _is_own(speaker: SpeakerDraft) -> bool:
    """Tell whether a speaker is one of the source alone."""
    return speaker.kind is SpeakerKind.UNNAMED and not speaker.key


def _exact(line: PlainLine) -> str:
    return next((found.place[_EXACT] for found in line.appearances if found.place[_EXACT]), "")


def _is_plain(draft: StatementLine) -> bool:
    beside = draft.reviews or draft.reply_requests
    return not beside and not any(source.notices for source in sources_of(draft))


@lru_cache(maxsize=16_384)
def _days(date: str | None) -> tuple[str | None, str | None]:
    first, last = bounds(date)
    return first.isoformat() if first else None, last.isoformat() if last else None


def _told(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(None if value is None else str(value) for value in values)
