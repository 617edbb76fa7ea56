"""Atom feeds (RFC 4287): values in, XML out; knows nothing of the desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ATOM = "http://www.w3.org/2005/Atom"
#: What XML 1.0 has no place for, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ET.register_namespace("", ATOM)


@dataclass(frozen=True)
class Entry:
    """One thing that happened; the id is an IRI that never changes, the link is absolute."""

    id: str
    title: str
    link: str
    updated: datetime
    category: str
    content: str


@dataclass(frozen=True)
class Feed:
    """A feed with its entries, the newest first; without an entry it was updated when it was made."""

    id: str
    title: str
    author: str
    home: str
    updated: datetime
    entries: Sequence[Entry]


def lasting_id(name: str) -> str:
    """Return the IRI of what has this name: the same one each time (RFC 4122, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def written(feed: Feed) -> bytes:
    """Return the feed as Atom in UTF-8."""
    root = _element(None, "feed")
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated.isoformat())
    _text(_element(root, "author"), "name", feed.author)
    _element(root, "link", rel="alternate", type="text/html", href=feed.home)
    for entry in feed.entries:
        _add(root, entry)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _add(root: ET.Element, entry: Entry) -> None:
    told = _element(root, "entry")
    _text(told, "id", entry.id)
    _text(told, "title", entry.title)
    _text(told, "updated", entry.updated.isoformat())
    _element(told, "link", rel="alternate", type="text/html", href=entry.link)
    _element(told, "category", term=entry.category)
    _text(told, "content", entry.content)


def _element(parent: ET.Element | None, name: str, **attributes: str) -> ET.Element:
    tag = f"{{{ATOM}}}{name}"
    if parent is None:
        return ET.Element(tag, attributes)
    return ET.SubElement(parent, tag, attributes)


def _text(parent: ET.Element, name: str, text: str) -> None:
    element = _element(parent, name)
    element.text = _NOT_XML.sub("\ufffd", text)
    if name in {"title", "content"}:
        element.set("type", "text")
