"""The formats that can be imported, and how one is told from another."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from desk.readers.bibtex import read_bibtex
from desk.readers.claim_review import read_claim_reviews
from desk.readers.csl_json import read_csl_json
from desk.readers.csv_cells import DELIMITERS
from desk.readers.csv_columns import column_named
from desk.readers.csv_table import read_csv
from desk.readers.jsonl import read_jsonl
from desk.readers.linked_files import is_page
from desk.readers.reading import silent, with_few_faults
from desk.readers.ris import read_ris
from desk.readers.texts import refuse_strange, refuse_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.readers.reading import FileRead, Progress

_LOOKED_AT = 64 * 1024
#: A key of JSON-LD, not the same within a text.
_LINKED = re.compile(r'(?<!\\)"@(?:context|graph|type)"\s*:')


@dataclass(frozen=True)
class ImportFormat:
    """A format: its name, its title for menus, the suffixes of its files, its reader."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    #: As what its files are sent.
    media_types: tuple[str, ...]
    read: Callable[[bytes, Progress], FileRead]


_ALL = (
    ImportFormat(
        "jsonl",
        "JSON Lines",
        (".jsonl", ".ndjson"),
        ("application/jsonl", "application/x-ndjson"),
        read_jsonl,
    ),
    ImportFormat(
        "csv", "CSV", (".csv", ".tsv", ".tab"), ("text/csv", "text/tab-separated-values"), read_csv
    ),
    ImportFormat(
        "csl-json",
        "CSL-JSON",
        (".json",),
        ("application/vnd.citationstyles.csl+json",),
        read_csl_json,
    ),
    ImportFormat(
        "bibtex",
        "BibTeX or BibLaTeX",
        (".bib", ".bibtex"),
        ("application/x-bibtex", "application/x-biblatex"),
        read_bibtex,
    ),
    ImportFormat("ris", "RIS", (".ris",), ("application/x-research-info-systems",), read_ris),
    ImportFormat(
        "claimreview",
        "ClaimReview (JSON-LD, or a page with it)",
        (".jsonld", ".html", ".htm", ".json"),
        ("application/ld+json", "text/html"),
        read_claim_reviews,
    ),
)

IMPORT_FORMATS = {each.name: each for each in _ALL}
"""Every format by its name, in the order of menus."""

OTHER_NAMES = {"biblatex": "bibtex"}
"""Formats that are exported apart, and the formats as which they are read."""


def read_file(
    content: bytes, filename: str, name: str | None = None, progress: Progress = silent
) -> FileRead:
    """Return what a file holds, in the format named or else told by its name and content.

    Raises ImportRefusedError when it is in none, or in another than its name says.
    """
    return with_few_faults(format_of(content, filename, name).read(content, progress))


def format_of(content: bytes, filename: str, name: str | None = None) -> ImportFormat:
    """Return the format named, or else the one that the file's name and content tell.

    Raises ImportRefusedError as read_file does.
    """
    refuse_strange(content)
    return IMPORT_FORMATS[OTHER_NAMES.get(name, name)] if name else _told(filename, content)


def _told(filename: str, content: bytes) -> ImportFormat:
    suffix = PurePath(filename).suffix.casefold()
    named = [each for each in _ALL if suffix in each.suffixes]
    looks = _looks_like(content[:_LOOKED_AT].decode(errors="replace").removeprefix("\ufeff"))
    if not named and looks is None:
        known = ", ".join((*IMPORT_FORMATS, *OTHER_NAMES))
        refuse_whole(f"it is in no format that can be imported ({known}), or does not look like it")
    if named and looks is not None and looks not in named:
        refuse_whole(
            f"it is called {suffix} but looks like {looks.title}, not {named[0].title}; "
            "say which format it is in"
        )
    return looks or (*named, *_ALL)[0]


def _looks_like(text: str) -> ImportFormat | None:
    """Return the one format that a file surely is in by how it begins, if any."""
    begun = text.lstrip()
    if is_page(begun) or (begun[:1] in {"{", "["} and _LINKED.search(begun)):
        return IMPORT_FORMATS["claimreview"]
    if begun.startswith("{"):
        return IMPORT_FORMATS["csl-json" if _is_item(begun) else "jsonl"]
    if re.match(r"\[\s*[\[{\]]", begun):
        return IMPORT_FORMATS["csl-json"]
    if re.match(r"TY  ?- ", begun):
        return IMPORT_FORMATS["ris"]
    if re.match(r"[^@]*@\w+\s*[{(]", begun) and not _is_table(begun):
        return IMPORT_FORMATS["bibtex"]
    return IMPORT_FORMATS["csv"] if _is_table(begun) else None


def _is_item(text: str) -> bool:
    """Tell whether the text is one JSON object with the variables of a CSL item."""
    try:
        value, _end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or "form" in value:
        return False
    return "title" in value or isinstance(value.get("items"), list)


def _is_table(text: str) -> bool:
    first, _, _rest = text.partition("\n")
    cells = re.split("[" + re.escape("".join(DELIMITERS)) + "]", first)
    named = [cell for cell in cells if column_named(cell.strip(' "\r'))]
    return len(named) > 1 or (len(cells) == 1 and len(named) == 1)
