"""Notes of ours, out and in: a sentence for people, and a tail that makes it exact.

A sentence and a tail that do not agree are refused: half an edit never becomes a statement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.notes.escapes import UnreadableNoteError
from models.notes.parts import told_by
from models.notes.sentences import sentence_of
from models.notes.tails import Doubled, parted, read_tail, tail_of

if TYPE_CHECKING:
    from models.notes.note import Note

_SPACES = re.compile(r"\s+")
_OURS = re.compile(r"\[gainsay\b")


def written(note: Note) -> str:
    """Return a note as text on one line; `read_note` makes the same note of it."""
    sentence = sentence_of(note)
    told = (f"{sentence} {tail_of(note, doubled)}" for doubled in Doubled)
    return next((text for text in told if _reads_as(text, note)), sentence)


def _reads_as(text: str, note: Note) -> bool:
    try:
        return read_note(text) == note
    except UnreadableNoteError:
        return False


def is_ours(text: str) -> bool:
    """Tell whether a text claims to be a note of ours, whatever has become of it."""
    return _OURS.search(text) is not None


def without_tail(text: str) -> str:
    """Return the sentence of a note alone, for those who only read."""
    return parted(text)[0]


def read_note(text: str) -> Note | None:
    """Return the note that a text tells; None for one aside, which tells no statement.

    Raises UnreadableNoteError when it is damaged, or its sentence says other than its tail.
    """
    sentence, tail = parted(_SPACES.sub(" ", text).strip())
    if not tail or is_ours(sentence):
        message = "its end, from [gainsay to ], is damaged"
        raise UnreadableNoteError(message)
    told, doubled = read_tail(tail)
    if told is None:
        return None
    note = told if doubled is Doubled.ALL else told_by(sentence, told, doubled)
    if sentence_of(note) != sentence:
        message = "its words do not say what its end says; change both, or change it in Gainsay"
        raise UnreadableNoteError(message)
    return note
