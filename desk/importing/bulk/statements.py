"""The statements of a file in great strokes, with all that stands at them but their links."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

from desk.importing.bulk.indexing import Made
from desk.importing.bulk.known import Known, Meeting
from desk.importing.bulk.reading import BulkLine
from desk.importing.bulk.sources import Sources
from desk.importing.bulk.speakers import Speakers
from desk.importing.bulk.writing import FIRST_VERSION, TableRows, table_of
from desk.importing.words import LOCATOR, TRANSLATION
from desk.lint import why_odd
from desk.rows import in_batches
from desk.statement_drafts import PLAIN
from desk.topics import topics_named
from models import Appearance, Relay, Statement, Translation, name_key, now, statement_topic
from models.terms import Imported, QuoteCheck, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.importing.bulk.reading import BulkRead
    from desk.importing.bulk.results import SpooledRows
    from desk.importing.bulk.spools import Record, Spool
    from desk.readers.faults import Fault

_STATEMENT = (
    "id",
    "key",
    "speaker_id",
    "form",
    "status",
    "status_reason",
    *PLAIN,
    "said_from",
    "said_to",
    "about_from",
    "about_to",
    "version",
    "created_at",
)
_APPEARANCE = (
    "id",
    "statement_id",
    "source_id",
    "position",
    *LOCATOR,
    "heard",
    "check",
    "created_at",
)
_RELAY = ("id", "appearance_id", "position", "name", "verb", "source_id")
_TRANSLATION = ("id", "statement_id", "position", *TRANSLATION)
_SAID = PLAIN.index("said")
_UNCHECKED = QuoteCheck.NOT_CHECKED.value


class Statements:
    """The statements of one import: made, with the speakers, sources and topics they name."""

    def __init__(
        self,
        session: Session,
        told: SpooledRows,
        read: BulkRead,
        made: list[str],
        matched: Spool,
        *,
        update: bool = False,
    ) -> None:
        self.session, self.told = session, told
        self.sources = Sources(session, told, read.sources, made, update=update)
        self.speakers = Speakers(session, told, read.speakers, made)
        self.known = Known(session, self.sources, self.speakers, tuple(read.carried))
        #: The lines of statements that are known, of those that are known just so, with their keys.
        self.met = array("q")
        self.matched = matched
        #: The lines that say otherwise.
        self.differing: list[Fault] = []
        self.first_id = self.last_id = 0
        self._topics: dict[str, int] = {}
        self._statements = TableRows(session, table_of(Statement), _STATEMENT)
        self._appearances = TableRows(session, table_of(Appearance), _APPEARANCE)
        self._relays = TableRows(session, table_of(Relay), _RELAY)
        self._translations = TableRows(session, table_of(Translation), _TRANSLATION)
        self._held = TableRows(session, statement_topic)
        self._moment = self._statements.bound("created_at", now())

    def take(self, records: Sequence[Record], links: Spool) -> list[Made]:
        """Make the statements of some lines; their links wait as (line, id of the statement, link).

        Raises RefusedError as single lines do.
        """
        lines = list(map(BulkLine._make, records))
        known = self.known.among(lines)
        self.sources.begin(lines)
        self.speakers.begin(lines)
        self._name_topics(line for line in lines if line.key not in known)
        made: list[Made] = []
        for line in lines:
            self.told.line = line.number
            if line.key in known:
                number = self._meet(self.known.meet(line, known[line.key]))
            else:
                made.append(self._make(line))
                number = made[-1].number
            for link in line.links if number else ():
                links.add((line.number, number, link))
        self.sources.end()
        self.speakers.end()
        parts = (self._appearances, self._relays, self._translations, self._held)
        for rows in (self._statements, *parts):
            rows.write()
        return made

    def end(self) -> None:
        """Let go of the speakers, sources and topics: what is left to do needs none of them."""
        del self.sources, self.speakers, self.known, self._topics

    def _meet(self, meeting: Meeting) -> int:
        """Note a line of a known statement; return its id where the line says nothing else of it."""
        self.met.append(meeting.line)
        if meeting.path is not None:
            self.differing.append(meeting.fault)
            return 0
        self.matched.add((meeting.record.key,))
        self.told.add(Imported.STATEMENT, Verdict.MATCHED, meeting.text, meeting.why)
        return meeting.record.id

    def _make(self, line: BulkLine) -> Made:
        number = self._statements.next_id()
        self.first_id, self.last_id = self.first_id or number, number
        topics = tuple(dict.fromkeys(map(self._topics.__getitem__, line.topics)))
        for topic in topics:
            self._held.add((number, topic))
        hops: list[tuple[str, int | None]] = []
        sources = tuple(self._appear(number, line, hops))
        speaker_id = self.speakers.id_of(line, sources[0])
        row = (number, line.key, speaker_id, line.form, line.status)
        self._statements.add(
            (*row, line.status_reason, *line.words, *line.dates, FIRST_VERSION, self._moment)
        )
        for place, told in enumerate(line.translations):
            self._translations.add((self._translations.next_id(), number, place, *told))
        why = self._why(line)
        self.told.made += 1
        if why != line.why:
            self.told.reworded[line.number] = why
        behind = (one for _, one in hops if one is not None)
        everywhere = tuple({*sources, *behind})
        return Made(number, line, speaker_id, topics, sources, tuple(hops), everywhere)

    def _appear(
        self, statement_id: int, line: BulkLine, behind: list[tuple[str, int | None]]
    ) -> Iterator[int]:
        """Write where a statement was found; yield the ids of the sources, and note the hops."""
        for place, (source, locator, heard, hops) in enumerate(line.appearances):
            field = f"appearances.{place}.source"
            source_id = self.sources.id_of(source, field, whole=line.whole)
            number = self._appearances.next_id()
            found = (number, statement_id, source_id, place, *locator)
            self._appearances.add((*found, heard, _UNCHECKED, self._moment))
            for position, (name, verb, hop) in enumerate(hops):
                via = (
                    None if hop is None else self.sources.id_of(hop, f"{field}.relays", whole=True)
                )
                self._relays.add((self._relays.next_id(), number, position, name, verb, via))
                behind.append((name, via))
            yield source_id

    def _why(self, line: BulkLine) -> str:
        """Return what is odd about the dates; a table may know less of them than the record."""
        told = [self.sources.published.get(source, "") for source, *_ in line.appearances]
        if not any(one != "" for one in told):
            return line.why
        return why_odd(line.words[_SAID], told)

    def _name_topics(self, lines: Iterable[BulkLine]) -> None:
        """Find the topics that some lines name, or make them, in the order of the lines."""
        named = dict.fromkeys(chain.from_iterable(line.topics for line in lines))
        for names in in_batches([name for name in named if name not in self._topics]):
            found = {one.name_key: one.id for one in topics_named(self.session, names)}
            self._topics |= {name: found[name_key(name)] for name in names}
