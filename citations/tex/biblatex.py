r"""BibLaTeX: one entry for each source consulted.

UTF-8; dates are EDTF, as biber takes them. What was said stands in `annotation`, which biber's
data model and pandoc know. Zotero drops that field, and `annote`, which it would keep, is no field
of the data model: for Zotero take RIS. The archived copy stands in `addendum`.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from citations.csl import work_item
from citations.dates import edtf_of
from citations.notes import marked_notes, said_since
from citations.recorded import Spelling, in_the_record
from citations.tex.biblatex_entries import biblatex_entry
from citations.tex.edtf import biber_date
from citations.tex.fields import enclosed, fields_of, untold
from citations.tex.languages import language_fields
from citations.tex.latex import archived_at, safe_url
from citations.tex.names import names_field, parts_name
from citations.tex.signs import tex_paragraphs, tex_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.cited import Cited
    from citations.exported import Exported
    from citations.tex.fields import Fields


_SPELLING = Spelling(parts_name, biber_date, safe_url)


def write_biblatex(exported: Exported) -> Iterator[str]:
    """Write the entries, sorted by the sources' keys, with a blank line between."""
    for place, found in enumerate(exported.works(whole=False)):
        yield "\n" if place else ""
        yield from _entry(found)


def _entry(found: Cited) -> Iterator[str]:
    item, source = work_item(found), found.source
    entry = biblatex_entry(item)
    recorded = in_the_record(item, source, {"author", *entry.variables}, _SPELLING)
    day = edtf_of(item.get("event-date")) if entry.name == "unpublished" else ""
    rest = {name: value for name, value in item.items() if name != "event-date" or not day}
    further = source.csl
    fields: Fields = {
        "author": names_field(item.get("author", []), tex_text),
        # In braces, so that no style changes the capitals of a title as published.
        "title": f"{{{tex_text(item['title'])}}}",
        **fields_of(item, entry, tex_text),
        "date": biber_date(source.published),
        "eventdate": day,
        **language_fields(source.language),
        "url": safe_url(item.get("URL", "")),
        "urldate": biber_date(source.accessed),
        "annotation": map(
            tex_text, chain([further.get("annote", "")], marked_notes(found), recorded)
        ),
        "note": tex_paragraphs(
            [further.get("note", ""), *said_since(found), *untold(rest, entry, source)]
        ),
        "addendum": archived_at(source.archived_url),
    }
    return enclosed(entry.name, source.key, fields)
