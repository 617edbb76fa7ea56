"""The links of a file in great strokes, once every statement is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.importing.bulk.known import link_line
from desk.importing.bulk.reading import LINK, LINK_WORDS
from desk.importing.bulk.spools import Hashes
from desk.importing.bulk.writing import TableRows, table_of
from desk.importing.links import Links, made_row, missing, to_itself, written
from desk.link_drafts import WEIGHTY
from desk.link_records import by_ids
from desk.rows import in_batches
from models import Link, Statement
from models.keys import new_key
from models.roles import Permission
from models.terms import Imported, LinkStatus, Relation, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.bulk.spools import Record, Spool
    from desk.importing.rows import Rows
    from desk.statement_drafts import LinkLine
    from models.records import LinkRecord

_NAMES = (*LINK, *LINK_WORDS)
#: What a line and a link say alike.
_TOLD = (*WEIGHTY, "status", "reason", "words", "to_words")
_PAIR = 32


class BulkLinks:
    """The links of one import: those of pairs that are tied once are written together."""

    def __init__(
        self, session: Session, by: Actor, told: Rows, made: Spool, *, update: bool = False
    ) -> None:
        self.session, self.by, self.told, self.made = session, by, told, made
        self.by_line = Links(session, by, told, update=update)
        #: Confirmed corrections, by key: what rests on their other side is looked at again.
        self.corrections: list[str] = []
        #: Statements that were known before and that new links lead to.
        self.known_ends: set[int] = set()
        self.first_id = self.last_id = 0
        self._pairs = Hashes()
        self._rows = TableRows(session, table_of(Link))

    def take(self, records: Sequence[Record], first_statement: int) -> None:
        """Add the links of some lines, told as (line, id of the statement, link).

        Raises RefusedError as the links of single lines do.
        """
        ends = self._ends(records)
        self._known = self._records(records)
        for number, start, told in records:
            self.told.line = number
            line = link_line(told)
            end = ends.get(line.to)
            if end is None:
                raise missing(line.to)
            if end == start:
                raise to_itself()
            self._take(start, end, line, first_statement)
        self._rows.write()

    def _take(self, start: int, end: int, line: LinkLine, first: int) -> None:
        low, high = sorted((start, end))
        if line.key in self._known and self._is_told(self._known[line.key], start, end, line):
            self.told.add(Imported.LINK, Verdict.MATCHED, f"{line.relation} {line.to}")
            return
        self.known_ends |= {one for one in (start, end) if not first or one < first}
        pair = low << _PAIR | high
        place = len(self.made) + 1
        # A pair that was known before or met before, or a known key: to be compared with what is
        # there.
        is_new = bool(first) and high >= first and self._pairs.place(pair, place) == place
        if is_new and line.key not in self._known:
            self._make(start, end, line)
        else:
            self._by_line(start, line)

    def _is_told(self, known: LinkRecord | None, start: int, end: int, line: LinkLine) -> bool:
        """Tell whether a link is known just so; where it is not surely, it is looked at by itself."""
        if known is None or (known.from_id, known.to_id) != (start, end):
            return False
        values = written(line, self.by)
        if not self.by.may(Permission.KEEP_DECISIONS):
            values |= {"status": known.status, "reason": known.reason}
        return all(getattr(known, name) == values[name] for name in _TOLD)

    def _make(self, start: int, end: int, line: LinkLine) -> None:
        values = written(line, self.by)
        link = Link(proposer_id=self.by.account_id, recheck=False, **values)
        link.key = line.key or new_key()
        link.id, link.from_id, link.to_id = self._rows.next_id(), start, end
        link.low_id, link.high_id = sorted((start, end))
        self._rows.add_record(link)
        self._known[link.key] = None
        self._note(link.key, link.id, link.relation, link.status)
        self.told.add(Imported.LINK, Verdict.MADE, *made_row(line, link.status))

    def _by_line(self, start: int, line: LinkLine) -> None:
        self._rows.write()
        self.by_line.take(self.session.get_one(Statement, start), line)
        self.session.flush()
        self._rows.look_again()
        self.note_made(self.by_line.made)
        self._known |= dict.fromkeys(self.by_line.made)
        self.by_line.made.clear()

    def note_made(self, keys: Iterable[str]) -> None:
        """Note links that were made one by one."""
        for key in keys:
            chosen = select(Link.id, Link.relation, Link.status).where(Link.key == key)
            self._note(key, *self.session.execute(chosen).one())

    def _note(self, key: str, number: int, relation: Relation, status: LinkStatus) -> None:
        self.made.add((key, number))
        self.first_id, self.last_id = self.first_id or number, number
        if relation is Relation.CORRECTS and status is LinkStatus.CONFIRMED:
            self.corrections.append(key)

    def _ends(self, records: Iterable[Record]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in in_batches(sorted({told[_NAMES.index("to")] for _, _, told in records})):
            chosen = select(Statement.key, Statement.id).where(Statement.key.in_(some))
            found |= dict[str, int](self.session.execute(chosen).all())
        return found

    def _records(self, records: Iterable[Record]) -> dict[str | None, LinkRecord | None]:
        """Return the links that have the keys of a file."""
        keys = sorted({told[0] for _, _, told in records if told[0]})
        ids: list[int] = []
        for some in in_batches(keys):
            ids += self.session.scalars(select(Link.id).where(Link.key.in_(some)))
        found: dict[str | None, LinkRecord | None] = {}
        for some_ids in in_batches(ids):
            found |= {link.key: link for link in by_ids(self.session, some_ids)}
        return found
