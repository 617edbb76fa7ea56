"""The links of a file in great strokes, once every statement is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.importing.bulk.reading import LINK, LINK_WORDS
from desk.importing.bulk.spools import Hashes
from desk.importing.bulk.writing import Rows, table_of
from desk.importing.links import Links as LinksByLine
from desk.importing.links import made_row, missing, to_itself, written
from desk.rows import in_batches
from desk.statement_drafts import LinkLine
from models import Link, Statement
from models.keys import new_key
from models.terms import Answer, Imported, LinkStatus, Relation, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.bulk.spools import Record, Spool
    from desk.importing.rows import Rows as Told

_TERMS: dict[str, Callable[[str], object]] = {
    "relation": Relation,
    "status": LinkStatus,
    **dict.fromkeys(("same_time", "same_place", "same_meaning"), Answer),
}
_NAMES = (*LINK, *LINK_WORDS)
_PAIR = 32


class Links:
    """The links of one import: those of pairs that are tied once are written together."""

    def __init__(self, session: Session, by: Actor, told: Told, made: Spool) -> None:
        self.session, self.by, self.told, self.made = session, by, told, made
        self.by_line = LinksByLine(session, by, told, update=False)
        #: Confirmed corrections, by key: what rests on their other side is looked at again.
        self.corrections: list[str] = []
        #: Statements that were known before and that new links lead to.
        self.known_ends: set[int] = set()
        self.first_id = self.last_id = 0
        self._pairs = Hashes()
        self._rows = Rows(session, table_of(Link))

    def take(self, records: Sequence[Record], first_statement: int) -> None:
        """Add the links of some lines, told as (line, id of the statement, link).

        Raises RefusedError as the links of single lines do.
        """
        ends = self._ends(records)
        self._keys = self._taken(records)
        for number, start, told in records:
            self.told.line = number
            line = _line(told)
            end = ends.get(line.to)
            if end is None:
                raise missing(line.to)
            if end == start:
                raise to_itself()
            if end < first_statement:
                self.known_ends.add(end)
            self._take(start, end, line)
        self._rows.write()

    def _take(self, start: int, end: int, line: LinkLine) -> None:
        low, high = sorted((start, end))
        pair = low << _PAIR | high
        place = len(self.made) + 1
        # A pair that was met before, or a key that is known: to be compared with what is there.
        if self._pairs.place(pair, place) != place or line.key in self._keys:
            self._by_line(start, line)
        else:
            self._make(start, end, line)

    def _make(self, start: int, end: int, line: LinkLine) -> None:
        values = written(line, self.by)
        link = Link(proposer_id=self.by.account_id, recheck=False, **values)
        link.key = line.key or new_key()
        link.id, link.from_id, link.to_id = self._rows.next_id(), start, end
        link.low_id, link.high_id = sorted((start, end))
        self._rows.add_record(link)
        self._keys.add(link.key)
        self._note(link.key, link.id, link.relation, link.status)
        self.told.add(Imported.LINK, Verdict.MADE, *made_row(line, link.status))

    def _by_line(self, start: int, line: LinkLine) -> None:
        self._rows.write()
        self.by_line.take(self.session.get_one(Statement, start), line)
        self.session.flush()
        self._rows.look_again()
        for key in self.by_line.made:
            chosen = select(Link.id, Link.relation, Link.status).where(Link.key == key)
            self._note(key, *self.session.execute(chosen).one())
            self._keys.add(key)
        self.by_line.made.clear()

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

    def _taken(self, records: Iterable[Record]) -> set[str | None]:
        found: set[str | None] = set()
        keys = {told[0] for _, _, told in records if told[0]}
        for some in in_batches(sorted(keys)):
            found |= set(self.session.scalars(select(Link.key).where(Link.key.in_(some))))
        return found


def _line(told: Record) -> LinkLine:
    """Return a link as the file told it, which was checked when it was read."""
    values = dict(zip(_NAMES, told, strict=True))
    terms = {name: term(values[name]) for name, term in _TERMS.items() if values[name]}
    return LinkLine.model_construct(**values | terms)
