"""The attributions of a text: what each rule finds in its paragraphs, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reading.proposing.attributed.according import according_to
from reading.proposing.attributed.across import joined
from reading.proposing.attributed.before import said_after, said_before
from reading.proposing.attributed.clauses import of_verb
from reading.proposing.attributed.headings import of_heading
from reading.proposing.attributed.loose import FRAGMENT, with_loose
from reading.proposing.attributed.merging import attribution, merged
from reading.proposing.attributed.nouns import by_nouns
from reading.proposing.attributed.paragraph import Paragraph
from reading.proposing.attributed.quoted import quotation_before, with_quotations
from reading.proposing.attributed.verbs import saying

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.findings import Finding
    from reading.proposing.attributions import Attribution
    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span


def attributed(parses: Sequence[Parsed], quoted: Sequence[Span]) -> list[Attribution]:
    """Return what a parsed text attributes to somebody; `quoted` is what stands in marks."""
    found: list[Attribution] = []
    above: Paragraph | None = None
    said_above: list[Attribution] = []
    for one in parses:
        first = bisect_left(quoted, (one.place.start, 0))
        last = bisect_left(quoted, (one.place.end, 0))
        paragraph = Paragraph(one, quoted[first:last])
        said = _of_paragraph(paragraph)
        joined(above, said_above, paragraph, said)
        found += said_above
        above, said_above = paragraph, said
    return [one for one in found + said_above if one.frame != FRAGMENT]


def _of_paragraph(paragraph: Paragraph) -> list[Attribution]:
    heading = of_heading(paragraph)
    if heading is not None:
        return [attribution(paragraph, heading)]
    verbs = list(saying(paragraph))
    found = [*_by_clauses(paragraph, verbs), *according_to(paragraph), *by_nouns(paragraph)]
    found = merged(paragraph, with_quotations(paragraph, found, verbs))
    found = with_loose(paragraph, found)
    return [attribution(paragraph, one) for one in sorted(found, key=lambda one: one.start)]


def _by_clauses(paragraph: Paragraph, verbs: Sequence[Token]) -> Iterator[Finding]:
    for verb in verbs:
        others = [other for other in verbs if other is not verb]
        one = of_verb(paragraph, verb, others)
        if one is not None and one.frame == "clause before":
            whole = said_before(paragraph, verb, others)
            one.content = whole or quotation_before(paragraph, verb) or one.content
            one.content |= said_after(paragraph, verb, one.content)
        if one is not None:
            yield one
