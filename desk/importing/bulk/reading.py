"""Reads a file into a spool: every line checked, its keys held together, its parties numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
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
from desk.readers.told_parties import ToldParties, is_of_source
from desk.statement_drafts import PLAIN
from models.dates import bounds

if TYPE_CHECKING:
    from pathlib import Path

    from desk.readers.reading import NumberedLine, Progress
    from desk.source_drafts import AppearanceLine
    from desk.statement_drafts import StatementLine

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
            for count, one in enumerate(READERS[name](stream, told, read.parties)):
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
        self.parties = ToldParties()
        self._sources, self._speakers = self.parties.sources, self.parties.speakers

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
        places = [(it.source.number, it.place, it.heard, ()) for it in one.appearances]
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
            speaker=one.speaker.number,
            of_source=one.speaker.of_source,
            topics=one.topics,
            translations=(),
            appearances=tuple(places),
            links=(),
            new_sources=self._sources.taken(),
            new_speakers=self._speakers.taken(),
            text=words_about(one.speaker.name, quote or claim or _exact(one)),
            why=why_odd(said, [it.source.published for it in one.appearances]),
            carried=None,
        )

    def _line(self, one: NumberedLine, key: str) -> BulkLine:
        draft = one.draft
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
            of_source=is_of_source(draft.speaker),
            topics=draft.topics,
            translations=tuple(_told(_translation(one)) for one in draft.translations),
            appearances=found,
            links=tuple(_told(_link(one)) for one in draft.links),
            new_sources=self._sources.taken(),
            new_speakers=self._speakers.taken(),
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
