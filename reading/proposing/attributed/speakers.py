"""Whom a clause makes the speaker of its verb: the mention beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.cues import DOCUMENTS, ISSUING, NOUNS
from reading.proposing.attributed.grammar import OF_NOUNS, RELATIVE, TELLING
from reading.proposing.attributed.paragraph import subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph
    from reading.proposing.proposals import Span

_STEPS = 12


def child(word: Token, *deps: str) -> Token | None:
    """Return the first word below one that stands to it in one of some relations."""
    return next((one for one in word.children if one.dep_ in deps), None)


def subject(verb: Token) -> Token | None:
    """Return the head of the phrase that says what a verb says, None where nobody is named."""
    found = _governing(verb)
    return found if found is not None else _beside(verb)


def _governing(verb: Token) -> Token | None:
    for _ in range(_STEPS):
        if (found := _own_subject(verb)) is not None:
            return found
        if child(verb, "nsubjpass", "expl") is not None:
            return None
        if (quoting := quoting_as(verb)) is not None:
            return child(quoting, "dobj", "nsubjpass")
        if verb.dep_ in OF_NOUNS:
            return issuer(verb.head) if verb.head.lemma_ in DOCUMENTS | NOUNS else verb.head
        if verb.dep_ not in _SHARED or verb.head is verb:
            return None
        verb = verb.head
    return None


def _own_subject(verb: Token) -> Token | None:
    """Return the subject of a verb, the nearest before it first, or the agent of a passive."""
    if (by := child(verb, "agent")) is not None:
        return child(by, "pobj")
    found = [one for one in verb.children if one.dep_ in ("nsubj", "csubj")]
    near = max((one for one in found if one.i < verb.i), key=lambda one: one.i, default=None)
    one = near or next(iter(found), None)
    return None if one is None else _antecedent(one, verb)


def quoting_as(verb: Token) -> Token | None:
    """Return the verb of whoever passes words on: "quoted" of "quoted her as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.pos_ != "VERB":
        return None
    return verb.head.head


def passing_on(verb: Token) -> Token | None:
    """Return the head of the phrase that says who quotes a speaker as saying something."""
    quoting = quoting_as(verb)
    if quoting is None:
        return None
    by = child(quoting, "agent")
    return child(by, "pobj") if by is not None else _own_subject(quoting)


def _beside(verb: Token) -> Token | None:
    """Return the head of the noun phrase right before a finite verb, which a parse has missed."""
    if verb.tag_ not in TELLING or verb.i == 0 or child(verb, "nsubjpass", "expl") is not None:
        return None
    before = verb.nbor(-1)
    if before.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    while before.head.i == before.i + 1 or (
        before.dep_ in ("compound", "flat") and before.head.i < verb.i
    ):
        before = before.head
    return before


_SHARED = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"))


def _antecedent(found: Token, verb: Token) -> Token:
    if found.lower_ in RELATIVE and verb.dep_ == "relcl" and verb.head.pos_ != "VERB":
        return verb.head
    return found


def issuer(document: Token) -> Token | None:
    """Return who issued a document or made a claim: its owner, or whoever does something with it."""
    if (owner := child(document, "poss")) is not None:
        return owner
    for prep in document.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            return child(prep, "pobj")
    verb = document.head.head if document.dep_ == "pobj" else document.head
    if document.dep_ not in ("dobj", "attr", "pobj") or verb.lemma_.lower() not in ISSUING:
        return document
    return subject(verb) or document


def mention(paragraph: Paragraph, head: Token | None, verb: int = -1) -> Span | None:
    """Return where the whole noun phrase of a speaker stands, with its appositions.

    The clause of the verb that attributes is no part of it, but for its "who".
    """
    if head is None:
        return None
    left_out = [
        one
        for one in head.children
        if one.dep_ in ("relcl", "acl", "cc", "conj", "punct") and one.i > head.i + _STEPS
    ]
    words = [i for i in subtree(head, left_out) if i < _own_end(head, verb)]
    start, end = next(run for run in paragraph.runs(words) if run[0] <= head.i < run[1])
    doc = paragraph.doc
    while end > head.i + 1 and doc[end - 1].is_punct and doc[end - 1].text != ")":
        end -= 1
    while start < head.i and doc[start].is_punct:
        start += 1
    return paragraph.span((start, end))


def _own_end(head: Token, verb: int) -> int:
    """Return the word at which a clause of a noun begins that has the verb in it, after "who"."""
    for one in head.children:
        first = one.left_edge
        if one.dep_ in OF_NOUNS and head.i < first.i <= verb <= one.right_edge.i:
            after_comma = first.lower_ in RELATIVE and first.nbor(-1).text == ","
            return first.i + after_comma
    return len(head.doc)
