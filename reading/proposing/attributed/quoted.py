"""Whose a quotation is: the verb of saying beside it, or the speaker of the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.before import clause_start, said_before
from reading.proposing.attributed.clauses import listener
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.speakers import subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

#: Words between a quotation and its verb, above which the two have nothing to do with each other.
_FAR = 40
#: Words between a verb and a quotation after it that need no comma or colon.
_NEAR = 3
#: Constructions of which a further quotation beside the verb is a part.
ADDING = ("clause before", "quotation", "parenthesis")
_DASHES = ("—", "–", "-", "--")


def with_quotations(
    paragraph: Paragraph, found: Sequence[Finding], verbs: Sequence[Token]
) -> list[Finding]:
    """Return the findings of a paragraph with the quotations that stand beside a verb of saying."""
    all_found = list(found)
    for number in range(len(paragraph.quotes)):
        verb = verb_beside(paragraph, number, verbs)
        if verb is not None:
            _give(paragraph, number, verb, all_found)
            one = all_found[-1]
            if one.frame == "quotation" and not one.content:
                one.content = set(range(*paragraph.quotes[number]))
                if verb.i > one.start:
                    one.content |= said_before(paragraph, verb, [v for v in verbs if v is not verb])
    return all_found


def _give(paragraph: Paragraph, number: int, verb: Token, found: list[Finding]) -> None:
    """Add a quotation to the finding of its verb, or a finding without words for it."""
    quote = set(range(*paragraph.quotes[number]))
    same = next((one for one in found if one.cue[0] <= verb.i < one.cue[1]), None)
    if same is not None and (same.content & quote or same.frame in ADDING):
        same.content |= quote
    elif not any(one.content & quote for one in found):
        told = listener(verb)
        found.append(Finding(set(), (verb.i, verb.i + 1), subject(verb), "quotation", told=told))


def verb_beside(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> Token | None:
    """Return the verb of saying that a quotation belongs to, the one before it first."""
    return _before(paragraph, number, verbs) or _after(paragraph, number, verbs)


def _after(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> Token | None:
    end = paragraph.quotes[number][1]
    if not leads_on(paragraph, number):
        return None
    for verb in _or_any(paragraph, end, verbs):
        if end <= verb.i < end + _FAR:
            between = paragraph.doc[end + 1 : verb.i]
            if any(
                (one.text in ".?!:;" and one.i > end + 1) or not paragraph.open(one.i)
                for one in between
            ):
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


def quotation_before(paragraph: Paragraph, verb: Token) -> set[int]:
    """Return the words of the quotation right before the clause of a verb."""
    start = clause_start(verb)
    near = [one for one in paragraph.quotes if start - _NEAR <= one[1] <= start]
    return set(range(*near[-1])) if near else set()


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
            return verb if len(between) <= _NEAR or last in ([","], [":"], ["that"]) else None
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
