"""What each CSL type is called among the templates, and which parameter has which variable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citations.canon import JSON

_PUBLISHED = {"publisher": "publisher", "publisher-place": "location"}
_TYPED = {**_PUBLISHED, "genre": "type"}
_NUMBERED = {"volume": "volume", "issue": "issue", "page": "page", "DOI": "doi", "ISSN": "issn"}
_BOUND = {
    **_PUBLISHED,
    "edition": "edition",
    "volume": "volume",
    "page": "page",
    "ISBN": "isbn",
    "DOI": "doi",
}


@dataclass(frozen=True)
class Template:
    """A citation template: the parameters it has for CSL variables, and for the title.

    `plain` ones are no templates of Citation Style 1 and know neither authors nor archives.
    """

    name: str
    parameters: dict[str, str]
    title: str = "title"
    fixed: dict[str, str] = field(default_factory=dict)
    timed: bool = False
    plain: bool = False


DOCUMENT = Template("cite document", {**_TYPED, "DOI": "doi"})
WEB = Template("cite web", {"container-title": "website", **_TYPED, "DOI": "doi"})
POST = Template("cite web", {"container-title": "via", **_TYPED})
REPORT = Template(
    "cite report", {**_TYPED, "number": "id", "page": "page", "DOI": "doi", "version": "version"}
)
RELEASE = Template("cite press release", {**_PUBLISHED, "number": "id", "page": "page"})
JOURNAL = Template("cite journal", {"container-title": "journal", **_NUMBERED, **_PUBLISHED})
EPISODE = Template(
    "cite episode",
    {
        "container-title": "series",
        "publisher": "network",
        "publisher-place": "location",
        "genre": "type",
    },
    timed=True,
)
MEDIA = Template("cite AV media", {**_TYPED, "medium": "medium"}, timed=True)
BOOK = Template("cite book", _BOUND)
CHAPTER = Template("cite book", {"container-title": "title", **_BOUND}, title="chapter")
ENTRY = Template("cite encyclopedia", {"container-title": "encyclopedia", **_BOUND})
TEMPLATES = {
    "article-journal": JOURNAL,
    "article-magazine": Template(
        "cite magazine", {"container-title": "magazine", **_NUMBERED, **_PUBLISHED}
    ),
    "article-newspaper": Template(
        "cite news", {"container-title": "work", **_NUMBERED, **_PUBLISHED}
    ),
    "book": BOOK,
    "broadcast": EPISODE,
    "chapter": CHAPTER,
    "classic": BOOK,
    "collection": BOOK,
    "entry": ENTRY,
    "entry-dictionary": ENTRY,
    "entry-encyclopedia": ENTRY,
    "hearing": Template("cite report", REPORT.parameters, fixed={"type": "Hearing"}),
    "interview": Template("cite interview", {"container-title": "work", **_TYPED}),
    "legal_case": Template(
        "cite court",
        {
            "authority": "court",
            "volume": "vol",
            "container-title": "reporter",
            "number": "opinion",
        },
        title="litigants",
        plain=True,
    ),
    "map": Template("cite map", {**_TYPED, "edition": "edition"}),
    "motion_picture": MEDIA,
    "paper-conference": Template(
        "cite conference",
        {"container-title": "book-title", "event-title": "conference", **_BOUND},
    ),
    "performance": MEDIA,
    "periodical": BOOK,
    "report": REPORT,
    "review": JOURNAL,
    "review-book": JOURNAL,
    "song": MEDIA,
    "speech": Template(
        "cite speech",
        {"event-title": "event", "event-place": "location", "publisher": "publisher"},
    ),
    "thesis": Template("cite thesis", _TYPED),
    **{
        law: Template(
            "cite act",
            {
                "authority": "legislature",
                "publisher": "institution",
                "publisher-place": "location",
                "genre": "type",
                "number": "index",
            },
            fixed={"type": word},
        )
        for law, word in (
            ("bill", "Bill"),
            ("legislation", "Act"),
            ("regulation", "Regulation"),
            ("treaty", "Treaty"),
        )
    },
}
"""The templates; what has none of its own is a page of the web, or a document."""


def template_of(item: JSON) -> Template:
    """Return the template of an item.

    `cite web` cannot lack an address, and `cite episode` no series.
    """
    type_, addressed = item["type"], bool(item.get("URL"))
    if type_ == "report" and str(item.get("genre", "")).casefold() == "press release":
        return RELEASE
    if type_ in {"broadcast", "chapter"} and not item.get("container-title"):
        return MEDIA if type_ == "broadcast" else BOOK
    if type_ in TEMPLATES:
        return TEMPLATES[type_]
    if not addressed:
        return REPORT if type_ == "dataset" else DOCUMENT
    return POST if type_ == "post" else WEB
