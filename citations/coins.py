"""COinS: sources as OpenURL context objects in spans of a page, as reference managers read them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from citations import words
from citations.dates import known_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.canon import JSON
    from models.records import SourceRecord, StatementRecord

    Field = tuple[str, str]

_FORMAT = "info:ofi/fmt:kev:mtx:"
_TYPES = {
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "dataset": "dataset",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "speech": "presentation",
    "webpage": "webpage",
}
"""What Zotero calls the types of works that have no matrix of their own in OpenURL."""


def coins_of(statement: StatementRecord) -> tuple[str, ...]:
    """Return a context object for each source of a statement that was consulted, in their order."""
    works = {found.source.key: found.source for found in statement.in_order if found.source.seen}
    return tuple(map(context_object, works.values()))


def context_object(source: SourceRecord) -> str:
    """Return a source as a context object in key/encoded-value form (Z39.88-2004).

    For the `title` attribute of a span of class Z3988, where it is escaped as any other text.
    """
    fields = [("ctx_ver", "Z39.88-2004"), *_fields(source)]
    return urlencode([(name, value) for name, value in fields if value], quote_via=quote)


def _fields(source: SourceRecord) -> Iterator[Field]:
    yield from _described(source)
    yield from _named(source.authors)
    yield "rft.date", _date(source.published)
    yield "rft.language", source.language or ""
    yield from (("rft_id", one) for one in _identifiers(source))


def _described(source: SourceRecord) -> Iterator[Field]:
    title, further = words.title_words(source), source.csl
    if source.type == "article-journal":
        yield "rft_val_fmt", f"{_FORMAT}journal"
        yield from (("rft.genre", "article"), ("rft.atitle", title))
        yield "rft.jtitle", source.container_title or ""
        for name, variable in (("volume", "volume"), ("issue", "issue"), ("pages", "page")):
            yield f"rft.{name}", str(further.get(variable) or "")
    elif source.type == "book":
        yield "rft_val_fmt", f"{_FORMAT}book"
        yield from (("rft.genre", "book"), ("rft.btitle", title))
        yield "rft.pub", source.publisher or ""
    else:
        yield "rft_val_fmt", f"{_FORMAT}dc"
        yield "rft.type", _TYPES.get(source.type, "document")
        yield from (("rft.title", title), ("rft.source", source.container_title or ""))
        yield "rft.publisher", source.publisher or ""
        yield from (("rft.identifier", one) for one in _identifiers(source))


def _named(authors: tuple[JSON, ...]) -> Iterator[Field]:
    """Yield the first author in parts, where it has them, and the others whole."""
    for place, author in enumerate(authors):
        family, given = words.family_words(author), str(author.get("given") or "")
        if place == 0 and family and given:
            yield from (("rft.aulast", family), ("rft.aufirst", given))
        else:
            yield "rft.au", " ".join(filter(None, (given, family))) or _whole(author)


def _whole(author: JSON) -> str:
    return str(author.get("literal") or "")


def _date(published: str | None) -> str:
    """Return as much of a date as is sure, in ISO 8601."""
    parts = known_parts(published)
    return "-".join(f"{part:0{2 if place else 4}}" for place, part in enumerate(parts))


def _identifiers(source: SourceRecord) -> Iterator[str]:
    if source.csl.get("DOI"):
        yield f"info:doi/{source.csl['DOI']}"
    if source.url:
        yield source.url
