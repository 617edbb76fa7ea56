"""Sources as works of schema.org, no more said of them than the record has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.canon import JSON, kept
from citations.linked.graph import date_fields, iri
from citations.words import family_words, title_words
from models.csl import is_heard

if TYPE_CHECKING:
    from models.records import SourceRecord

WORK = "CreativeWork"
TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "entry-dictionary": "Article",
    "entry-encyclopedia": "Article",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "musical_score": "SheetMusic",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "personal_communication": "Message",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "treaty": "Legislation",
    "webpage": "WebPage",
}
"""What a CSL type is in schema.org; a speech, a hearing or a case is a work and no more."""
_SEEN = re.compile("tele|tv", re.IGNORECASE)


def creative_work(source: SourceRecord) -> JSON:
    """Return a source as a work, with where a copy of it is archived."""
    return kept(
        {
            "@type": type_of(source),
            "name": title_words(source),
            "author": [_author(name) for name in source.authors],
            **date_fields(source.published),
            "inLanguage": source.language,
            "genre": source.genre,
            "isPartOf": _named(WORK, source.container_title),
            "publisher": _named("Organization", source.publisher),
            "url": iri(source.url) if source.url else None,
            "archivedAt": iri(source.archived_url) if source.archived_url else None,
        }
    )


def type_of(source: SourceRecord) -> str:
    """Return the type of a work; a broadcast is an episode of what its medium says, if it does."""
    if source.type != "broadcast":
        return TYPES.get(source.type, WORK)
    medium = str(source.csl.get("medium", ""))
    if is_heard(medium):
        return "RadioEpisode"
    return "TVEpisode" if _SEEN.search(medium) else "Episode"


def _author(name: JSON) -> JSON | str:
    """Return an author; a name in one piece is text, since it may be a person's or a body's."""
    if "literal" in name:
        return str(name["literal"])
    family = family_words(name)
    given, suffix = name.get("given"), name.get("suffix")
    return kept(
        {
            "@type": "Person",
            "name": " ".join(filter(None, (given, family, suffix))),
            "familyName": family or None,
            "givenName": given,
            "honorificSuffix": suffix,
        }
    )


def _named(kind: str, name: str | None) -> JSON | None:
    return {"@type": kind, "name": name} if name else None
