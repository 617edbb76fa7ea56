"""Notes of a reference: those of our own export as statements, whatever a manager made of them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from desk.readers.faults import Fault, faults_of
from desk.readers.reading import NumberedLine, too_many
from desk.statement_drafts import StatementLine
from models.notes.escapes import UnreadableNoteError
from models.notes.note import IN_THE_TAIL
from models.notes.written import is_ours, read_note, without_tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desk.readers.reading import FileRead
    from desk.source_drafts import AppearanceLine, SourceDraft
    from models.notes.note import Hop, Note

#: Managers keep notes as HTML.
_IS_HTML = re.compile(r"\s*<(?:p|div|span)\b", re.IGNORECASE)
_ENDS_PARAGRAPH = re.compile(r"</(?:p|div|h\d|li|blockquote)>|<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_MARK = re.compile(r"<[^<>]*>")
_TAIL = re.compile(r"\[gainsay [^\[\]]*\]")
_BLANK = re.compile(r"\n\s*\n")
_PLAIN = ("key", "form", "role", "where", "told", "in_answer_to", "quote", "claim")
_OF_THE_PLACE = ("heard", "page", "time")


@dataclass
class Notes:
    """The notes of one entry: statements of ours with their lines, and what others wrote."""

    ours: list[tuple[int, Note]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    #: What we said of the source beside statements.
    asides: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def notes_in(texts: Iterable[tuple[int, str]]) -> Notes:
    """Return what the notes of an entry tell; each text comes with its line."""
    notes = Notes()
    for line, text in texts:
        notes.others += [part for part in paragraphs(text) if not _take(notes, line, part)]
    return notes


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a note, of HTML as text; a note of ours is one of its own."""
    if _IS_HTML.match(text):
        text = html.unescape(_MARK.sub("", _ENDS_PARAGRAPH.sub("\n\n", text)))
    apart = _TAIL.sub(lambda tail: f"{tail[0]}\n\n", text)
    return [part.strip() for part in _BLANK.split(apart) if part.strip()]


def lines_of(notes: Notes, source: SourceDraft) -> tuple[list[NumberedLine], list[Fault]]:
    """Return the statements that the notes tell of a source, and what is wrong with them."""
    lines, faults = [], []
    for line, note in notes.ours:
        try:
            draft = StatementLine.model_validate(_told(note, source))
        except ValidationError as error:
            faults += list(faults_of(line, error))
        else:
            lines.append(NumberedLine(line, draft, whole=False, places=(note.place,)))
    return lines, faults


def as_one(read: FileRead, noted: Sequence[NumberedLine]) -> FileRead:
    """Return what was read with each statement of the notes once, wherever they have found it.

    Notes that tell a statement otherwise than an earlier one are a fault; one that the file tells
    whole is not taken from notes.
    """
    read.faults += too_many(len(noted))
    whole = {line.draft.key: line.number for line in read.lines}
    told: dict[str | None, _Told] = {}
    for line in noted:
        key = line.draft.key
        if key in whole:
            read.repeats.append((line.number, whole[key]))
            continue
        known = told.setdefault(key, _Told(line, _alone(line.draft)))
        if known.alone != _alone(line.draft):
            reason = f"“{key}” is told otherwise on line {known.line.number}"
            read.faults.append(Fault(line.number, "notes", reason))
        elif not known.adds(line):
            read.repeats.append((line.number, known.line.number))
    read.lines += [one.whole() for one in told.values()]
    return read


def all_noted(read: FileRead) -> FileRead:
    """Return what was read of a file in which notes alone tell statements."""
    noted, read.lines = read.lines, []
    return as_one(read, noted)


@dataclass
class _Told:
    """A statement as the first of its notes tells it, and where each of them has found it."""

    line: NumberedLine
    alone: str
    found: dict[tuple[int, str], AppearanceLine] = field(default_factory=dict)

    def adds(self, line: NumberedLine) -> bool:
        """Add where a note has found it; tell whether that is new."""
        [place], [one] = line.places, line.draft.appearances
        size = len(self.found)
        self.found.setdefault((place, one.model_dump_json()), one)
        return len(self.found) > size

    def whole(self) -> NumberedLine:
        """Return the statement with all its appearances, in their places."""
        placed = sorted(self.found.items(), key=lambda found: found[0][0])
        draft = self.line.draft.model_copy(update={"appearances": tuple(one for _, one in placed)})
        places = tuple(place for (place, _), _one in placed)
        return NumberedLine(self.line.number, draft, whole=False, places=places)


def _take(notes: Notes, line: int, text: str) -> bool:
    """Take a paragraph if it is a note of ours, and tell whether it is one."""
    if not is_ours(text):
        return False
    try:
        note = read_note(text)
    except UnreadableNoteError as error:
        notes.faults.append(Fault(line, "notes", f"a note of ours cannot be read: {error}"))
    else:
        if note is None:
            notes.asides.append(without_tail(text))
        else:
            notes.ours.append((line, note))
    return True


def _told(note: Note, source: SourceDraft) -> dict[str, Any]:
    told = [name for name in (*_PLAIN, *IN_THE_TAIL) if name not in _OF_THE_PLACE]
    speaker = {"key": note.speaker, "name": note.name, "kind": note.kind, "plural": note.plural}
    found = {
        "source": source,
        "locator": {"exact": note.exact, "page": note.page, "time": note.time},
        "heard": note.heard,
        "relays": [_relay(hop) for hop in note.hops],
    }
    values = {name: getattr(note, name) for name in told}
    translations = [
        {name: getattr(one, name) for name in ("language", "kind", "text", "by", "date")}
        for one in note.translations
    ]
    return values | {
        "speaker": speaker,
        "translations": translations,
        "appearances": [found],
    }


def _relay(hop: Hop) -> dict[str, Any]:
    if not (hop.key and hop.type and hop.title):
        return {"name": hop.name, "verb": hop.verb}
    names = ("key", "type", "title", "title_supplied", "seen")
    source = {name: getattr(hop, name) for name in names}
    return {"name": hop.name, "verb": hop.verb, "source": source}


def _alone(draft: StatementLine) -> str:
    return draft.model_dump_json(exclude={"appearances"})
