"""The attributions of a text: what each rule finds in its paragraphs, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reading.proposing.attributed.according import according_to
from reading.proposing.attributed.before import said_after, said_before
from reading.proposing.attributed.clauses import of_verb
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.merging import attribution, merged
from reading.proposing.attributed.paragraph import Paragraph
from reading.proposing.attributed.quoted import finding, stands_alone, verb_beside
from reading.proposing.attributed.verbs import saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributions import Attribution
    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span


def attributed(parses: Sequence[Parsed], quoted: Sequence[Span]) -> list[Attribution]:
    """Return what a parsed text attributes to somebody; `quoted` is what stands in marks."""
    found: list[Attribution] = []
    for one in parses:
        first = bisect_left(quoted, (one.place.start, 0))
        last = bisect_left(quoted, (one.place.end, 0))
        found += _of_paragraph(Paragraph(one, quoted[first:last]))
    return found


def _of_paragraph(paragraph: Paragraph) -> list[Attribution]:
    verbs = list(saying(paragraph))
    found: list[Finding] = []
    owners = {n: v for n in range(len(paragraph.quotes)) if (v := verb_beside(paragraph, n, verbs)) is not None}
    for verb in verbs:
        if (one := of_verb(paragraph, verb)) is not None:
            found.append(one)
            if one.frame == "clause before":
                one.content = said_before(paragraph, verb, [o for o in verbs if o is not verb]) or one.content
                one.content |= said_after(paragraph, verb, one.content)
    for number, verb in owners.items():
        quote = set(range(*paragraph.quotes[number]))
        same = next((one for one in found if one.cue[0] <= verb.i < one.cue[1]), None)
        if same is not None and (same.content & quote or same.frame in ("clause before", "quotation", "parenthesis")):
            same.content |= quote
        elif not any(one.content & quote for one in found):
            one = finding(paragraph, number, verb)
            if verb.i > paragraph.quotes[number][1]:
                one.content |= said_before(paragraph, verb, [o for o in verbs if o is not verb])
            found.append(one)
    found += according_to(paragraph)
    found = merged(paragraph, found)
    found = _with_others(paragraph, found)
    return [attribution(paragraph, one) for one in sorted(found, key=lambda one: one.start)]


def _with_others(paragraph: Paragraph, found: list[Finding]) -> list[Finding]:
    covered = {word for one in found for word in one.content}
    for number, (start, end) in enumerate(paragraph.quotes):
        if start == end or covered & set(range(start, end)):
            continue
        before = [one for one in found if one.start < start and one.speaker is not None]
        last = max(before, key=lambda one: one.end) if before else None
        if last is not None and stands_alone(paragraph, number):
            if last.frame in ("clause before", "quotation", "parenthesis"):
                last.content |= set(range(start, end))
            else:
                found.append(Finding(set(range(start, end)), last.cue, last.speaker, "quotation after"))
        else:
            found.append(Finding(set(range(start, end)), (0, 0), None, "quotation"))
    return found
