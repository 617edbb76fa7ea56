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
}
NAMES = {"author": "author", "editor": "editor", "translator": "translator"}
IGNORED = frozenset({"year", "month", "day", "date", "urldate", "type", "entrysubtype"})
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
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}


def entry_type(name: str, texts: dict[str, str]) -> str:
    """Return the CSL type of an entry; what BibTeX has no type for is a web page or a document."""
    subtype = _SUBTYPES.get(texts.get("entrysubtype", "").casefold())
    known = subtype or TYPES.get(name.casefold())
    return known or ("webpage" if texts.get("url") else "document")
