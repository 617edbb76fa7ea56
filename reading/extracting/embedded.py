"""Data that a web page carries for machines: its `<script type="application/ld+json">`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.extracting.charsets import declared_in, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

# No tree is made of the page: one of 20 MB of tags would take a gigabyte.
_BEGUN = re.compile(r"<!--|<script\b", re.IGNORECASE)
_ENDED = re.compile(r"</script\b", re.IGNORECASE)
# Blanks are never tried in two ways: there may be thousands of them.
LINKED_DATA = re.compile(r"type\s*+=\s*+(?:[\"']\s*+)?+application/ld\+json", re.IGNORECASE)
MOST_ATTRIBUTES = 4_000


@dataclass(frozen=True)
class Script:
    """The text of a script, and the line of the page on which that begins."""

    line: int
    text: str


def linked_data(content: bytes) -> Iterator[Script]:
    """Yield the JSON-LD of a page in its order; what stands in a comment is none.

    In the charset that the page declares or looks like. Raises UnreadableError.
    """
    markup = decode(content, declared_in(content)).text
    line, counted = 1, 0
    for start, end in _places(markup):
        line += markup.count("\n", counted, start)
        counted = start
        yield Script(line, markup[start:end])


def _places(markup: str) -> Iterator[tuple[int, int]]:
    """Yield where the scripts of linked data begin and end."""
    at = 0
    while begun := _BEGUN.search(markup, at):
        if begun[0] == "<!--":
            closed = markup.find("-->", begun.end())
            if closed < 0:
                return
            at = closed
            continue
        opened = markup.find(">", begun.end())
        ended = _ENDED.search(markup, opened) if opened >= 0 else None
        if ended is None:
            return
        if LINKED_DATA.search(markup, begun.end(), min(opened, begun.end() + MOST_ATTRIBUTES)):
            yield opened + 1, ended.start()
        at = ended.end()
