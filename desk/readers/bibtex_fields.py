"""The fields and entry types of BibTeX and BibLaTeX as CSL variables and types."""

from __future__ import annotations

FIELDS = {
    "title": "title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "howpublished": "container-title",
    "maintitle": "container-title",
    "publisher": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "school": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "series": "collection-title",
    "chapter": "chapter-number",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "url": "URL",
    "language": "language",
    "langid": "language",
    "abstract": "abstract",
    "keywords": "keyword",
    "note": "note",
    "annote": "annote",
    "annotation": "annote",
    "shorttitle": "title-short",
    "version": "version",
    "eventtitle": "event-title",
    "venue": "event-place",
}
NAMES = {"author": "author", "editor": "editor", "translator": "translator"}
IGNORED = frozenset(
    {"year", "month", "day", "date", "urldate", "type", "entrysubtype", "addendum", "eventdate"}
)
"""Fields that are read together with others."""

TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "legislation": "legislation",
    "manual": "report",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
PLAIN_TYPES = frozenset({"", "report", "techreport", "resreport", "phdthesis", "mathesis"})
"""What `type` says of an entry that its entry type says already."""

SAID_BY_TYPE = {
    "act": "legislation",
    "bill": "bill",
    "blog post": "post-weblog",
    "court case": "legal_case",
    "film": "motion_picture",
    "hearing": "hearing",
    "interview": "interview",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "post": "post",
    "radio broadcast": "broadcast",
    "speech": "speech",
    "television broadcast": "broadcast",
    "treaty": "treaty",
    "web page": "webpage",
}
"""CSL types that BibLaTeX has no entry type for: our export says them in `type`."""

_LOOSE = frozenset({"document", "manuscript", "webpage"})
_NUMBERED = frozenset({"dataset", "misc", "patent", "report", "techreport"})
_SITES = frozenset({"dataset", "electronic", "online", "www"})
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}


def entry_type(name: str, texts: dict[str, str]) -> str:
    """Return the CSL type of an entry; what BibTeX has no type for is a web page or a document."""
    subtype = _SUBTYPES.get(texts.get("entrysubtype", "").casefold())
    known = subtype or TYPES.get(name.casefold())
    known = known or ("webpage" if texts.get("url") else "document")
    said = SAID_BY_TYPE.get(texts.get("type", "").casefold())
    return said if said and known in _LOOSE else known


def variable_of(field: str, entry: str) -> str:
    """Return the CSL variable of a field in an entry of a type."""
    if field == "number" and entry.casefold() in _NUMBERED:
        return "number"
    if field == "organization" and entry.casefold() in _SITES:
        return "container-title"
    return FIELDS[field]
