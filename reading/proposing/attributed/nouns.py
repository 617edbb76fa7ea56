"""Nouns of saying: "her claim that …", "a warning from the ministry that …", "his promise to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.cues import NOUNS, PROMISES, TELLING
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child, subject
from reading.proposing.attributed.verbs import asserted, lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph


def by_nouns(paragraph: Paragraph) -> Iterator[Finding]:
    """Yield the clauses of nouns of saying that somebody is named for."""
    for word in paragraph.doc:
        is_noun = word.pos_ == "NOUN" or word.dep_ in ("nsubj", "nsubjpass", "pobj")
        if is_noun and paragraph.open(word.i) and lemma(word) in NOUNS | PROMISES:
            clause = _clause(word)
            speaker = _whose(word) if clause is not None else None
            if clause is not None and speaker is not None:
                content = set(subtree(clause)) - set(subtree(speaker))
                yield Finding(content, (word.i, word.i + 1), speaker, "noun")


def _clause(noun: Token) -> Token | None:
    for one in noun.children:
        if one.i < noun.i or one.dep_ not in ("acl", "ccomp", "relcl"):
            continue
        first = next(iter(one.lefts), one)
        if lemma(noun) in NOUNS and first.lower_ == "that" and first.dep_ == "mark":
            return one
        if lemma(noun) in PROMISES and any(
            aux.lower_ == "to" and aux.dep_ == "aux" for aux in one.children
        ):
            return one
    return None


def _whose(noun: Token) -> Token | None:
    """Return whose claim it is: its owner, whoever it is by or from, or who makes it."""
    owner = child(noun, "poss") or child(noun, "nsubj")
    if owner is not None and (owner.dep_ == "poss" or child(owner, "case") is not None):
        return owner
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from", "of"):
            return child(prep, "pobj")
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in ("dobj", "pobj") or lemma(verb) not in TELLING or not asserted(verb):
        return None
    return subject(verb)
