"""Lines that bring the key of a known statement: compared with the record, many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import records
from desk.importing.bulk.reading import LINK, LINK_WORDS
from desk.importing.differences import difference
from desk.importing.lines import LATER
from desk.importing.overlay import completed, filled
from desk.importing.rows import words_of
from desk.importing.words import LOCATOR, TRANSLATION
from desk.link_drafts import QUESTIONS
from desk.lint import why_odd
from desk.readers.faults import Fault
from desk.source_drafts import AppearanceLine, LocatorDraft, RelayLine
from desk.statement_drafts import PLAIN, LinkLine, StatementLine, TranslationDraft
from models import Statement
from models.among import keyed
from models.terms import (
    Answer,
    Form,
    Heard,
    LinkStatus,
    Relation,
    StatementStatus,
    TranslationKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.importing.bulk.reading import BulkLine, Carried
    from desk.importing.bulk.sources import Sources
    from desk.importing.bulk.speakers import Speakers
    from desk.importing.bulk.spools import Record
    from models.records import StatementRecord

_TERMS: dict[str, Callable[[str], object]] = {
    "relation": Relation,
    "status": LinkStatus,
    **dict.fromkeys(QUESTIONS, Answer),
}
_LINK = (*LINK, *LINK_WORDS)


@dataclass(frozen=True)
class Meeting:
    """A line and the statement it means; `path`: the first field in which they differ, or None."""

    line: int
    record: StatementRecord
    path: str | None
    #: What the row of the statement says, where nothing differs.
    text: str
    why: str

    @property
    def fault(self) -> Fault:
        """Why the line is refused, unless known records are brought up to date."""
        key = self.record.key
        reason = f"“{key}” is known and says otherwise; import with --update to change it"
        return Fault(self.line, self.path or "", reason)


class Known:
    """The statements that lines of a file bring the keys of."""

    def __init__(
        self, session: Session, sources: Sources, speakers: Speakers, carried: Sequence[Carried]
    ) -> None:
        self.session, self.sources, self.speakers = session, sources, speakers
        self.carried = carried

    def among(self, lines: Sequence[BulkLine]) -> dict[str, StatementRecord]:
        """Return the statements that are known already, by key."""
        keys = keyed((line.key for line in lines), self.session.get_bind().dialect.name)
        ids = self.session.scalars(select(Statement.id).where(Statement.key.in_(keys))).all()
        return {one.key: one for one in records.whole(self.session, ids)}

    def meet(self, line: BulkLine, record: StatementRecord) -> Meeting:
        """Compare a line with the statement of its key, as it is done line by line."""
        draft = self._draft(line)
        told = (
            completed(draft, record, ())
            if line.whole
            else filled(draft, record, self.sources.known)
        )
        published = (found.source.published for found in told.appearances)
        return Meeting(
            line.number,
            record,
            difference(told, record, leave_out=LATER),
            words_of(told),
            why_odd(told.said, published),
        )

    def _draft(self, line: BulkLine) -> StatementLine:
        """Return a line as it stood in the file, which was checked when it was read."""
        values = dict(zip(PLAIN, line.words, strict=True))
        values |= {
            "key": line.key,
            "form": Form(line.form),
            "status": StatementStatus(line.status),
            "status_reason": line.status_reason,
            "topics": line.topics,
            "speaker": self.speakers.draft(line.speaker),
            "translations": tuple(map(_translation, line.translations)),
            "appearances": tuple(self._appearances(line)),
            "links": tuple(map(link_line, line.links)),
        }
        carried = None if line.carried is None else {*self.carried[line.carried][0]}
        return StatementLine.model_construct(_fields_set=carried, **values)

    def _appearances(self, line: BulkLine) -> Iterable[AppearanceLine]:
        for number, locator, heard, hops in line.appearances:
            carried = None if line.carried is None else {*self.carried[line.carried][1]}
            place = dict(zip(LOCATOR, locator, strict=True))
            yield AppearanceLine.model_construct(
                source=self.sources.draft(number),
                locator=LocatorDraft.model_construct(_fields_set=carried, **place),
                heard=Heard(heard),
                relays=tuple(
                    RelayLine.model_construct(
                        name=name,
                        verb=verb,
                        source=None if hop is None else self.sources.draft(hop),
                    )
                    for name, verb, hop in hops
                ),
            )


def link_line(told: Record) -> LinkLine:
    """Return a link as the file told it, which was checked when it was read."""
    values = dict(zip(_LINK, told, strict=True))
    terms = {name: term(values[name]) for name, term in _TERMS.items() if values[name]}
    return LinkLine.model_construct(**values | terms)


def _translation(told: Record) -> TranslationDraft:
    values = dict(zip(TRANSLATION, told, strict=True))
    kind = values["kind"] and TranslationKind(values["kind"])
    return TranslationDraft.model_construct(**values | {"kind": kind})
