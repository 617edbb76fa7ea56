"""The CSL items that a style is given: the source's own words, which stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citations.csl import csl_item, event_said
from citations.dates import csl_date, edtf_of
from citations.dates import words as date_words
from citations.formatted.marks import date_in_words, kept_as_is
from models.csl import DATES

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from citations.canon import JSON
    from citations.cited import Cited

_OURS = ("note", "annote", "custom")
_ARCHIVED = ("archive", "archive_location")
_AS_IS = frozenset({"id", "type", "URL", "DOI"})
_OPEN = "/.."
_NUMBER = re.compile(r"-?\d{1,4}")
_VARIABLES = sorted(DATES)


def style_item(
    found: Cited, place: int, *, approximates: Container[str], events: Container[str] = ()
) -> JSON:
    """Return the item of a source for a style, called after its place in the selection.

    What we found in the source is not in it, nor its archived copy, which no CSL variable tells.
    `approximates`: the variables whose approximate dates the style tells as such; for all others
    our words do. `events`: the types of works of which it tells the day of the event alone.
    """
    source = found.source
    dropped = {*_OURS, *(_ARCHIVED if source.archived_url else ())}
    item = {name: value for name, value in csl_item(found).items() if name not in dropped}
    own = [name for name in ("note", "annote", *_ARCHIVED) if source.csl.get(name)]
    item |= {name: source.csl[name] for name in own}
    if source.type in events and "issued" in item:
        item.setdefault("event-date", item["issued"])
    elif item.get("event-date") == item.get("issued"):
        # Styles tell both, the same day twice.
        item.pop("event-date", None)
    for variable, text in _dates(found, item):
        item[variable] = _date(text, approximates=variable in approximates)
    return {name: _safe(name, value) for name, value in item.items()} | {"id": name_of(place)}


def name_of(place: int) -> str:
    """Return what the item at a place is called: our keys may hold what pandoc cannot read."""
    return f"e{place}"


def place_of(name: str) -> int:
    """Return the place of an item by its name."""
    return int(name[1:])


def literal_dates(item: JSON) -> list[str]:
    """Return the dates of a style's item that are in words, as they stand in what it writes."""
    dates = (item[name] for name in _VARIABLES if name in item)
    return [str(date["literal"]).casefold() for date in dates if date.get("literal")]


def _dates(found: Cited, item: JSON) -> Iterator[tuple[str, str]]:
    """Yield the dates of an item as EDTF, by their variables; those of `csl` if approximate."""
    source = found.source
    given = {"issued": source.published, "accessed": source.accessed}
    if "event-date" in item and not source.csl.get("event-date"):
        given["event-date"] = event_said(found) or source.published
    further = {name: source.csl[name] for name in _VARIABLES if source.csl.get(name)}
    given |= {name: edtf_of(date) for name, date in further.items() if date.get("circa")}
    yield from ((variable, text) for variable, text in given.items() if text)


def _date(text: str, *, approximates: bool) -> JSON:
    """Return an EDTF date as CSL: parts where the style can tell how exact they are, else words."""
    if text.endswith(_OPEN):
        since = csl_date(text.removesuffix(_OPEN)) or {}
        if since.keys() == {"date-parts"} and [len(part) for part in since["date-parts"]] == [1]:
            return {"date-parts": [*since["date-parts"], [0]]}
    date = csl_date(text) or {}
    return {"literal": date_words(text)} if date.get("circa") and not approximates else date


def _safe(name: str, value: Any) -> Any:  # noqa: ANN401 -- any CSL value
    if name in _AS_IS:
        return value
    if name in DATES:
        words = value.get("literal") or _unreadable(value)
        return {"literal": date_in_words(words, _VARIABLES.index(name))} if words else value
    if isinstance(value, list):
        return [_safe("", each) for each in value]
    if isinstance(value, dict):
        return {part: _safe("", each) for part, each in value.items()}
    # A number may have more digits than pandoc has room for.
    return value if isinstance(value, bool) else kept_as_is(str(value))


def _unreadable(date: JSON) -> str:
    """Return a date in whose parts pandoc could not read a number, as text; nothing for others."""
    points = date.get("date-parts", [])
    if all(_NUMBER.fullmatch(str(part)) for point in points for part in point):
        return ""
    return " to ".join("-".join(map(str, point)) for point in points)
