"""Quotations that no verb stands beside: they go on with what was said before, or are nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.quoted import ADDING, stands_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.attributed.paragraph import Paragraph

#: Words from which on a quotation that nobody is named for may be more than a term or a title.
_SENTENCE = 8


def with_loose(paragraph: Paragraph, found: Sequence[Finding]) -> list[Finding]:
    """Return the findings of a paragraph, and its quotations that are in none of them."""
    all_found = list(found)
    covered = {word for one in found for word in one.content}
    for number, (start, end) in enumerate(paragraph.quotes):
        if start < end and not covered & set(range(start, end)):
            _place(paragraph, number, all_found)
    return all_found


def _place(paragraph: Paragraph, number: int, found: list[Finding]) -> None:
    start, end = paragraph.quotes[number]
    words = set(range(start, end))
    before = [one for one in found if one.start < start and one.speaker is not None]
    last = max(before, key=lambda one: one.end, default=None)
    if last is not None and stands_alone(paragraph, number):
        if last.frame in ADDING:
            last.content |= words
        else:
            found.append(Finding(words, last.cue, last.speaker, "quotation after"))
    elif end - start >= _SENTENCE:
        found.append(Finding(words, (0, 0), None, "quotation"))
