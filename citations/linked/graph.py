"""What JSON-LD of every kind shares: documents that are written node by node, addresses, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from citations import dates
from citations.addresses import percent_encoded
from citations.canon import kept

if TYPE_CHECKING:
    from citations.canon import JSON
    from citations.exported import Desk

# What a date of schema.org can be: ISO 8601, as much of it as is known and sure.
_ISO = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_NO_IRI = re.compile(r"""[\x00-\x20<>"{}|\\^`\x7f]""")


def iri(address: str) -> str:
    """Return a web address whose signs are allowed in an IRI; others are percent-encoded."""
    return percent_encoded(address, _NO_IRI)


def name_of(noun: str, key: str) -> str:
    """Return a lasting name of a record, made of its key: a URN (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'gainsay:{noun}:{key}')}"


def statement_iri(desk: Desk, number: int, key: str) -> str:
    """Return where a statement stands, or its lasting name where no desk has an address."""
    return f"{desk.address}/statements/{number}" if desk.address else name_of("statement", key)


def organisation(desk: Desk, page: str) -> JSON | None:
    """Return the desk as its settings name it, its web page under a name; None without either."""
    told = kept({"name": desk.name, page: iri(desk.home) if desk.home else None})
    return told or None


def date_fields(text: str | None, name: str = "datePublished") -> JSON:
    """Return an EDTF date under its name as ISO 8601 has it: "2024-03", never "2024-03-01".

    One that ISO has no date for (approximate, uncertain, a season, an interval) is told in words,
    as `temporal`.
    """
    if text and _ISO.fullmatch(text):
        return {name: text}
    return {"temporal": dates.words(text)}
