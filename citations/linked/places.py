"""Where in a source the words of a statement stand, and as of when the source is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.archives import archived_moment
from citations.canon import JSON, kept
from citations.linked.graph import iri
from models.dates import read_edtf
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.cited import Finding
    from models.records import AppearanceRecord, SourceRecord


def address_of(source: SourceRecord) -> str | None:
    """Return the address of a source that was consulted, its archived copy if it has no other."""
    return (source.url or source.archived_url) if source.seen else None


def selectors(finding: Finding) -> list[JSON]:
    """Return where the words stand: the passage, else the quote, else nothing but the source."""
    found = finding.appearance
    told = (found.exact, finding.statement.quote)
    exact = next((text for text in told if text and text != TOMBSTONE), None)
    around = {"exact": exact, "prefix": found.prefix, "suffix": found.suffix}
    quote = [kept({"type": "TextQuoteSelector", **around})] if exact else []
    return [*quote, *_positions(found)]


def _positions(found: AppearanceRecord) -> Iterator[JSON]:
    if found.start is not None and found.end is not None:
        yield {"type": "TextPositionSelector", "start": found.start, "end": found.end}


def state_of(source: SourceRecord) -> JSON | None:
    """Return as of when the source is to be read, and where it is archived as it was then.

    A snapshot names its second; a day on which it was consulted is that day, from end to end.
    """
    cached = iri(source.archived_url) if source.archived_url else None
    times = _snapshot(source.archived_url) or _days(source.accessed)
    return {"type": "TimeState", **kept({"cached": cached}), **times} if cached or times else None


def _snapshot(address: str | None) -> JSON:
    taken = archived_moment(address)
    return {"sourceDate": f"{taken:%Y-%m-%dT%H:%M:%SZ}"} if taken else {}


def _days(accessed: str | None) -> JSON:
    if not accessed or set("~?%./") & set(accessed):
        return {}
    known = read_edtf(accessed)
    return {
        "sourceDateStart": f"{known.earliest.isoformat()}T00:00:00Z",
        "sourceDateEnd": f"{known.latest.isoformat()}T23:59:59Z",
    }
