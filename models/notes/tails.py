"""The tail of a note, `[gainsay 1; key s1; …]`: what its sentence cannot tell exactly."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from models.notes.escapes import UnreadableNoteError, as_written, in_a_tail
from models.notes.note import IN_THE_LEAD, IN_THE_SENTENCE, IN_THE_TAIL, Hop, Note, Translated
from models.terms import Form, Heard, SpeakerKind, StatementStatus, TranslationKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_BEGINS = "gainsay 1"
_HOP = ("name", "verb", "key", "type", "title")
_TRANSLATED = ("language", "kind", "by", "date", "text")
_ENDS = re.compile(r"\[(gainsay [^\[\]]*)\]\Z")
_READS: dict[str, Callable[[str], object]] = {
    "place": int,
    "form": Form,
    "heard": Heard,
    "status": StatementStatus,
}
_MANY = frozenset({"hop", "translation"})
ASIDE = "aside"
PAIR = f"Both statements stand under their sources. [{_BEGINS}; pair]"
"""A note by which the entry of a pair is told from that of a source."""


class Doubled(StrEnum):
    """How much of its sentence a tail tells once more, since the sentence alone is not plain."""

    NOTHING = ""
    LEAD = "lead"
    ALL = "all"


DOUBLED = {
    Doubled.NOTHING: (),
    Doubled.LEAD: IN_THE_LEAD[1:],
    Doubled.ALL: IN_THE_SENTENCE[1:],
}


def tail_of(note: Note, doubled: Doubled) -> str:
    """Return the tail of a note."""
    return f"[{'; '.join((_BEGINS, *_told(note, doubled)))}]"


def aside(text: str) -> str:
    """Return a note that tells no statement, such as a correction, with a tail that says so."""
    return f"{text} [{_BEGINS}; {ASIDE}]"


def parted(text: str) -> tuple[str, str]:
    """Return the sentence of a note and what stands in its tail, empty where it has none."""
    found = _ENDS.search(text)
    return (text[: found.start()].rstrip(), found[1]) if found else (text, "")


def read_tail(tail: str) -> tuple[Note | None, Doubled]:
    """Return the note as its tail tells it, None for one aside, and how much it doubles.

    Raises UnreadableNoteError when it is none of ours, or lacks what each tail of ours has.
    """
    begins, *parts = tail.split("; ")
    if begins != _BEGINS:
        message = f"“{begins}” is another version of our notes than this one, {_BEGINS}"
        raise UnreadableNoteError(message)
    if parts in ([ASIDE], ["pair"]):
        return None, Doubled.NOTHING
    values, many = _values(parts)
    try:
        doubled = Doubled(values.pop("doubled", ""))
        return _note(values, many, doubled), doubled
    except (KeyError, TypeError, ValueError) as error:
        message = f"its end does not tell what each of ours tells: {error}"
        raise UnreadableNoteError(message) from error


def _told(note: Note, doubled: Doubled) -> Iterator[str]:
    yield f"key {in_a_tail(note.key)}"
    yield f"source {_joined((note.source, note.source_type or '', note.published or ''))}"
    if note.place:
        yield f"place {note.place}"
    yield f"form {note.form}"
    speaker = (note.speaker, note.kind, "plural" if note.plural else "")
    yield f"speaker {_joined(speaker)}"
    # Always, so that nothing put before a sentence is taken for part of a name.
    yield f"name {in_a_tail(note.name)}"
    if doubled:
        yield f"doubled {doubled}"
        yield from _plain(note, DOUBLED[doubled])
    yield from _plain(note, IN_THE_TAIL)
    for hop in note.hops:
        flags = ("bracketed" if hop.title_supplied else "", "" if hop.seen else "unseen")
        yield f"hop {_joined([*(getattr(hop, name) or '' for name in _HOP), *flags])}"
    for one in note.translations:
        values = [getattr(one, name) or "" for name in _TRANSLATED]
        yield f"translation {_joined(values if doubled is Doubled.ALL else values[:-1])}"


def _plain(note: Note, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        value = getattr(note, name)
        if value and value not in {Heard.UNSTATED, StatementStatus.LOGGED}:
            yield f"{name} {in_a_tail(value)}"


def _joined(values: Sequence[str]) -> str:
    return "|".join(map(in_a_tail, values)).rstrip("|")


def _values(parts: Sequence[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    values: dict[str, str] = {}
    many: dict[str, list[str]] = {name: [] for name in _MANY}
    known = {"key", "source", "place", "speaker", "form", "doubled", *IN_THE_SENTENCE, *IN_THE_TAIL}
    for part in parts:
        name, _, value = part.partition(" ")
        if name in many:
            many[name].append(value)
        elif name not in known or name in values:
            message = f"“{name}” stands in its end where it does not belong"
            raise UnreadableNoteError(message)
        else:
            values[name] = value
    return values, many


def _note(values: dict[str, str], many: dict[str, list[str]], doubled: Doubled) -> Note:
    speaker, kind, plural, *_ = (*_split(values.pop("speaker", "")), "", "", "")
    source, type_, published, *_ = (*_split(values.pop("source")), "", "")
    if set(values) & set(IN_THE_SENTENCE) - {"name", *DOUBLED[doubled]}:
        message = "it tells what its sentence tells"
        raise UnreadableNoteError(message)
    read: dict[str, Any] = {name: as_written(text) for name, text in values.items()}
    read |= {name: reads(read[name]) for name, reads in _READS.items() if name in read}
    return Note(
        source=source,
        source_type=type_ or None,
        published=published or None,
        speaker=speaker,
        kind=SpeakerKind(kind),
        plural=plural == "plural",
        hops=tuple(map(_hop, many["hop"])),
        translations=tuple(map(_translated, many["translation"])),
        **{"outlet": ""} | read,
    )


def _hop(value: str) -> Hop:
    *told, supplied, unseen = (_split(value) + [""] * (len(_HOP) + 2))[: len(_HOP) + 2]
    values: dict[str, Any] = {
        name: text or None for name, text in zip(_HOP, told, strict=True) if name != "name"
    }
    return Hop(name=told[0], title_supplied=bool(supplied), seen=not unseen, **values)


def _translated(value: str) -> Translated:
    told = dict(zip(_TRANSLATED, _split(value), strict=False))
    return Translated(
        language=told["language"],
        kind=TranslationKind(told.get("kind", "")),
        by=told.get("by") or None,
        date=told.get("date") or None,
        text=told.get("text", ""),
    )


def _split(value: str) -> list[str]:
    return [as_written(part) for part in value.split("|")]
