"""What the rules of English clauses find in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import attributed
from reading.proposing.language_model import english
from reading.proposing.marks import folded
from reading.proposing.parsing import paragraphs, parsed
from reading.proposing.quotations import quotations

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution


def attributions_of(text: str) -> list[Attribution]:
    """Return what a text attributes, by its parse."""
    model, marked = english(), folded(text)
    assert model is not None
    return attributed(list(parsed(model, marked, paragraphs(marked))), quotations(marked))
