"""Quotations that no verb stands beside: they go on with what was said before, or are nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.grammar import FINITE, VERBS
from reading.proposing.attributed.quoted import ADDING, SENTENCE, stands_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

#: A few words in quotation marks that nobody is named for: a term, a title, unless they go on.
FRAGMENT = "fragment"
#: Words of a sentence between what is said and a quotation that goes on with it; those of a label.
_FEW = 12
#: Words of an office in a headline.
_OFFICE = 4


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
    elif last is not None and _same_breath(paragraph, last, start):
        last.content |= set(range(last.end, end))
    elif (label := _label(paragraph, start)) is not None:
        found.append(Finding(words, (0, 0), label, "label"))
    else:
        frame = "quotation" if end - start >= SENTENCE else FRAGMENT
        found.append(Finding(words, (0, 0), None, frame))


def _same_breath(paragraph: Paragraph, last: Finding, start: int) -> bool:
    """Tell whether a quotation goes on with what is said before it in its sentence."""
    if last.cue[0] > last.end or paragraph.sentence[last.end - 1] != paragraph.sentence[start]:
        return False
    between = paragraph.doc[last.end : start]
    return len(between) <= _FEW and not any(
        one.pos_ == "VERB" and one.tag_ in FINITE for one in between
    )


def _label(paragraph: Paragraph, start: int) -> Token | None:
    """Return the name that a sentence and a colon before a quotation consist of."""
    first = paragraph.sentence_start(max(start - 1, 0))
    before = [one for one in paragraph.doc[first:start] if one.text != "“"]
    if not 1 < len(before) <= _FEW or before[-1].text != ":":
        return None
    if any(one.pos_ in VERBS for one in before):
        return None
    named = before[0].pos_ in ("PROPN", "PRON")
    name = next((one for one in reversed(before) if one.pos_ == "PROPN"), None) if named else None
    return name or _office(paragraph, before[:-1], first)


def _office(paragraph: Paragraph, before: Sequence[Token], first: int) -> Token | None:
    """Return whose words a headline gives: "Mayor: “We will close the bridge”"."""
    goes_on = any(
        paragraph.open(one.i) and one.is_alpha for one in paragraph.doc[first + len(before) :]
    )
    office = all(one.pos_ in ("NOUN", "PROPN", "ADJ") for one in before)
    headline = first == 0 and not goes_on and before[0].text[:1].isupper()
    return before[-1] if headline and office and len(before) <= _OFFICE else None
