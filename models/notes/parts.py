"""What a sentence of ours tells exactly, taken from it again with the help of its tail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from models.date_words import when
from models.notes.escapes import UnreadableNoteError, as_written, on_one_line
from models.notes.sentences import (
    ANSWERING,
    ASKED,
    CLAIM,
    FOUND,
    OURS,
    PASSAGE,
    QUOTED,
    THEIRS,
    TOLD,
    WHERE,
    found_behind,
    is_quoted,
    kind_of,
    label_of,
    lead_of,
    opened,
)
from models.notes.tails import Doubled

if TYPE_CHECKING:
    from models.notes.note import Note, Translated


def told_by(sentence: str, tail: Note, doubled: Doubled) -> Note:
    """Return the note that a sentence tells together with its tail.

    Raises UnreadableNoteError where the sentence is not one of ours, or not that of the tail.
    """
    said, _, found = _needed(sentence.rpartition(FOUND), "where it was found")
    outlet = _without(found, found_behind(tail), "the chain through which it came")
    note = replace(tail, outlet=as_written(outlet))
    if doubled is Doubled.NOTHING:
        return _lead(*_words(*_translations(said, note)))
    lead = lead_of(note)
    if not said.startswith(lead):
        _refuse("who said it, when, and to whom")
    return _words(*_translations(said[len(lead) :], note))[1]


def _translations(said: str, note: Note) -> tuple[str, Note]:
    """Take the passage and the translations from the end of what was said."""
    said, _, passage = said.partition(PASSAGE)
    texts: list[Translated] = []
    for one in reversed(note.translations):
        said, _, text = _needed(said.rpartition(label_of(one)), "the translation")
        if is_quoted(one, note):
            text = _unquoted(text)
        texts.insert(0, replace(one, text=as_written(text)))
    note = replace(note, translations=tuple(texts))
    return said, replace(note, exact=as_written(passage) if passage else None)


def _words(said: str, note: Note) -> tuple[str, Note]:
    """Take the quote and the paraphrase; what is left says who said it, and when."""
    kind = kind_of(note)
    if not kind:
        lead, _, quote = _needed(said.partition(": “"), "the quote")
        quote, claimed, claim = quote.partition(f"”{CLAIM}")
        quote = _unquoted(f"“{quote}{'”' if claimed else ''}")
        return lead, replace(note, quote=as_written(quote), claim=as_written(claim) or None)
    marks = {f" ({kind}, {OURS}): ": "claim", f" ({kind}, {THEIRS}): ": "exact", f" ({kind})": ""}
    placed = [(said.find(mark), mark) for mark in marks if mark in said]
    if not placed:
        _refuse("that it is a paraphrase")
    mark = min(placed)[1]
    lead, _, text = said.partition(mark)
    text, quoted = _quote(text, note, mark if marks[mark] else "")
    note = replace(note, quote=quoted)
    own: dict[str, Any] = {marks[mark]: as_written(text)} if marks[mark] else {}
    return lead, replace(note, **own)


def _quote(text: str, note: Note, mark: str) -> tuple[str, str | None]:
    """Return the paraphrase and the words in it that are quoted."""
    if kind_of(note) == "paraphrase":
        return text, None
    text, _, quote = _needed(text.rpartition(QUOTED if mark else ": “"), "the quoted words")
    return text, as_written(_unquoted(f"“{quote}"))


def _lead(lead: str, note: Note) -> Note:
    placed = [(lead.find(mark), mark) for mark in (ASKED, ANSWERING) if mark in lead]
    asked = ""
    if placed:
        lead, _, asked = lead.partition(min(placed)[1])
    lead, _, told = lead.partition(TOLD)
    lead, _, where = lead.partition(WHERE)
    dated = when(note.said)
    if dated:
        lead = _without(lead, f", {on_one_line(dated)}", "the date")
    role = _behind(lead, on_one_line(opened(note.name)))
    values = {"role": role, "where": where, "told": told, "in_answer_to": asked}
    told_of: dict[str, Any] = {field: as_written(text) or None for field, text in values.items()}
    return replace(note, **told_of)


def _behind(lead: str, name: str) -> str:
    if lead != name and not lead.startswith(f"{name}, "):
        _refuse("who said it")
    return lead[len(name) :].removeprefix(", ")


def _unquoted(text: str) -> str:
    if not (text.startswith("“") and text.endswith("”")) or text == "“”":
        _refuse("the words in quotation marks")
    return text[1:-1]


def _without(text: str, ending: str, what: str) -> str:
    if not text.endswith(ending):
        _refuse(what)
    return text[: len(text) - len(ending)]


def _needed(parts: tuple[str, str, str], what: str) -> tuple[str, str, str]:
    if not parts[1]:
        _refuse(what)
    return parts


def _refuse(what: str) -> NoReturn:
    message = f"its words do not say what its end says: {what}"
    raise UnreadableNoteError(message)
