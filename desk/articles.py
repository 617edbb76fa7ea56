"""Articles as they come in: pasted, uploaded or fetched; read, and not yet kept.

Nothing here touches the record: fetching and reading hold no lock.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desk.refusals import RefusedError
from models import now, this_day
from reading.extracting.confined import WAIT_SECONDS, WALL_SECONDS
from reading.extracting.declared import language_of
from reading.extracting.extract import extract
from reading.extracting.heads import head_of
from reading.fetching.fetch import WEB, Limits, fetch
from reading.refusals import ReadingError, TooLargeError

if TYPE_CHECKING:
    from datetime import datetime

    from reading.extracting.heads import Head
    from reading.extracting.texts import Extracted

__all__ = ["WEB", "Article", "Limits", "fetched", "pasted", "uploaded", "written"]
NAMES = 2
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")
#: What bylines of an outlet hold in place of a name.
NOT_NAMES = frozenset(
    {"Agence", "Agencies", "Agency", "Associated", "Bureau", "Correspondent", "Correspondents"}
    | {"Desk", "Editor", "Editors", "Guardian", "Monitor", "Monitoring", "News", "Newsroom"}
    | {"Observer", "Office", "Post", "Press", "Reporter", "Reporters", "Reuters", "Service"}
    | {"Staff", "Team", "Times", "The", "By", "Today", "Wire"}
)
PASTED = "text/plain; charset=utf-8"


class TooLongError(RefusedError):
    """An uploaded file beyond what is kept."""

    def __init__(self, reason: str) -> None:
        super().__init__("file", reason)


@dataclass(frozen=True)
class Article:
    """Bytes as they came and the text in them, with what the work says of itself.

    `details` go by the names of a source's fields, as do those `offered`: what its first lines seem
    to say, for a person to confirm. `note` tells people what to look at; `sha256` is
    that of the bytes, in hexadecimal, taken when the article is made: outside of any lock.
    """

    content: bytes
    media_type: str
    text: str
    url: str | None = None
    filename: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    offered: dict[str, Any] = field(default_factory=dict)
    note: str | None = None
    retrieved_at: datetime = field(default_factory=now)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the sum of the bytes once."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())


def pasted(text: str) -> Article:
    """Return a pasted text, which is its own bytes."""
    return Article(text.encode(), PASTED, text, offered=offered_by(text))


def written(html: str) -> Article:
    """Return a page that is handed over as the text of its HTML; raises RefusedError on `html`."""
    content = html.encode()
    try:
        kind, found = extract(content, "text/html", charset="utf-8")
    except ReadingError as refused:
        name = "html"
        raise RefusedError(name, str(refused)) from refused
    return Article(content, kind, found.text, **_told(found))


def uploaded(content: bytes, filename: str, media_type: str) -> Article:
    """Return an uploaded file with its text; raises RefusedError on `file`."""
    try:
        kind, found = extract(content, media_type, filename=filename)
    except TooLargeError as refused:
        raise TooLongError(str(refused)) from refused
    except ReadingError as refused:
        name = "file"
        raise RefusedError(name, str(refused)) from refused
    return Article(content, kind, found.text, None, filename, **_told(found))


def fetched(address: str, limits: Limits = WEB) -> Article:
    """Return a page of the web with its text; raises RefusedError on `address`."""
    try:
        page = fetch(address, limits)
        kind, found = extract(page.content, page.media_type, charset=page.charset)
    except ReadingError as refused:
        name = "address"
        raise RefusedError(name, str(refused)) from refused
    told = _told(found, url=page.url, accessed=this_day().isoformat())
    return Article(page.content, kind, found.text, page.url, None, **told)


def most_seconds(limits: Limits = WEB) -> float:
    """Return how long an article may take to come in: fetched, and what is hostile in it read."""
    return limits.seconds + WAIT_SECONDS + WALL_SECONDS


def in_order(byline: str) -> str:
    """Return “Family, Given” for a byline of two names; every other one as it stands."""
    words = byline.split()
    if (
        len(words) != NAMES
        or not all(map(_NAME.fullmatch, words))
        or NOT_NAMES & set(byline.title().split())
    ):
        return byline
    return f"{words[1]}, {words[0]}"


def _told(found: Extracted, **also: str) -> dict[str, Any]:
    """Return what the work tells of itself and what is offered, and what people shall look at."""
    language, odd = language_of(found.language, found.text)
    known = _known(found) | ({"language": language} if language else {})
    notes = " ".join(filter(None, (found.note, odd)))
    return {"details": known | also, "offered": _offers(found), "note": notes or None}


def _offers(found: Extracted) -> dict[str, Any]:
    """Return what the work does not tell by itself and its first lines seem to say."""
    return {
        name: value for name, value in offered_by(found.text).items() if name not in _known(found)
    }


def offered_by(text: str) -> dict[str, Any]:
    """Return what the first lines of a text seem to say of it, for a person to confirm."""
    return _known(head_of(text))


def _known(found: Extracted | Head) -> dict[str, Any]:
    told = {
        "title": found.title,
        "authors": "; ".join(map(in_order, found.authors)),
        "container_title": found.site,
        "published": found.published,
    }
    return {name: value for name, value in told.items() if value}
