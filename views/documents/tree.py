"""What a document is made of, whichever format it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from views.pictures.text import legible

#: What breaks a line, and what stands between words or has no use in a text.
_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BETWEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class Words:
    """A piece of a line; `marked` where two statements clash."""

    text: str
    strong: bool = False
    marked: bool = False


@dataclass(frozen=True)
class NoteMark:
    """The number of a note at the end."""

    number: int


@dataclass(frozen=True)
class Address:
    """An address that shows itself."""

    url: str


Run: TypeAlias = Words | NoteMark | Address
Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; the document's title is of level 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of one line, with its language (BCP 47) where that is known."""

    runs: Runs
    language: str | None = None


@dataclass(frozen=True)
class Quote:
    """What a statement says, in its paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Items:
    """A list in which the order says nothing."""

    items: tuple[Runs, ...]


Block: TypeAlias = Heading | Paragraph | Quote | Items


@dataclass(frozen=True)
class Together:
    """What no page break should part."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A document in a language (BCP 47): its parts in order, then the numbered notes."""

    title: str
    language: str
    parts: tuple[Block | Together, ...]
    notes_title: str
    notes: tuple[Runs, ...]


def clean(text: str) -> str:
    """Return a piece of a line, without what no document can hold."""
    return legible(_BETWEEN.sub(" ", text))


def plain(text: str) -> str:
    """Return a text as one line."""
    return clean(text).strip(" ")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that have something in them."""
    return [line for line in map(plain, _BREAKS.split(text)) if line]


def line(*runs: Run | str | None, language: str | None = None) -> Paragraph:
    """Return a paragraph of these runs; what is empty is left out."""
    told = (Words(run) if isinstance(run, str) else run for run in runs if run)
    return Paragraph(tuple(told), language)
