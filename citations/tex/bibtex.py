"""BibTeX: one entry for each source consulted."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from citations.csl import work_item
from citations.dates import known_parts, unsaid, when
from citations.notes import marked_notes, said_since
from citations.recorded import Spelling, in_the_record
from citations.tex.bibtex_entries import ENTRIES, MISC, Entry
from citations.tex.fields import enclosed, fields_of, fits, untold
from citations.tex.latex import archived_at, latex, paragraphs, safe_url
from citations.tex.names import names_field, parts_name
from citations.tex.signs import BREAK
from models.dated import MONTHS, dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.canon import JSON
    from citations.cited import Cited
    from citations.exported import Exported
    from citations.tex.fields import Fields
    from models.records import SourceRecord

_MONTHS = tuple(month[:3].casefold() for month in MONTHS)
_MONTH, _DAY = 2, 3


def write_bibtex(exported: Exported) -> Iterator[str]:
    """Write the entries, sorted by the sources' keys, with a blank line between."""
    for place, found in enumerate(exported.works(whole=False)):
        yield "\n" if place else ""
        yield from _entry(found)


def entry_parts(name: str, key: str, fields: Fields) -> Iterator[str]:
    """Write an entry of the fields that have a value, each of them written as TeX already."""
    return enclosed(name, key, fields, bare={"month"})


def year_and_month(parts: tuple[int, ...]) -> dict[str, str]:
    """Return the fields of a date as far as BibTeX has any."""
    named = {"year": f"{parts[0]:04}"} if parts else {}
    return named | ({"month": _MONTHS[parts[1] - 1]} if len(parts) >= _MONTH else {})


def _entry(found: Cited) -> Iterator[str]:
    item = work_item(found)
    entry = _entry_of(item)
    recorded = in_the_record(item, found.source, {"author", *entry.variables}, _SPELLING)
    further = found.source.csl
    fields: Fields = {
        "author": names_field(item.get("author", []), latex),
        "title": f"{{{latex(item['title'])}}}",
        **fields_of(item, entry, latex),
        "language": latex(item.get("language", "")),
        **year_and_month(_told_parts(found.source.published)),
        "url": safe_url(item.get("URL", "")),
        "urldate": _day(found.source.accessed),
        "annote": map(latex, chain([further.get("annote", "")], marked_notes(found), recorded)),
        "note": BREAK.join(_note(item, entry, found)),
    }
    return entry_parts(entry.name, found.source.key, fields)


def _day(accessed: str | None) -> str:
    whole = len(known_parts(accessed)) == _DAY and not unsaid(accessed)
    return accessed or "" if whole else ""


_SPELLING = Spelling(parts_name, _day, safe_url)


def _entry_of(item: JSON) -> Entry:
    """Return the entry type; one that would lack a field it cannot do without becomes @misc."""
    entry = ENTRIES.get(item["type"], MISC)
    return entry if fits(item, entry, latex) else MISC


def _note(item: JSON, entry: Entry, found: Cited) -> list[str]:
    """Return the note, with what the fields cannot carry told at its end."""
    source = found.source
    further = [source.csl.get("note", ""), *said_since(found)]
    told = [*further, *untold(item, entry, source), _published(source), _accessed(source)]
    return [text for text in (paragraphs(told), archived_at(source.archived_url)) if text]


def _told_parts(published: str | None) -> tuple[int, ...]:
    """Return as much of a date as is told, unsure or not: the note says that it is unsure."""
    date = dated(published) if published else None
    unsure = date.first if date and date.single else None
    return unsure.parts if unsure and unsure.uncertain else known_parts(published)


def _published(source: SourceRecord) -> str:
    """Return the date of a source that is no plain month or year, as a sentence."""
    carried = not unsaid(source.published) and len(known_parts(source.published)) <= _MONTH
    return "" if carried or not source.published else f"Published {when(source.published)}."


def _accessed(source: SourceRecord) -> str:
    """Return the date of access where it is no plain day, as a sentence."""
    told = "" if _day(source.accessed) else when(source.accessed)
    return f"Accessed {told}." if told else ""
