"""RIS: one record for each source consulted, one N1 for each statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.csl import work_item
from citations.dates import known_parts, unsaid, words
from citations.kinds import kind_of
from citations.notes import marked_notes
from citations.recorded import Spelling, in_the_record, is_plain
from citations.untold import variable_sentences
from citations.words import family_words, one_line
from models.notes.tails import aside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.canon import JSON
    from citations.cited import Cited
    from citations.exported import Exported
    from models.records import SourceRecord

    Tags = Iterator[tuple[str, str]]

_PARTS = 3
TAGS = {
    "T2": "container-title",
    "PB": "publisher",
    "CY": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "DO": "DOI",
    "LA": "language",
    "UR": "URL",
    "L2": "archive_location",
}
"""The tags whose value is a CSL variable as it stands."""


_TOLD = {*TAGS.values(), "author", "page", "genre"}


def write_ris(exported: Exported) -> Iterator[str]:
    """Write the records, sorted by the sources' keys.

    Lines end with CR LF as the standard wants; Zotero, rispy and bibutils all read that.
    """
    for found in exported.works(whole=False):
        yield from (f"{tag}  - {one_line(value)}\r\n" for tag, value in _tags(found) if value)
        yield "ER  - \r\n\r\n"


def _tags(found: Cited) -> Tags:
    item = work_item(found)
    kind = kind_of(item["type"], str(item.get("medium", "")))
    yield "TY", kind.ris
    yield "ID", item["id"]
    yield "TI", item["title"]
    yield from (("AU", _name(name)) for name in item.get("author", []))
    yield from (("A2", _name(name)) for name in item.get(_second(item), []))
    yield from _dates(found.source)
    yield from ((tag, str(item.get(name, ""))) for tag, name in TAGS.items())
    yield from _pages(str(item.get("page", "")))
    yield "SN", str(item.get("ISSN") or item.get("ISBN") or "")
    yield "M3", item.get("genre") or kind.genre or ""
    yield from (("N1", note) for note in _notes(found))
    yield from (("N1", aside(one_line(told))) for told in _untold(item, found.source))
    yield from (
        ("N1", note) for note in in_the_record(item, found.source, _fields(item), _SPELLING)
    )


def _notes(found: Cited) -> Iterator[str]:
    """Yield our notes, then theirs."""
    yield from marked_notes(found)
    yield from (str(found.source.csl.get(name, "")) for name in ("annote", "note"))


def _untold(item: JSON, source: SourceRecord) -> Iterator[str]:
    """Yield what has no tag; SN takes one number, and that of the journal goes before."""
    number = "ISSN" if item.get("ISSN") else "ISBN"
    return variable_sentences(item, {*_fields(item), number}, source)


def _fields(item: JSON) -> set[str]:
    """Return the variables that have a tag of their own."""
    return {*_TOLD, _second(item)}


def _second(item: JSON) -> str:
    """Return who stands in A2: whoever asked in an interview, else the editor."""
    return "interviewer" if item["type"] == "interview" else "editor"


def _parts_name(name: JSON) -> bool:
    """Tell whether a name is parted by its commas as the record does."""
    return is_plain(name) or (set(name) == {"literal"} and "," not in name["literal"])


def _day(accessed: str | None) -> str:
    return "" if unsaid(accessed) else accessed or ""


_SPELLING = Spelling(_parts_name, _day)


def _name(name: JSON) -> str:
    """Return a name as `Last, Given, Suffix`."""
    if "literal" in name:
        return str(name["literal"])
    return ", ".join(filter(None, (family_words(name), name.get("given"), name.get("suffix"))))


def _dates(source: SourceRecord) -> Tags:
    parts, rest = known_parts(source.published), unsaid(source.published)
    if year := parts[0] if parts else _only_year(source):
        yield "PY", f"{year:04}"
    # The fourth part is free text, for what the first three cannot say; readers show both.
    yield "DA", date_tag(() if rest == words(source.published) else parts, rest)
    yield "Y2", date_tag(known_parts(source.accessed))


def _only_year(source: SourceRecord) -> int | None:
    """Return the year in which the whole of an unsure date lies."""
    first, last = source.published_from, source.published_to
    return first.year if first and last and first.year == last.year else None


def date_tag(parts: tuple[int, ...], rest: str = "") -> str:
    """Return `YYYY/MM/DD/rest`, empty where unknown: a month is never padded to its first day."""
    if not parts and not rest:
        return ""
    numbers = [f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False)]
    return "/".join([*numbers, *[""] * (_PARTS - len(numbers)), rest])


def _pages(pages: str) -> Tags:
    first, _, last = pages.replace("–", "-").partition("-")
    yield from (("SP", first.strip()), ("EP", last.strip()))
