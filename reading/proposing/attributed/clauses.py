"""Clauses said: "she said that …", "…, she said", "she promised to …", "she called for …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child, subject
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph


def of_verb(paragraph: Paragraph, verb: Token) -> Finding | None:
    """Return what the grammar of a sentence says a verb attributes, None for nothing."""
    for rule in (_clause, _parenthesis, _naming, _about_somebody, _infinitive, _preposition, _object):
        if (found := rule(paragraph, verb)) is not None:
            return found
    return None


def _clause(paragraph: Paragraph, verb: Token) -> Finding | None:
    said = child(verb, "ccomp")
    if said is None or lemma(verb) not in cues.CLAUSE | cues.OBJECT | cues.QUOTING:
        return None
    content = set(subtree(said)) - {verb.i}
    if said.i < verb.i:
        return _before(paragraph, verb, content)
    return Finding(content, _cue(verb), subject(verb), "clause", told=listener(verb))


def _before(paragraph: Paragraph, verb: Token, content: set[int]) -> Finding:
    return Finding(content, _cue(verb), subject(verb), "clause before", told=listener(verb))


def _parenthesis(paragraph: Paragraph, verb: Token) -> Finding | None:
    if verb.dep_ != "parataxis" or lemma(verb) not in cues.CLAUSE:
        return None
    content = set(subtree(verb.head, without=[verb]))
    return Finding(content, _cue(verb), subject(verb), "parenthesis", told=listener(verb))


def _infinitive(_paragraph: Paragraph, verb: Token) -> Finding | None:
    done = child(verb, "xcomp")
    if done is None or lemma(verb) not in cues.INFINITIVE or not _to(done):
        return None
    return Finding(set(subtree(done)), _cue(verb), subject(verb), "infinitive")


def _to(verb: Token) -> bool:
    return any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.children)


def _naming(_paragraph: Paragraph, verb: Token) -> Finding | None:
    if lemma(verb) not in cues.NAMING:
        return None
    named = child(verb, "dobj", "nsubjpass")
    small = child(verb, "oprd", "ccomp")
    if small is None:
        small = next((one for one in verb.children if one.dep_ == "prep" and one.lower_ == "as"), None)
    if small is None or small.i < verb.i:
        return None
    content = set(subtree(small))
    if named is not None and named.i > verb.i:
        content |= set(subtree(named))
    return Finding(content, _cue(verb), subject(verb), "naming")


def _about_somebody(_paragraph: Paragraph, verb: Token) -> Finding | None:
    if lemma(verb) not in cues.ABOUT_SOMEBODY | cues.LISTENED:
        return None
    done = child(verb, "ccomp", "xcomp")
    of = next((one for one in verb.children if one.dep_ == "prep" and one.lower_ in ("of", "with")), None)
    what = done if done is not None and _to(done) else of
    if what is None or what.i < verb.i:
        return None
    content = set(subtree(what))
    somebody = child(verb, "dobj")
    if somebody is not None and verb.i < somebody.i:
        content |= set(subtree(somebody))
    return Finding(content, _cue(verb), subject(verb), "about somebody")


def _preposition(_paragraph: Paragraph, verb: Token) -> Finding | None:
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.i > verb.i and prep.lower_ in cues.PREPOSITIONS.get(lemma(verb), ()):
            content = set(subtree(prep)) - {prep.i}
            if content:
                return Finding(content, (verb.i, prep.i + 1), subject(verb), "preposition")
    return None


def _object(_paragraph: Paragraph, verb: Token) -> Finding | None:
    if lemma(verb) not in cues.OBJECT:
        return None
    thing = child(verb, "dobj", "nsubjpass")
    if thing is None or (thing.dep_ == "dobj" and thing.i < verb.i):
        return None
    content = set(subtree(thing))
    for one in verb.children:
        if one.dep_ == "prep" and one.lower_ in ("for", "over", "as", "on") and one.i > thing.i:
            content |= set(subtree(one))
    return Finding(content, _cue(verb), subject(verb), "object")


def _cue(verb: Token) -> tuple[int, int]:
    return (verb.i, verb.i + 1)


def listener(verb: Token) -> Token | None:
    """Return the head of the phrase that says who was told, None where nobody is named."""
    if lemma(verb) in cues.LISTENED:
        return child(verb, "dobj", "dative", "nsubjpass")
    for one in verb.children:
        if one.dep_ in ("prep", "dative") and one.lower_ == "to":
            return child(one, "pobj")
    return None
