"""Whose a quotation is: the verb of saying beside it, or the speaker of the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.before import clause_start, said_before
from reading.proposing.attributed.clauses import listener
from reading.proposing.attributed.cues import PLAIN
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.grammar import TELLING
from reading.proposing.attributed.paragraph import MARKS
from reading.proposing.attributed.speakers import child, passing_on, subject

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
#: Words from which on a quotation may be more than a term or a title.
SENTENCE = 8
_DASHES = ("—", "–", "-", "--")


def with_quotations(
    paragraph: Paragraph, found: Sequence[Finding], verbs: Sequence[Token]
) -> list[Finding]:
    """Return the findings of a paragraph with the quotations that stand beside a verb of saying."""
    all_found = list(found)
    for number in range(len(paragraph.quotes)):
        verb = verb_beside(paragraph, number, verbs)
        if verb is not None and not _is_term(paragraph, number, verb):
            _give(paragraph, number, verb, verbs, all_found)
    return all_found


def _is_term(paragraph: Paragraph, number: int, verb: Token) -> bool:
    """Tell whether a few words are but a name that nobody in particular uses: "is known as"."""
    start, end = paragraph.quotes[number]
    passive = (
        verb.tag_ == "VBN" and child(verb, "auxpass") is not None and child(verb, "agent") is None
    )
    return passive and end - start < SENTENCE


def _give(
    paragraph: Paragraph,
    number: int,
    verb: Token,
    verbs: Sequence[Token],
    found: list[Finding],
) -> None:
    """Add a quotation to the finding of its verb, or a finding for it."""
    start, end = paragraph.quotes[number]
    quote = set(range(start, end))
    same = next((one for one in found if one.cue[0] <= verb.i < one.cue[1]), None)
    elsewhere = any(one is not same and one.content & quote for one in found)
    if same is not None and _takes(paragraph, number, same):
        same.content |= set() if elsewhere else quote
    elif not elsewhere and (same is None or not same.content & quote):
        if verb.i > start:
            others = [one for one in verbs if one is not verb]
            quote |= {i for i in said_before(paragraph, verb, others) if i < end}
        found.append(_finding(verb, quote, after=verb.i > start))


def _takes(paragraph: Paragraph, number: int, one: Finding) -> bool:
    """Tell whether a quotation is a piece of what its verb says: "…," Munro said, "…"."""
    if one.frame in ADDING or one.content & set(range(*paragraph.quotes[number])):
        return True
    words = [i for i in sorted(one.content) if paragraph.doc[i].text not in MARKS]
    if one.frame != "clause" or not words or paragraph.open(words[0]):
        return False
    near = clause_start(paragraph.doc[one.cue[0]]) - paragraph.quotes[number][1]
    return 0 <= near <= _NEAR and leads_on(paragraph, number)


def _finding(verb: Token, quote: set[int], *, after: bool) -> Finding:
    """Return a finding for a quotation; a noun right after its verb speaks: "…" asked Munro."""
    speaker, told = subject(verb), listener(verb)
    if after and speaker is None and child(verb, "nsubj", "nsubjpass") is None:
        speaker, told = child(verb, "dobj", "dative"), None
    cue = (verb.i, verb.i + 1)
    return Finding(quote, cue, speaker, "quotation", told=told, via=passing_on(verb))


def verb_beside(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> Token | None:
    """Return the verb of saying that a quotation belongs to, the one before it first."""
    return _before(paragraph, number, verbs) or _after(paragraph, number, verbs)


def _after(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> Token | None:
    end = paragraph.quotes[number][1]
    if not leads_on(paragraph, number):
        return _after_a_point(paragraph, end, verbs)
    for verb in _or_any(paragraph, number, verbs):
        if end <= verb.i < end + _FAR:
            between = paragraph.doc[end + 1 : verb.i]
            if any(
                (one.text in ".?!:;" and one.i > end + 1) or not paragraph.open(one.i)
                for one in between
            ):
                return None
            return verb
    return None


def _after_a_point(paragraph: Paragraph, end: int, verbs: Sequence[Token]) -> Token | None:
    """Return the verb of a sentence that is nothing but "Roe said." after a quotation."""
    for verb in verbs:
        if end < verb.i < end + 2 * _NEAR and verb.i + 1 < len(paragraph.doc):
            whole = clause_start(verb) <= end + 1 and verb.nbor().text == "."
            return verb if whole and verb.lemma_ in PLAIN else None
    return None


def _or_any(paragraph: Paragraph, number: int, verbs: Sequence[Token]) -> list[Token]:
    """Return the verbs of saying, and any other whose clause follows a quotation at once."""
    start, end = paragraph.quotes[number]
    if start > paragraph.sentence_start(start) + 1 and end - start < SENTENCE:
        return list(verbs)
    for verb in paragraph.doc[end : end + 12]:
        if verb.tag_ in TELLING and verb.pos_ == "VERB" and paragraph.open(verb.i):
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
