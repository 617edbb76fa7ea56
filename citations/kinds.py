"""What each CSL type is called in BibTeX and in RIS."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.csl import is_heard

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


@dataclass(frozen=True)
class Kind:
    """A CSL type elsewhere: its BibTeX entry, its RIS code, and what RIS shall call it in M3.

    The codes are those that Zotero reads as the same type, or as the nearest: codes which it does
    not know (PRESS, INTV, GEN, UNPB) become journal articles there.
    """

    ris: str
    entry: Entry = MISC
    genre: str | None = None


KINDS = {
    "article": Kind("RPRT", REPORT, "Preprint"),
    "article-journal": Kind("JOUR", ARTICLE),
    "article-magazine": Kind("MGZN", ARTICLE),
    "article-newspaper": Kind("NEWS", ARTICLE),
    "bill": Kind("BILL"),
    "book": Kind("BOOK", BOOK),
    "broadcast": Kind("VIDEO", genre="Television broadcast"),
    "chapter": Kind("CHAP"),
    "classic": Kind("BOOK", BOOK),
    "collection": Kind("MANSCPT", genre="Collection"),
    "dataset": Kind("DATA"),
    "document": Kind("MANSCPT", genre="Document"),
    "entry": Kind("ENCYC"),
    "entry-dictionary": Kind("DICT"),
    "entry-encyclopedia": Kind("ENCYC"),
    "event": Kind("SLIDE", genre="Event"),
    "figure": Kind("ART", genre="Figure"),
    "graphic": Kind("ART"),
    "hearing": Kind("HEAR"),
    "interview": Kind("PCOMM", genre="Interview"),
    "legal_case": Kind("CASE"),
    "legislation": Kind("STAT"),
    "manuscript": Kind("MANSCPT"),
    "map": Kind("MAP"),
    "motion_picture": Kind("MPCT"),
    "musical_score": Kind("MANSCPT", genre="Musical score"),
    "pamphlet": Kind("MANSCPT", genre="Pamphlet"),
    "paper-conference": Kind("CONF", INPROCEEDINGS),
    "patent": Kind("PAT"),
    "performance": Kind("SLIDE", genre="Performance"),
    "periodical": Kind("BOOK", genre="Periodical"),
    "personal_communication": Kind("PCOMM"),
    "post": Kind("ELEC", genre="Post"),
    "post-weblog": Kind("BLOG"),
    "regulation": Kind("STAT", genre="Regulation"),
    "report": Kind("RPRT", REPORT),
    "review": Kind("JOUR", ARTICLE, "Review"),
    "review-book": Kind("JOUR", ARTICLE, "Book review"),
    "software": Kind("COMP"),
    "song": Kind("SOUND", genre="Song"),
    "speech": Kind("SLIDE", genre="Speech"),
    "standard": Kind("RPRT", genre="Standard"),
    "thesis": Kind("THES", THESIS),
    "treaty": Kind("STAT", genre="Treaty"),
    "webpage": Kind("ELEC"),
}
"""Every type of CSL 1.0.2."""


def kind_of(type_: str, medium: str = "") -> Kind:
    """Return the kind of a CSL type; a broadcast heard but not seen is a sound recording."""
    if type_ == "broadcast" and is_heard(medium):
        return Kind("SOUND", genre="Radio broadcast")
    return KINDS.get(type_, KINDS["document"])
