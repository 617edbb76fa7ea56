"""Lines of the common shape, read in a fraction of the time: what many lines tell is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.readers.jsonl import statement_line, whole_json
from desk.readers.remembered import Remembered
from desk.source_drafts import SourceDraft
from desk.statement_drafts import SpeakerDraft, StatementLine

if TYPE_CHECKING:
    from collections.abc import Callable

    Part = Callable[[Any], bool]

_TEXT = frozenset({str})
_OFFSETS = frozenset({"start", "end"})


class QuickLines:
    """Reads lines one after the other as `statement_line` does, whose word is the last."""

    def __init__(self) -> None:
        self._known = Remembered()

    def line(self, text: str) -> StatementLine:
        """Return the statement that a JSON object describes; raises what statement_line raises."""
        try:
            value = whole_json(text)
            if isinstance(value, dict) and self._shares(value):
                return StatementLine.model_validate(value)
        except ValueError:
            # It is read once more, as carefully as it takes to say what is wrong.
            return statement_line(text)
        return statement_line(text)

    def _shares(self, value: dict[str, Any]) -> bool:
        """Put drafts in place of what lines share; tell whether the rest holds what it should.

        Texts where texts belong: of anything else the careful reading is stricter.
        """
        found, speaker = value.get("appearances"), value.get("speaker")
        if not isinstance(found, list) or not isinstance(speaker, dict):
            return False
        for name, part in value.items():
            if type(part) is not str and not _PARTS.get(name, _none)(part):
                return False
        value["speaker"] = self._known.read(SpeakerDraft, speaker)
        return all(map(self._is_plain_appearance, found))

    def _is_plain_appearance(self, found: object) -> bool:
        if not isinstance(found, dict) or not isinstance(found.get("source"), dict):
            return False
        hops = found.get("relays", [])
        if not _is_plain_locator(found.get("locator", {})) or not isinstance(hops, list):
            return False
        if not all(map(self._is_plain_hop, hops)) or type(found.get("heard", "")) is not str:
            return False
        found["source"] = self._known.read(SourceDraft, found["source"])
        return True

    def _is_plain_hop(self, hop: object) -> bool:
        if not isinstance(hop, dict):
            return False
        if "source" in hop:
            if not isinstance(hop["source"], dict):
                return False
            hop["source"] = self._known.read(SourceDraft, hop["source"])
        return all(type(part) is str or name == "source" for name, part in hop.items())


def _is_plain_locator(locator: object) -> bool:
    return isinstance(locator, dict) and all(
        type(part) is (int if name in _OFFSETS else str) for name, part in locator.items()
    )


def _are_texts(parts: object) -> bool:
    return isinstance(parts, list) and _TEXT.issuperset(map(type, parts))


def _are_plain(parts: object) -> bool:
    return isinstance(parts, list) and all(
        isinstance(part, dict) and _are_texts(list(part.values())) for part in parts
    )


def _none(_part: object) -> bool:
    return False


def _is_shared(_part: object) -> bool:
    return True


_PARTS: dict[str, Part] = {
    "speaker": _is_shared,
    "appearances": _is_shared,
    "topics": _are_texts,
    "translations": _are_plain,
    "links": _are_plain,
}
