"""Bytes of a file as text: UTF-8, or refused with the place where it stops being that."""

from __future__ import annotations

from typing import NoReturn

from desk.readers.faults import Fault, ImportRefusedError
from reading.fetching.bodies import MOST_BYTES

__all__ = ["MOST_BYTES", "refuse_strange", "text_of"]
_BOM = "\ufeff"
#: How files begin that are no text in UTF-8, and what to do with them.
_OTHERS = (
    (b"\xff\xfe\0\0", "this is UTF-32; save the file as UTF-8"),
    (b"\0\0\xfe\xff", "this is UTF-32; save the file as UTF-8"),
    (b"\xff\xfe", "this is UTF-16; save the file as UTF-8"),
    (b"\xfe\xff", "this is UTF-16; save the file as UTF-8"),
    (b"PK\x03\x04", "this is a spreadsheet or a ZIP archive; save its table as CSV in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "this is a spreadsheet; save its table as CSV in UTF-8"),
    (b"\x1f\x8b", "this is compressed; unpack it first"),
    (b"%PDF-", "this is a PDF; paste or upload it as an article instead"),
)


def refuse_strange(content: bytes) -> None:
    """Refuse a file that is too large, empty, or of a kind that holds no text.

    Raises ImportRefusedError.
    """
    if len(content) > MOST_BYTES:
        size = len(content) / 1024 / 1024
        refuse_whole(f"the file has {size:.1f} MB; at most 20 MB are taken at once. Split it.")
    for beginning, reason in _OTHERS:
        if content.startswith(beginning):
            refuse_whole(reason)


def text_of(content: bytes) -> str:
    """Return the text of a file in UTF-8, without a byte order mark.

    Raises ImportRefusedError with line and byte where it is not UTF-8, or holds a NUL.
    """
    try:
        text = content.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        reason = "this is not UTF-8 (byte {byte} of the line); save the file as UTF-8"
        raise _at(content, error.start, reason) from error
    nul = content.find(b"\0")
    if nul >= 0:
        raise _at(content, nul, "it holds a NUL character (byte {byte} of the line); take it out")
    return text


def _at(content: bytes, place: int, reason: str) -> ImportRefusedError:
    before = content[:place]
    byte = place - before.rfind(b"\n")
    return ImportRefusedError([Fault(before.count(b"\n") + 1, "", reason.format(byte=byte))])


def refuse_whole(reason: str) -> NoReturn:
    """Refuse a file as a whole; raises ImportRefusedError."""
    raise ImportRefusedError([Fault(0, "", reason)])
