"""The notes of a source: one a statement, which the desk can read back, and what has been said since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.corrections import corrections_of
from citations.words import notice_words, one_line
from models.notes.note import IN_THE_TAIL, Hop, Note, Translated
from models.notes.tails import aside
from models.notes.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.cited import Cited, Finding
    from models.records import RelayRecord, SourceRecord, TranslationRecord

_AS_THEY_ARE = ("role", "where", "told", "in_answer_to", "quote", "claim")
_OF_THE_PLACE = ("heard", "page", "time")


def statement_notes(found: Cited) -> Iterator[str]:
    """Yield a note a statement: who said what when, through whom, and its tail; each on one line."""
    return map(statement_note, found.findings)


def statement_note(finding: Finding) -> str:
    """Return a statement in one source as a note on one line."""
    return written(note_of(finding))


def marked_notes(found: Cited) -> Iterator[str]:
    """Yield a note a statement, then what was said since, marked as no statement.

    By the mark a reader knows which sentences of a printed note are ours, and keeps all others.
    Of a work in which very many were found the notes are never held at once.
    """
    yield from statement_notes(found)
    yield from asides(found)


def said_since(found: Cited) -> list[str]:
    """Return what was corrected or taken back since, a sentence each, on one line."""
    notices = (notice_words(notice) for notice in found.source.notices)
    return list(map(one_line, (*notices, *corrections_of(found.statements, found.source))))


def asides(found: Cited) -> list[str]:
    """Return what was said since as notes that tell no statement, and say so."""
    return [aside(text) for text in said_since(found)]


def note_of(finding: Finding) -> Note:
    """Return what a note tells of a statement in one source."""
    statement, found = finding.statement, finding.appearance
    places = statement.appearances
    placed = {name: getattr(found, name) for name in _OF_THE_PLACE}
    told = [name for name in (*_AS_THEY_ARE, *IN_THE_TAIL) if name not in placed]
    return Note(
        key=statement.key,
        source=found.source.key,
        source_type=found.source.type,
        published=found.source.published,
        form=statement.form,
        name=statement.speaker.name,
        speaker=statement.speaker.key,
        kind=statement.speaker.kind,
        plural=statement.speaker.plural,
        exact=found.exact,
        outlet=_outlet(found.source),
        hops=tuple(map(_hop, found.relays)),
        translations=tuple(map(_translated, statement.translations)),
        place=1 + places.index(found) if len(places) > 1 else 0,
        **placed,
        **{name: getattr(statement, name) for name in told},
    )


def _outlet(source: SourceRecord) -> str:
    return source.container_title or source.publisher or "this source"


def _hop(relay: RelayRecord) -> Hop:
    of = relay.source
    if of is None:
        return Hop(name=relay.name, verb=relay.verb)
    return Hop(
        name=relay.name,
        verb=relay.verb,
        key=of.key,
        type=of.type,
        title=of.title,
        title_supplied=of.title_supplied,
        seen=of.seen,
    )


def _translated(one: TranslationRecord) -> Translated:
    return Translated(language=one.language, kind=one.kind, text=one.text, by=one.by, date=one.date)
