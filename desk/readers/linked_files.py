"""Files of JSON-LD: one document, or a web page with several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk.readers.faults import Fault, ImportRefusedError
from desk.readers.jsonl import broken_json, whole_json
from desk.readers.texts import text_of
from reading.refusals import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_OBJECTS = 1_000_000
"""How many objects and lists a file may hold; a feed of 50,000 reviews has a third of these."""

#: A script of a page that does not hold this is of no interest, broken or not.
_WANTED = "ClaimReview"


def is_page(content: str) -> bool:
    """Tell whether a text begins as a web page does."""
    return content.lstrip("\ufeff \t\r\n").startswith("<")


def documents(content: bytes, faults: list[Fault]) -> list[Any]:
    """Return the documents of a file or a page, and add the faults of those that are no JSON.

    A file in UTF-8; a page in the charset that it declares. What goes beyond the most objects is
    not read. Raises ImportRefusedError.
    """
    if is_page(content[:1024].decode(errors="replace")):
        return list(_of_page(content, faults))
    text = text_of(content)
    return [] if _are_many(_objects(text), 1, faults) else list(_read(text, faults))


def _of_page(content: bytes, faults: list[Fault]) -> Iterator[Any]:
    # What tells charsets apart takes a while to load, and few commands need it.
    from reading.extracting.embedded import linked_data  # noqa: PLC0415

    objects = 0
    try:
        for script in linked_data(content):
            if _WANTED in script.text:
                objects += _objects(script.text)
                if _are_many(objects, script.line, faults):
                    return
                found: list[Fault] = []
                yield from _read(script.text, found)
                at = script.line - 1
                faults += [replace(one, line=at + one.line, column=None) for one in found]
    except UnreadableError as error:
        raise ImportRefusedError([Fault(0, "", str(error))]) from error


def _read(text: str, faults: list[Fault]) -> Iterator[Any]:
    """Yield the document, or add its fault."""
    try:
        yield whole_json(text)
    except ValueError as error:
        faults.append(broken_json(text, str(error)))


def _objects(text: str) -> int:
    return text.count("{") + text.count("[")


def _are_many(objects: int, line: int, faults: list[Fault]) -> bool:
    """Tell whether a file holds too many up to the text that begins on a line, and add the fault."""
    if objects <= MOST_OBJECTS:
        return False
    reason = f"the file holds more than {MOST_OBJECTS:,} objects and lists. Split it."
    faults.append(Fault(line, "", reason))
    return True
