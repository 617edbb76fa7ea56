"""Verbs of saying set between commas: "The bridge, said Munro, is closed", "…, she said, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.before import clause_start
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.grammar import FINITE
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child, subject
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

_NAMES = ("NOUN", "PROPN", "PRON", "DET", "ADJ")
_LONGEST = 30


def between_commas(paragraph: Paragraph, verb: Token, others: Sequence[Token]) -> Finding | None:
    """Return the sentence around a verb and its subject that two commas set off."""
    if lemma(verb) not in cues.CLAUSE or verb.tag_ not in FINITE or verb.dep_ == "relcl":
        return None
    set_off = _inverted(paragraph, verb) or _straight(paragraph, verb)
    if set_off is None:
        return None
    (start, end), speaker = set_off
    first, last = paragraph.sentence_start(verb.i), paragraph.sentence_end(verb.i)
    if any(first <= one.i < start for one in others) or not paragraph.open(start - 2):
        return None
    content = set(range(end, last))
    broken_off = paragraph.doc[start - 2].pos_ in ("AUX", "VERB", "ADP", "SCONJ", "CCONJ")
    if not (tells(paragraph, end, last) or broken_off):
        return None
    if tells(paragraph, first, start) or not _begins_quotation(paragraph, end):
        content |= set(range(first, start))
    return Finding(content, (verb.i, verb.i + 1), speaker, "parenthesis")


def _inverted(paragraph: Paragraph, verb: Token) -> tuple[tuple[int, int], Token] | None:
    """Return the range of ", said Munro," and who that is."""
    doc = paragraph.doc
    if (
        not 1 < verb.i < len(doc) - 2
        or doc[verb.i - 1].text != ","
        or doc[verb.i + 1].pos_ not in _NAMES
    ):
        return None
    for chunk in doc[verb.i + 1 : verb.i + _LONGEST].noun_chunks:
        if chunk.start != verb.i + 1:
            return None
        end = max(subtree(chunk.root)) + 1
        end -= doc[end - 1].text == ","
        goes_on = end + 1 < len(doc) and doc[end].text == "," and _is_predicate(doc[end + 1])
        return ((verb.i, end + 1), chunk.root) if goes_on else None
    return None


def _is_predicate(word: Token) -> bool:
    return word.pos_ in ("VERB", "AUX", "PART", "CCONJ", "ADV") or word.text == "“"


def tells(paragraph: Paragraph, start: int, end: int) -> bool:
    """Tell whether a range of words has a finite verb of its own."""
    return any(one.tag_ in FINITE and one.dep_ != "relcl" for one in paragraph.doc[start:end])


def _begins_quotation(paragraph: Paragraph, start: int) -> bool:
    first = paragraph.doc[start : start + 2]
    return first[0].text == "“" and first[-1].text[:1].isupper()


def _straight(paragraph: Paragraph, verb: Token) -> tuple[tuple[int, int], Token] | None:
    """Return the range of ", Munro said," and who that is."""
    doc, start = paragraph.doc, clause_start(verb)
    speaker = (
        subject(verb) if child(verb, "nsubj") is not None and child(verb, "dobj") is None else None
    )
    if speaker is None or start <= 1 or doc[start - 1].text != ",":
        return None
    end = verb.i + 1
    while end < len(doc) and end < verb.i + 5 and doc[end].text not in (",", "."):
        end += 1
    after = doc[end + 1] if end + 1 < len(doc) else None
    if (
        after is None
        or doc[end].text != ","
        or after.lower_ in cues.ASIDES
        or after.tag_ in ("VBG", "VBN")
    ):
        return None
    return (start, end + 1), speaker
