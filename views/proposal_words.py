"""Proposed statements in words, for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading.proposing import Proposal, Proposed

UNRESOLVED = "speaker not known"


def proposed_lines(found: Proposed) -> Iterator[str]:
    """Yield a block of lines for each proposal, numbered from 1, and the count at last."""
    for number, one in enumerate(found.proposals, 1):
        yield f"{number:3}  {one.form}  {_words(one)}"
        yield from (f"     {line}" for line in _details(one))
        yield ""
    count = len(found.proposals)
    yield "1 statement proposed." if count == 1 else f"{count} statements proposed."


def _words(one: Proposal) -> str:
    """Return the words in one line: in quotation marks only where all of them stand so."""
    words = " ".join((one.quote if one.direct and one.quote else one.passage).split())
    return f"“{words}”" if one.direct else words


def _details(one: Proposal) -> Iterator[str]:
    yield f"said by: {_speaker(one)}"
    if one.told:
        yield f"told: {one.told}"
    if one.said or one.said_text:
        yield f"said: {_said(one)}"
    if one.relays:
        yield f"chain: {_chain(one)}"
    yield f"why: {' '.join(one.reason.split())}"


def _speaker(one: Proposal) -> str:
    if not one.speaker:
        return UNRESOLVED
    role, affiliation = one.role or "", one.affiliation or ""
    office = ", ".join(filter(None, (role, "" if affiliation in role else affiliation)))
    kind = "" if one.speaker_kind == "person" else f" ({one.speaker_kind})"
    return f"{one.speaker}{kind}" + (f", {office}" if office else "")


def _said(one: Proposal) -> str:
    words = f"“{one.said_text}”" if one.said_text else ""
    return " ".join(filter(None, (one.said or "date not known", f"({words})" if words else "")))


def _chain(one: Proposal) -> str:
    return ", ".join(f"{hop.verb} {hop.name}" if hop.verb else hop.name for hop in one.relays)
