"""BibTeX: one entry for each source consulted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citations.cited import cited
from citations.csl import csl_item, notes, wordings
from citations.dated import MONTHS as MONTH_NAMES
from citations.dates import known_parts, unsaid, when
from citations.kinds import COMMON, MISC, Entry, kind_of
from citations.latex import latex, paragraphs, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citations.canon import JSON
    from citations.cited import Cited
    from models.records import SourceRecord, StatementRecord

MONTHS = tuple(month[:3].casefold() for month in MONTH_NAMES)
_MONTH, _DAY = 2, 3


def write_bibtex(statements: Iterable[StatementRecord]) -> Iterator[str]:
    """Write the entries, sorted by the sources' keys, with a blank line between."""
    for place, found in enumerate(cited(statements)):
        yield ("\n" if place else "") + _entry(found)


def _entry(found: Cited) -> str:
    item = csl_item(found)
    entry = _entry_of(item)
    fields = {
        "author": _names(item.get("author", [])),
        "title": f"{{{latex(item['title'])}}}",
        **_fields(item, entry),
        **_date(known_parts(found.source.published)),
        "url": safe_url(item.get("URL", "")),
        "urldate": _day(found.source.accessed),
        "annote": paragraphs(wordings(found)),
        "note": " \\par ".join(filter(None, [paragraphs(notes(found)), *_remarks(found.source)])),
    }
    lines = [f"  {name} = {_value(name, value)},\n" for name, value in fields.items() if value]
    return f"@{entry.name}{{{found.source.key},\n{''.join(lines)}}}\n"


def _entry_of(item: JSON) -> Entry:
    """Return the entry type; one that would lack a field it cannot do without becomes @misc."""
    entry = kind_of(item["type"]).entry
    return entry if all(item.get(variable) for variable in entry.needs) else MISC


def _fields(item: JSON, entry: Entry) -> dict[str, str]:
    fields = {**entry.fields, **COMMON}
    given = {field: item[name] for name, field in fields.items() if item.get(name)}
    if entry.name == "techreport":
        given.setdefault("type", "Report")
    # Corporate names may hold " and ", which would make them two.
    lists = {"publisher", "institution", "organization", "school", "address"}
    return {
        field: f"{{{latex(str(value))}}}" if field in lists else latex(str(value))
        for field, value in given.items()
    }


def _date(parts: tuple[int, ...]) -> dict[str, str]:
    named = {"year": f"{parts[0]:04}"} if parts else {}
    return named | ({"month": MONTHS[parts[1] - 1]} if len(parts) >= _MONTH else {})


def _day(accessed: str | None) -> str:
    whole = len(known_parts(accessed)) == _DAY and not unsaid(accessed)
    return accessed or "" if whole else ""


def _value(name: str, value: str) -> str:
    return value if name == "month" else f"{{{value}}}"


def _remarks(source: SourceRecord) -> list[str]:
    """Return what the fields cannot carry: a date that is no plain month, the archived copy."""
    carried = not unsaid(source.published) and len(known_parts(source.published)) <= _MONTH
    published = "" if carried or not source.published else f"Published {when(source.published)}."
    archived = source.archived_url
    return [latex(published), rf"Archived at \url{{{safe_url(archived)}}}" if archived else ""]


def _names(names: list[JSON]) -> str:
    return " and ".join(filter(None, map(_name, names)))


def _name(name: JSON) -> str:
    """Return a name as `von Last, Suffix, Given`; one that is not split stands in braces."""
    if "literal" in name:
        return f"{{{latex(name['literal'])}}}"
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    split = any(name.get(part) for part in ("given", "suffix"))
    family = _part(name.get("family"), whole=not split)
    surname = " ".join(filter(None, (*map(_part, particles), family)))
    return ", ".join(filter(None, [surname, _part(name.get("suffix")), _part(name.get("given"))]))


def _part(part: Any, *, whole: bool = False) -> str:  # noqa: ANN401 -- a part of a CSL name
    written = latex(part or "")
    apart = whole or "," in written or " and " in f" {written} "
    return f"{{{written}}}" if written and apart else written
