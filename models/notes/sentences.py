"""The sentence of a note: "James Mattis, Secretary of Defense, on 18 September 2017: “…” — in CNN."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.date_words import when
from models.notes.escapes import on_one_line
from models.terms import Form, TranslationKind
from models.tombstone import in_marks

if TYPE_CHECKING:
    from models.notes.note import Hop, Note, Translated

UNSEEN = " (original not consulted)"
ASKED, ANSWERING, TOLD, WHERE = ", when asked ", ", answering: ", ", to ", ", at "
QUOTED, PASSAGE, FOUND, CITING = " Quoted: “", " Passage: ", " — in ", ", citing "
CLAIM = " In our words: "
OURS, THEIRS = "in our words", "in the source’s words"
_QUESTIONS = ("about ", "how ", "if ", "what ", "when ", "where ", "whether ", "who ", "why ")


def sentence_of(note: Note) -> str:
    """Return what a note says for people to read, on one line.

    Only words that the source puts in quotation marks, and published translations of them, stand
    in such marks; a paraphrase says whose words it is in.
    """
    translated = "".join(f"{label_of(one)}{_text(one, note)}" for one in note.translations)
    passage = f"{PASSAGE}{on_one_line(note.exact)}" if note.exact and apart(note) else ""
    found = f"{FOUND}{on_one_line(note.outlet)}{found_behind(note)}"
    return f"{lead_of(note)}{_said(note)}{translated}{passage}{found}"


def lead_of(note: Note) -> str:
    """Return who said it, in which role, when, where, to whom, and in answer to what."""
    asked = note.in_answer_to
    behind = ASKED if asked and is_question(asked) else ANSWERING
    parts = [
        on_one_line(opened(note.name)),
        _behind(", ", note.role),
        _behind(", ", when(note.said) or None),
        _behind(WHERE, note.where),
        _behind(TOLD, note.told),
        _behind(behind, asked),
    ]
    return "".join(parts)


def is_question(asked: str) -> bool:
    """Tell whether words in answer to which something was said are a question retold."""
    return asked.startswith(_QUESTIONS)


def opened(text: str) -> str:
    """Return a text with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]


def kind_of(note: Note) -> str:
    """Return what a paraphrase is called; nothing for a direct quote."""
    if note.form is Form.DIRECT:
        return ""
    return "paraphrase with quoted words" if note.form is Form.MIXED else "paraphrase"


def apart(note: Note) -> bool:
    """Tell whether the passage stands apart: beside a direct quote, or beside words of ours."""
    return note.form is Form.DIRECT or bool(note.claim)


def label_of(translated: Translated) -> str:
    """Return what stands before a translation: whose it is, into which language."""
    whose = "ours" if translated.kind is TranslationKind.OURS else "published"
    told = [translated.language, whose, translated.by and f"by {translated.by}", translated.date]
    return f" Translation ({on_one_line(', '.join(filter(None, told)))}): "


def is_quoted(translated: Translated, note: Note) -> bool:
    """Tell whether a translation stands in quotation marks: nobody spoke the words of ours."""
    return translated.kind is TranslationKind.PUBLISHED and note.form is Form.DIRECT


def found_behind(note: Note) -> str:
    """Return what follows the outlet: page or time, the chain, and the full stop."""
    places = (("page", note.page), ("at", note.time))
    place = "".join(f", {word} {on_one_line(text)}" for word, text in places if text)
    return f"{place}{''.join(map(_hop, reversed(note.hops)))}."


def _said(note: Note) -> str:
    quote = in_marks(on_one_line(note.quote or ""))
    kind, text = kind_of(note), note.claim or note.exact
    if not kind:
        return f": {quote}" + _behind(CLAIM, note.claim)
    if not text:
        return f" ({kind})" + (f": {quote}" if note.quote else "")
    whose = OURS if note.claim else THEIRS
    return f" ({kind}, {whose}): {on_one_line(text)}" + (f" Quoted: {quote}" if note.quote else "")


def _text(translated: Translated, note: Note) -> str:
    text = on_one_line(translated.text)
    return in_marks(text) if is_quoted(translated, note) else text


def _hop(hop: Hop) -> str:
    return f"{CITING}{on_one_line(hop.name)}{'' if hop.seen else UNSEEN}"


def _behind(mark: str, text: str | None) -> str:
    return f"{mark}{on_one_line(text)}" if text else ""
