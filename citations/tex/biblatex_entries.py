"""What each CSL type is called in BibLaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.kinds import kind_of
from citations.tex.bibtex_entries import Entry
from citations.tex.fields import fits
from citations.tex.signs import tex_text

if TYPE_CHECKING:
    from citations.canon import JSON

_PLACED = {"publisher-place": "location", "genre": "type"}
_EDITED = {"editor": "editor", "version": "version"}
_SERIAL = {
    "container-title": "journaltitle",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "ISSN": "issn",
    **_EDITED,
}
_BOUND = {
    "publisher": "publisher",
    "publisher-place": "location",
    "volume": "volume",
    "ISBN": "isbn",
    "editor": "editor",
}
_PART = {**_BOUND, "container-title": "booktitle", "page": "pages"}
_EVENT = {"event-title": "eventtitle", "event-place": "venue"}
_REPORTED = {
    "publisher": "institution",
    "number": "number",
    "page": "pages",
    "version": "version",
    **_PLACED,
}
_ISSUED = {"container-title": "howpublished", "publisher": "organization", **_PLACED, **_EDITED}
_SITE = {"container-title": "organization", "publisher": "organization", **_EDITED}
_DATA = {
    "container-title": "organization",
    "publisher": "publisher",
    "number": "number",
    "edition": "edition",
    **_PLACED,
    **_EDITED,
}
_BY, _BY_IN, _BY_AT = ("author",), ("author", "container-title"), ("author", "publisher")

MISC = Entry("misc", _ISSUED)
ONLINE = Entry("online", _SITE, ("URL|DOI",))
JOURNAL = Entry("article", _SERIAL, _BY_IN)
REPORT = Entry("report", _REPORTED, _BY_AT, {"type": "Report"})
INBOOK = Entry("inbook", {**_PART, "edition": "edition"}, _BY_IN)
SPEECH = Entry(
    "unpublished",
    {**_EVENT, **_PLACED, "container-title": "howpublished"},
    _BY,
    {"type": "Speech"},
)
ENTRIES = {
    "article": Entry("report", _REPORTED, _BY_AT, {"type": "Preprint"}),
    "article-journal": JOURNAL,
    "article-magazine": Entry("article", _SERIAL, _BY_IN, {"entrysubtype": "magazine"}),
    "article-newspaper": Entry("article", _SERIAL, _BY_IN, {"entrysubtype": "newspaper"}),
    "book": Entry("book", {**_BOUND, "edition": "edition"}, _BY),
    "chapter": INBOOK,
    "classic": Entry("book", {**_BOUND, "edition": "edition"}, _BY),
    "dataset": Entry("dataset", _DATA),
    "entry": INBOOK,
    "entry-dictionary": INBOOK,
    "entry-encyclopedia": INBOOK,
    "paper-conference": Entry("inproceedings", {**_PART, **_EVENT}, _BY_IN),
    "patent": Entry("patent", {"number": "number", **_PLACED}, ("author", "number")),
    "post": ONLINE,
    "post-weblog": ONLINE,
    "report": REPORT,
    "review": JOURNAL,
    "review-book": JOURNAL,
    "software": Entry("software", _ISSUED),
    "speech": SPEECH,
    "thesis": Entry(
        "thesis",
        {"publisher": "institution", "page": "pages", **_PLACED},
        _BY_AT,
        {"type": "Thesis"},
    ),
    "webpage": ONLINE,
}
"""The entry types; all others are @misc: those for law take no title in biber's data model."""

#: What @misc says a work is, where that is not its CSL type in plain words.
_WORDS = {
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "bill": "Bill",
    "legal_case": "Court case",
    "legislation": "Act",
    "motion_picture": "Film",
    "post-weblog": "Blog post",
    "webpage": "Web page",
}
_SERIALS = {"article-journal", "article-magazine", "article-newspaper"}


def biblatex_entry(item: JSON) -> Entry:
    """Return the entry type of an item, one whose mandatory fields it has.

    An article that names no author is cited as what stands on the web, where it does: @article
    cannot lack an author. What has no type of its own is @misc, with words for what it is.
    """
    type_ = item["type"]
    wanted = [ENTRIES.get(type_), ONLINE if type_ in _SERIALS else None]
    return next((each for each in wanted if each and fits(item, each, tex_text)), _misc(item))


def _misc(item: JSON) -> Entry:
    type_ = item["type"]
    genre = kind_of(type_, str(item.get("medium", ""))).genre
    plain = type_.replace("_", " ").replace("-", " ").capitalize()
    return Entry("misc", _ISSUED, fixed={"type": _WORDS.get(type_) or genre or plain})
