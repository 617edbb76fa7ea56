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
        found = value.get("appearances")
        if not isinstance(found, list) or not all(map(self._is_plain_appearance, found)):
            return False
        if not isinstance(value.get("speaker"), dict):
            return False
        value["speaker"] = self._known.read(SpeakerDraft, value["speaker"])
        return all(
            type(part) is str or name in _SHARED or _PARTS.get(name, _none)(part)
            for name, part in value.items()
        )

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
    return isinstance(parts, list) and all(type(part) is str for part in parts)


def _are_plain(parts: object) -> bool:
    return isinstance(parts, list) and all(
        isinstance(part, dict) and _are_texts(list(part.values())) for part in parts
    )


def _none(_part: object) -> bool:
    return False


_SHARED = frozenset({"speaker", "appearances"})
_PARTS: dict[str, Part] = {
    "topics": _are_texts,
    "translations": _are_plain,
    "links": _are_plain,
}
