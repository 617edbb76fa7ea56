"""The attributions of a text: what each rule finds in its paragraphs, in the order of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributions import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span


def attributed(_parses: Sequence[Parsed], quoted: Sequence[Span]) -> list[Attribution]:
    """Return what a parsed text attributes to somebody; `quoted` is what stands in marks."""
    return [Attribution(content=(one,), frame="quotation") for one in quoted]
