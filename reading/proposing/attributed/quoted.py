"""Whose a quotation is: the verb of saying beside it, or the speaker of the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.before import clause_start
from reading.proposing.attributed.clauses import listener
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.speakers import subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

#: Words between a quotation and its verb, above which the two have nothing to do with each other.
_FAR = 40
_DASHES = ("—", "–", "-", "--")


def verb_beside(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> Token | None:
    """Return the verb of saying that a quotation belongs to, the one before it first."""
    return _before(paragraph, number, verbs) or _after(paragraph, number, verbs)


def finding(paragraph: Paragraph, number: int, verb: Token) -> Finding:
    """Return a quotation as what a verb beside it attributes."""
    words = set(range(*paragraph.quotes[number]))
    return Finding(words, (verb.i, verb.i + 1), subject(verb), "quotation", told=listener(verb))


def _after(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> Token | None:
    end = paragraph.quotes[number][1]
    if not leads_on(paragraph, number):
        return None
    for verb in _or_any(paragraph, end, verbs):
        if end <= verb.i < end + _FAR:
            between = paragraph.doc[end + 1 : verb.i]
            if any((one.text in ".?!:;" and one.i > end + 1) or not paragraph.open(one.i) for one in between):
                return None
            return verb
    return None


def _or_any(paragraph: Paragraph, end: int, verbs: Sequence[Token]) -> list[Token]:
    """Return the verbs of saying, and any other verb with its subject that follows a quotation at once."""
    for verb in paragraph.doc[end : end + 12]:
        if verb.tag_ in ("VBD", "VBZ", "VBP") and verb.pos_ == "VERB" and paragraph.open(verb.i):
            if verb not in verbs and clause_start(verb) <= end + 2:
                return sorted({*verbs, verb}, key=lambda one: one.i)
            break
    return list(verbs)


def leads_on(paragraph: Paragraph, number: int) -> bool:
    """Tell whether a quotation ends so that its verb may follow."""
    end = paragraph.quotes[number][1]
    following = [one.text for one in paragraph.doc[end : end + 2]]
    return (
        paragraph.doc[end - 1].text[-1:] in (",", "?", "!", *_DASHES)
        or "," in following
        or any(one in following for one in _DASHES)
    )


def _before(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> Token | None:
    start = paragraph.quotes[number][0]
    for verb in reversed(verbs):
        if start - _FAR < verb.i < start:
            between = list(paragraph.doc[verb.i + 1 : start])
            if any(one.text in ".?!;" or not paragraph.open(one.i) for one in between):
                return None
            last = [one.text for one in between if one.text != "“"][-1:]
            return verb if len(between) <= 3 or last in ([","], [":"], ["that"]) else None
    return None


def stands_alone(paragraph: Paragraph, number: int) -> bool:
    """Tell whether a quotation begins a sentence and nothing but it is in that sentence."""
    start, end = paragraph.quotes[number]
    before = max(start - 1, 0)
    begins = before == 0 or paragraph.sentence[before - 1] != paragraph.sentence[start]
    after = end
    while after < len(paragraph.doc) and paragraph.doc[after].text in "”.’\"'":
        after += 1
    ends = after >= len(paragraph.doc) or paragraph.sentence[after] != paragraph.sentence[start]
    return begins and ends
