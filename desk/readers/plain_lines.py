"""Lines of the commonest shape, checked value by value: no draft is made of each."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json

from desk.readers.jsonl import statement_line, whole_json
from desk.source_drafts import AppearanceLine, LocatorDraft
from desk.statement_drafts import PLAIN, StatementLine
from models.terms import Heard, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.drafts import Draft
    from desk.readers.told_parties import ToldParties, ToldSource, ToldSpeaker

    Check = Callable[[str], Any]

PLACE = tuple(LocatorDraft.model_fields)
#: What each line says in its own words; of all else a file holds few, which are checked once.
_OWN = frozenset(
    {"key", "quote", "claim", "in_answer_to", "context", "note", "status_reason", "said"}
)
_OWN_PLACE = frozenset({"exact", "prefix", "suffix"})
_REMEMBERED, _SHAPES = 3_000, 1_000
_PARTS = ("speaker", "appearances")


class PlainAppearance(NamedTuple):
    """Where a statement was found; `place`: the values of PLACE."""

    source: ToldSource
    place: tuple[Any, ...]
    heard: str


class PlainLine(NamedTuple):
    """A statement with a key, told without links, translations and notices of its sources.

    `words`: the values of PLAIN.
    """

    number: int
    key: str
    form: str
    status: str
    status_reason: str | None
    words: tuple[Any, ...]
    topics: tuple[str, ...]
    speaker: ToldSpeaker
    appearances: tuple[PlainAppearance, ...]


class _NotPlainError(ValueError):
    """The line has to be read as a draft, which says what is wrong with it, if anything is."""


class PlainLines:
    """Reads lines one after the other, each value by the rule of its field in the draft.

    What a draft asks of several fields together rests on which of them are there, and on the words
    of vocabularies: the first line of each such shape is read as a draft, which has to take it.
    """

    def __init__(self, parties: ToldParties) -> None:
        self._parties = parties
        self._words = _checks(StatementLine, _OWN)
        self._places = _checks(LocatorDraft, _OWN_PLACE)
        self._heard = _checks(AppearanceLine, frozenset())["heard"]
        self._topics = _adapter(StatementLine, "topics").validator.validate_python
        self._shapes: set[tuple[Any, ...]] = set()

    def line(self, number: int, told: bytes) -> PlainLine | None:
        """Return the statement that JSON in UTF-8 tells; None where it is to be read as a draft."""
        try:
            value, strings = _value(told)
            line = self._line(number, value, strings)
            self._fits(value, line, told)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        return line

    def _line(self, number: int, value: dict[str, Any], strings: int | None) -> PlainLine:
        texts = 0
        for name, part in value.items():
            if type(part) is str:
                value[name] = self._words[name](part)
                texts += 1
        topics = self._topics(value.get("topics", []))
        if texts + len(_PARTS) + ("topics" in value) != len(value):
            raise _NotPlainError
        speaker = self._parties.speaker(value["speaker"])
        found, of_sources = self._found(value["appearances"])
        told = len(value) + texts + len(topics) + speaker.texts + of_sources
        if strings is not None and told != strings:
            # A key stands twice.
            raise _NotPlainError
        words = tuple(map(value.get, PLAIN))
        status = value.get("status", StatementStatus.LOGGED.value)
        reason = value.get("status_reason")
        return PlainLine(
            number, value["key"], value["form"], status, reason, words, topics, speaker, found
        )

    def _found(self, appearances: list[dict[str, Any]]) -> tuple[tuple[PlainAppearance, ...], int]:
        """Return where a statement was found, and how many texts tell it, names of fields too."""
        found, strings = [], 0
        for told in appearances:
            place, heard = told.get("locator", {}), told.get("heard", Heard.UNSTATED.value)
            if not {*told} <= _APPEARANCE or type(heard) is not str:
                raise _NotPlainError
            for name, part in place.items():
                if type(part) is not str:
                    raise _NotPlainError
                place[name] = self._places[name](part)
            source = self._parties.source(told["source"])
            values = tuple(map(place.get, PLACE))
            found.append(PlainAppearance(source, values, self._heard(heard)))
            strings += len(told) + ("heard" in told) + 2 * len(place) + source.texts
        return tuple(found), strings

    def _fits(self, value: dict[str, Any], line: PlainLine, told: bytes) -> None:
        """See to it that a draft takes what a line tells; raises ValueError."""
        places = [(one.heard, *[part is None for part in one.place]) for one in line.appearances]
        shape = (line.form, line.status, *value, *places)
        if shape in self._shapes:
            return
        statement_line(told.decode())
        if len(self._shapes) == _SHAPES:
            self._shapes.clear()
        self._shapes.add(shape)


_APPEARANCE = frozenset({"source", "locator", "heard"})


def _value(told: bytes) -> tuple[dict[str, Any], int | None]:
    """Return the value of a JSON object, and how many texts stand in it, names of fields too.

    None in place of their number where quotation marks do not tell it, and no key stands twice.
    """
    if b"\\" in told and b'\\"' in told:
        return whole_json(told.decode()), None
    return from_json(told, allow_inf_nan=False), told.count(b'"') // 2


def _checks(kind: type[Draft], own: frozenset[str]) -> dict[str, Check]:
    """Return what checks the text of each field of a draft; of those that few say alike, once."""
    remembered = lru_cache(maxsize=_REMEMBERED)
    adapters = {name: _adapter(kind, name) for name in kind.model_fields}
    return {
        name: adapter.validator.validate_python if name in own else remembered(_check(adapter))
        for name, adapter in adapters.items()
    }


def _check(adapter: TypeAdapter[Any]) -> Check:
    def check(text: str) -> Any:  # noqa: ANN401 -- a text
        value = adapter.validate_python(text)
        return value.value if isinstance(value, Enum) else value

    return check


def _adapter(kind: type[Draft], name: str) -> TypeAdapter[Any]:
    field = kind.model_fields[name]
    told: Any = field.annotation
    for one in field.metadata:
        told = Annotated[told, one]
    return TypeAdapter(told)
