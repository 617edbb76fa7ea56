"""Reads the text of a file or page: plain text, HTML or PDF, told apart by what they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.extracting.confined import run
from reading.fetching.bodies import MOST_BYTES
from reading.refusals import TooLargeError, UnreadableError

if TYPE_CHECKING:
    from reading.extracting.texts import Extracted

TEXT, HTML, PDF = "text/plain", "text/html", "application/pdf"
READERS = {
    TEXT: "reading.extracting.plain_text",
    HTML: "reading.extracting.html_text",
    PDF: "reading.extracting.pdf_text",
}
_SUFFIXES = {
    "txt": TEXT,
    "text": TEXT,
    "md": TEXT,
    "htm": HTML,
    "html": HTML,
    "xhtml": HTML,
    "pdf": PDF,
}
_NAMED = {"text/html": HTML, "application/xhtml+xml": HTML, "application/pdf": PDF}
_DECLARATION = re.compile(rb"\A<\?xml[^>]*>", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# The first bytes of what people have at hand and what is no text, with what to do instead.
_OTHERS = (
    (b"PK\x03\x04", "a Word, LibreOffice or zip file; save it as PDF or plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file; save it as PDF or plain text"),
    (b"{\\rtf", "an RTF file; save it as PDF or plain text"),
    (b"\x89PNG", "a picture; type the passage that you need and paste it"),
    (b"\xff\xd8\xff", "a picture; type the passage that you need and paste it"),
    (b"GIF8", "a picture; type the passage that you need and paste it"),
    (b"RIFF", "a recording or a picture; type the passage that you need and paste it"),
    (b"ID3", "a recording; type the passage that you need and paste it"),
    (b"OggS", "a recording; type the passage that you need and paste it"),
    (b"\x1f\x8b", "packed with gzip; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_START = 1_024


def extract(
    content: bytes, media_type: str, *, charset: str | None = None, filename: str | None = None
) -> tuple[str, Extracted]:
    """Return what the bytes are and their text, read in a process of its own.

    The bytes rule over media type and file name, which may both be wrong. Raises UnreadableError
    with a sentence for people.
    """
    if len(content) > MOST_BYTES:
        message = f"It is larger than {MOST_BYTES // 2**20} MB. Upload the part that you need."
        raise TooLargeError(message)
    if not content.strip():
        message = "It is empty."
        raise UnreadableError(message)
    kind = kind_of(content, media_type, filename)
    return kind, run(READERS[kind], content, charset)


def kind_of(content: bytes, media_type: str, filename: str | None = None) -> str:
    """Return the media type under which bytes are read; raises UnreadableError for other kinds."""
    start = content[:_START]
    if b"%PDF-" in start:
        return PDF
    for mark, words in _OTHERS:
        if start.startswith(mark) and not (mark == b"MZ" and _is_text(start)):
            message = f"It is {words}. Plain text, HTML and PDF can be read."
            raise UnreadableError(message)
    told = _told(media_type, filename)
    if told == PDF:
        message = "It calls itself PDF and is none. Open it yourself and paste its text."
        raise UnreadableError(message)
    if _is_markup(start) or told == HTML:
        return HTML
    if told is None:
        message = (
            f"What it is cannot be told ({media_type[:60]}). Plain text, HTML and PDF can be read."
        )
        raise UnreadableError(message)
    return TEXT


def _is_markup(start: bytes) -> bool:
    """Tell whether a page begins so, whatever comments stand before it."""
    rest = _DECLARATION.sub(b"", start.lstrip()).lstrip()
    while rest.startswith(b"<!--"):
        rest = rest.partition(b"-->")[2].lstrip()
    return bool(_ROOT.match(rest))


def _told(media_type: str, filename: str | None) -> str | None:
    suffix = (filename or "").rpartition(".")[2].lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if media_type in _NAMED:
        return _NAMED[media_type]
    plain = media_type.startswith("text/") or media_type == "application/octet-stream"
    return TEXT if plain else None


def _is_text(start: bytes) -> bool:
    return b"\x00" not in start
