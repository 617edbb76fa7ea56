"""Entries of a reference file: a work, and the statements that notes of ours tell of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk.readers.faults import Fault
from desk.readers.notes import Notes, lines_of, notes_in
from desk.readers.recorded import OUR_COLUMNS, are_alike, put_back, says_type
from desk.readers.work_dates import csl_of_edtf, edtf_of_csl, edtf_of_words, is_within
from desk.readers.works import take_item
from models.csl import DATES, NAMES, UTTERANCES, csl_faults
from models.date_words import when
from models.notes.tails import PAIR
from models.notes.written import without_tail

if TYPE_CHECKING:
    from desk.readers.reading import FileRead, Left
    from models.notes.note import Note

Item = dict[str, Any]
Texts = dict[str, list[tuple[int, str]]]
"""Notes with their lines, by the CSL variable that holds what is none of ours."""

_PAIR = without_tail(PAIR)
#: A variable without a field of its own, as our export tells it in a note.
_TOLD = re.compile(r"([A-Z][A-Za-z ]*): (.+)\.", re.DOTALL)
_ACCESSED = re.compile(r"Accessed (?:(?:in|on) )?(.+)\.")


def take_entry(read: FileRead, line: int, item: Item, left: Left, texts: Texts) -> None:
    """Add the source that an item describes and the statements of its notes, or all its faults."""
    told = {variable: notes_in(lines) for variable, lines in texts.items()}
    ours = _together(told.values(), line)
    if ours.faults:
        read.faults += ours.faults
        return
    if _PAIR in ours.asides:
        # The pair of our export: its statements stand under the works that follow.
        read.dropped += (f"the pair “{item.get('title')}”",)
        return
    asides = _as_told(item, ours) if ours.ours else []
    for variable, notes in told.items():
        others = [one for one in notes.others if one not in ours.asides]
        others = _untold(item, others) if ours.ours else others
        item |= {variable: "\n\n".join(others)} if others else {}
    put_back(item, asides)
    _take(read, line, item, left, ours)


def _as_told(item: Item, ours: Notes) -> list[str]:
    """Give an item of ours what its notes tell of it; return those it has nothing for as yet."""
    if says_type(str(item.get("genre", "")), ours.ours[0][1].source_type or item["type"]):
        item.pop("genre")
    asides = put_back(item, ours.asides)
    _as_exported(item, [note for _line, note in ours.ours])
    return _untold(item, asides)


def _together(told: Any, line: int) -> Notes:  # noqa: ANN401 -- any notes
    """Return all that the notes of an entry tell, whichever field they stand in."""
    whole = Notes()
    known: set[Note] = set()
    for notes in told:
        whole.ours += [one for one in notes.ours if one[1] not in known]
        known |= {note for _line, note in notes.ours}
        whole.asides += notes.asides
        whole.faults += [replace(fault, work=True) for fault in notes.faults]
    of = {note.source for _line, note in whole.ours}
    if len(of) > 1:
        reason = f"its notes are of several sources ({', '.join(sorted(of))}); part them"
        whole.faults.append(Fault(line, "notes", reason, work=True))
    return whole


def _as_exported(item: Item, notes: list[Note]) -> None:
    """Give an item of ours its key and type again, and its date as exactly as it was known."""
    note = notes[0]
    item["id"] = note.source
    if note.source_type:
        item["type"] = note.source_type
    if is_within(note.published, edtf_of_csl(item.get("issued"))):
        item["issued"] = {"raw": note.published}
    if edtf_of_csl(item.get("event-date")) in {each.said for each in notes}:
        # It was taken from the statement.
        item.pop("event-date", None)
    if item["type"] in UTTERANCES and item.get("author") in [
        [{"literal": each.name}] for each in notes
    ]:
        # So was the speaker.
        item.pop("author")


def _untold(item: Item, others: list[str]) -> list[str]:
    """Put variables that stand in a note back in their place; return what is none of these."""
    others = [one for one in others if not _accessed(item, one)]
    published = f"Published {when(edtf_of_csl(item.get('issued')))}."
    accessed = f"Accessed {when(edtf_of_csl(item.get('accessed')))}."
    apart = [one for one in others if one not in {published, accessed}]
    return [text for text in apart if not _put_back(item, text)]


def _accessed(item: Item, text: str) -> bool:
    """Put a date of access back that BibTeX has no field for, since it is no day."""
    found = _ACCESSED.fullmatch(text)
    date = edtf_of_words(found[1]) if found and not item.get("accessed") else None
    if date:
        item["accessed"] = {"raw": date}
    return bool(date)


def _put_back(item: Item, text: str) -> bool:
    found = _TOLD.fullmatch(text)
    if found is None:
        return False
    name = found[1] if found[1].isupper() else found[1].lower().replace(" ", "-")
    value = _value(name, found[2])
    if name in item:
        return are_alike(item[name], value)
    if name not in OUR_COLUMNS and csl_faults({name: value}):
        return False
    item[name] = value
    return True


def _value(name: str, text: str) -> object:
    """Return the value of a variable that was told in words."""
    if name in NAMES:
        return [{"literal": text}]
    if name in DATES:
        return csl_of_edtf(edtf_of_words(text)) or {"literal": text}
    return text


def _take(read: FileRead, line: int, item: Item, left: Left, ours: Notes) -> None:
    """Add the source with its statements, or neither."""
    begun = len(read.works)
    take_item(read, line, item, left)
    for work in read.works[begun:]:
        lines, faults = lines_of(ours, work.draft)
        read.faults += faults
        if faults:
            del read.works[begun:]
        else:
            read.lines += lines
