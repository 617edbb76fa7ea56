"""Works of schema.org as sources: where a claim appeared, and the page of its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from desk.readers.linked_dates import date_of
from desk.readers.ratings import address_of, reviewer
from desk.readers.works import source_of

if TYPE_CHECKING:
    from desk.readers.linked_nodes import Node

    Values = dict[str, Any]

MOST_WORKS = 20
"""In how many works a claim is said to have appeared."""

_SHORT = 80
_WORK, _PAGE = "document", "webpage"
_TYPES = {
    "AnalysisNewsArticle": "article-newspaper",
    "Article": "article",
    "AudioObject": "song",
    "BlogPosting": "post-weblog",
    "Book": "book",
    "Chapter": "chapter",
    "Clip": "broadcast",
    "Dataset": "dataset",
    "DiscussionForumPosting": "post",
    "Episode": "broadcast",
    "ImageObject": "graphic",
    "Legislation": "legislation",
    "Manuscript": "manuscript",
    "Map": "map",
    "Message": "personal_communication",
    "Movie": "motion_picture",
    "NewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper",
    "Periodical": "periodical",
    "RadioEpisode": "broadcast",
    "Report": "report",
    "ReportageNewsArticle": "article-newspaper",
    "Review": "review",
    "ScholarlyArticle": "article-journal",
    "SocialMediaPosting": "post",
    "SoftwareApplication": "software",
    "TVEpisode": "broadcast",
    "Thesis": "thesis",
    "VideoObject": "motion_picture",
    "WebPage": "webpage",
}
_MEDIA = {"RadioEpisode": "Radio", "TVEpisode": "Television"}


def appeared(claim: Node) -> tuple[list[Values], list[str]]:
    """Return the sources in which a claim appeared, the first one first, and what is left out.

    What was once said with a CreativeWork in place of the Claim is the work itself.
    """
    works = claim.parts("firstAppearance", "appearance")
    if not works and "Claim" not in claim.types and claim.text("name", "headline", "url"):
        works = [claim]
    found: list[Values] = []
    untaken: list[str] = []
    for work in works[:MOST_WORKS]:
        told, unplaced = _source(work)
        untaken += unplaced
        if told is not None and told not in found:
            found.append(told)
    if len(works) > MOST_WORKS:
        untaken.append(f"more than {MOST_WORKS} appearances of a claim")
    return found, untaken


def review_page(review: Node | None) -> Values:
    """Return the page of a review as a source; a Claim without one appeared nobody knows where."""
    by = (reviewer(review) if review else None) or "unknown"
    url = address_of(review) if review else None
    title = review.text("name", "headline") if review else None
    date = date_of(review, "datePublished")[0] if review else None
    values = {
        "type": _PAGE if url else _WORK,
        "title": title or (f"Review by {by}" if review else "where it appeared is not known"),
        "title_supplied": title is None,
        "publisher": by if review else None,
        "url": url,
        "published": date,
        "seen": bool(url),
    }
    return {name: value for name, value in values.items() if value is not None}


def _source(work: Node) -> tuple[Values | None, list[str]]:
    """Return a work as a source, None where nothing is told by which it could be found."""
    item = _item(work)
    if "title" not in item:
        told = work.text("url") or ""
        return None, [f"the work “{told[:_SHORT]}”"] if told else []
    date, undated = date_of(work, "datePublished")
    item |= {"issued": {"raw": date}} if date else {}
    try:
        draft, refused = source_of(item)
    except ValidationError:
        return None, [f"the work “{str(item['title'])[:_SHORT]}”"]
    values = draft.model_dump(exclude_defaults=True)
    # What is but named, nobody here can have read.
    values["seen"] = work.says_beside({"name", "headline"}) and "url" not in refused
    title = str(item["title"])[:_SHORT]
    return values, [*undated, *(f"{name} of the work “{title}”" for name in refused)]


def _item(work: Node) -> Values:
    """Return a work as a CSL item, by its title, else by the host that it stands on."""
    url = work.text("url") or work.address or next(iter(work.texts("sameAs")), None)
    title = work.text("name", "headline") or (f"[{_host(url)}]" if url and _host(url) else None)
    medium = next((_MEDIA[one] for one in work.types if one in _MEDIA), None)
    item = {
        "type": next((_TYPES[one] for one in sorted(work.types) if one in _TYPES), None)
        or (_PAGE if url else _WORK),
        "title": title,
        "URL": url,
        "language": work.text("inLanguage"),
        "genre": work.text("genre"),
        "container-title": _named(work, "isPartOf"),
        "publisher": _named(work, "publisher"),
        "author": [_author(one) for one in work.parts("author")],
        "archive_location": work.text("archivedAt"),
        "medium": medium,
    }
    return {name: value for name, value in item.items() if value}


def _named(work: Node, name: str) -> str | None:
    part = work.part(name)
    return part.text("name") if part else None


def _author(person: Node) -> dict[str, str]:
    family = person.text("familyName")
    if family is None:
        return {"literal": person.text("name") or ""}
    parts = {"given": "givenName", "suffix": "honorificSuffix"}
    told = {part: text for part, name in parts.items() if (text := person.text(name))}
    return {"family": family, **told}


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
