"""The entry types of BibTeX, and which of them each CSL type is."""

from __future__ import annotations

from dataclasses import dataclass, field

COMMON = {"DOI": "doi"}
_SERIAL = {"container-title": "journal", "volume": "volume", "issue": "number", "page": "pages"}
_PUBLISHED = {"publisher": "publisher", "publisher-place": "address", "edition": "edition"}
_BOUND = {"container-title": "booktitle", "page": "pages", "publisher-place": "address"}
_REPORT = {"publisher": "institution", "publisher-place": "address", "number": "number"}


@dataclass(frozen=True)
class Entry:
    """An entry type of BibTeX or BibLaTeX: the CSL variables it has fields for.

    It cannot lack those that it `needs`, alternatives parted by a bar; `fixed` are fields with the
    values they have unless the item says otherwise.
    """

    name: str
    fields: dict[str, str]
    needs: tuple[str, ...] = ()
    fixed: dict[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        """The fields of this type and those of all types, by the variables they hold."""
        return {**self.fields, **COMMON}


MISC = Entry(
    "misc",
    {"container-title": "howpublished", "publisher": "organization", "genre": "type"},
)
ARTICLE = Entry("article", _SERIAL, ("container-title",))
BOOK = Entry("book", {**_PUBLISHED, "volume": "volume", "ISBN": "isbn"})
INPROCEEDINGS = Entry(
    "inproceedings", {**_BOUND, "publisher": "publisher"}, ("container-title", "author")
)
REPORT = Entry("techreport", {**_REPORT, "genre": "type"}, ("publisher",), {"type": "Report"})
THESIS = Entry("phdthesis", {"publisher": "school", "genre": "type"}, ("publisher",))

ENTRIES = {
    "article": REPORT,
    "article-journal": ARTICLE,
    "article-magazine": ARTICLE,
    "article-newspaper": ARTICLE,
    "book": BOOK,
    "classic": BOOK,
    "paper-conference": INPROCEEDINGS,
    "report": REPORT,
    "review": ARTICLE,
    "review-book": ARTICLE,
    "thesis": THESIS,
}
"""The types of CSL that BibTeX has an entry type for; all others are @misc."""
