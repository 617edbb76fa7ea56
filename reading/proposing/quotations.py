"""Words in quotation marks: paired paragraph by paragraph, whatever is left open or too much."""

from __future__ import annotations

import re

from reading.proposing.proposals import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_QUOTED = re.compile("“([^“”]*)(?:”|$)")


def quotations(folded: str) -> list[Span]:
    """Return what stands in quotation marks, without the marks; one left open ends its paragraph."""
    return [
        Span(paragraph.start() + found.start(1), paragraph.start() + found.end(1))
        for paragraph in _PARAGRAPH.finditer(folded)
        for found in _QUOTED.finditer(paragraph[0])
        if found[1].strip()
    ]
