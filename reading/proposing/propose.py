"""From the text of an article to proposed statements: the way through this room."""

from __future__ import annotations

from reading.proposing.attributions import Attribution
from reading.proposing.marks import folded
from reading.proposing.proposals import Proposal, Proposed
from reading.proposing.quotations import quotations


def propose(text: str, published: str | None = None) -> Proposed:
    """Propose the statements that a text attributes to somebody.

    `published` is the EDTF date of the article, from which "Monday" is counted.
    """
    found = [Attribution(content=(one,), frame="quotation") for one in quotations(folded(text))]
    return Proposed(tuple(_proposal(text, one, published) for one in found))


def _proposal(text: str, found: Attribution, _published: str | None) -> Proposal:
    start, end = found.content[0].start, found.content[-1].end
    return Proposal(
        start=start,
        end=end,
        passage=text[start:end],
        form="direct",
        quote=text[start:end],
        reason="It stands in quotation marks.",
    )
