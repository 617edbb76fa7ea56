"""Citations as they are shown before they leave: as text, as paragraphs, or as a table.

What a program has written in HTML is read and never passed on: a page gets plain text with marks.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from citations.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citations.exported import Exported
    from citations.formats import Format
    from citations.styling import Styling

DOCUMENTS = frozenset({"html", "rtf", "docx"})
"""Formats that are shown by what their text looks like."""
TABLES = frozenset({"xlsx"})
_BREAKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "br"})
_SILENT = frozenset({"style", "script", "title", "head"})
_MARKS = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "sup": "raised",
    "sub": "lowered",
    "u": "underlined",
}


@dataclass(frozen=True)
class Run:
    """Some text of a paragraph that looks the same, and where it leads (http or https)."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; one `below` tells of the one before it."""

    runs: tuple[Run, ...]
    below: bool = False


@dataclass(frozen=True)
class Preview:
    """What is shown; `text` as it leaves where that can be read."""

    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written."""
        return not (self.table or self.paragraphs or self.text.strip())


def preview_of(chosen: Format, exported: Exported, styling: Styling) -> Preview:
    """Return what a selection looks like in a format."""
    if chosen.name in TABLES:
        return Preview(table=_table(_text(FORMATS["csv"], exported, styling)))
    if chosen.name in DOCUMENTS:
        written = _text(FORMATS["html"], exported, styling)
        shown = paragraphs_of(written)
        # A page without a paragraph in it is nothing to look at.
        source = written if chosen.name == "html" and shown else ""
        return Preview(source, shown)
    return Preview(_text(chosen, exported, styling))


def paragraphs_of(html: str) -> tuple[Paragraph, ...]:
    """Read HTML as paragraphs of marked text; tags that are not known say nothing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return tuple(reader.paragraphs)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = []
        self._runs: list[Run] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.end()
        if tag not in {"br", "hr", "img", "meta", "link", "input"}:
            self._open.append((tag, _address(dict(attrs).get("href")) if tag == "a" else None))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.end()
        for place in reversed(range(len(self._open))):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _href in self._open}
        if tags & _SILENT or not data:
            return
        marks = frozenset(_MARKS[tag] for tag in tags & _MARKS.keys())
        href = next((href for _tag, href in reversed(self._open) if href), None)
        self._runs.append(Run(" ".join(data.split("\n")), marks, href))

    def end(self) -> None:
        """End a paragraph; one without a word is none."""
        if any(run.text.strip() for run in self._runs):
            below = any(tag == "blockquote" for tag, _href in self._open)
            self.paragraphs.append(Paragraph(tuple(self._runs), below))
        self._runs = []


def _address(href: str | None) -> str | None:
    return href if href and href.startswith(("https://", "http://")) else None


def _text(chosen: Format, exported: Exported, styling: Styling) -> str:
    return b"".join(chosen.written(exported, styling)).decode()


def _table(text: str) -> tuple[tuple[str, ...], ...]:
    rows: Sequence[list[str]] = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    return tuple(map(tuple, rows))
