"""A verb of saying within a relative clause: "the strike that the army said killed nobody"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.grammar import FINITE, RELATIVE
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

#: Words between a relative pronoun and its verb of saying.
_FAR = 8


#: The construction in which a parser may be lost.
GAP = "relative clause"
_VERBAL = (*FINITE, "VBN")
#: Small words of a time between a verb of saying and what it says.
_WHEN = ("on", "last", "late", "early", "this")
_LONG = 4


def within_relative(paragraph: Paragraph, verb: Token) -> Finding | None:
    """Return what a relative clause says of a noun, with the noun itself."""
    if lemma(verb) not in cues.PLAIN:
        return None
    found = _by_parse(paragraph, verb) if verb.dep_ == "relcl" else None
    return found or _by_gap(paragraph, verb)


def _by_parse(paragraph: Paragraph, verb: Token) -> Finding | None:
    speaker, said = child(verb, "nsubj"), _said(verb)
    if speaker is None or not said or speaker.lower_ in RELATIVE:
        return None
    pronouns = [
        one for one in paragraph.doc[max(verb.i - _FAR, 0) : verb.i] if one.lower_ in RELATIVE
    ]
    of = pronouns[-1].nbor(-1) if pronouns and pronouns[-1].i > 0 else verb.head
    of = of if of.pos_ in ("NOUN", "PROPN") else verb.head
    last = pronouns[-1].i if pronouns else verb.i
    noun = {i for i in subtree(of, without=[verb]) if i < min(last, speaker.left_edge.i)}
    return Finding(noun | said, (verb.i, verb.i + 1), speaker, GAP)


def _said(verb: Token) -> set[int]:
    """Return the words after a verb that say something of a noun before it: they have no subject."""
    clause, after = child(verb, "ccomp"), verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if clause is None and after.tag_ in ("VBD", "VBN", "VBZ", "MD"):
        return {i for i in subtree(verb) if i > verb.i}
    if clause is None or clause.i < verb.i:
        return set()
    own = child(clause, "nsubj", "nsubjpass")
    return (
        set() if own is not None and own.i > verb.i else {i for i in subtree(clause) if i > verb.i}
    )


def _by_gap(paragraph: Paragraph, verb: Token) -> Finding | None:
    """Return what is said where no subject follows, however the sentence is parsed.

    "the strike on a convoy that the army said on Sunday wounded two soldiers"
    """
    speaker, said = child(verb, "nsubj"), _predicate(paragraph, verb)
    pronoun = next(
        (
            one
            for one in verb.doc[max(verb.i - _FAR, 1) : verb.i]
            if one.lower_ in ("that", "which")
        ),
        None,
    )
    if pronoun is None or speaker is None or said is None or speaker.i <= pronoun.i:
        return None
    between = verb.doc[pronoun.i + 1 : verb.i]
    of = _noun_before(pronoun)
    if of is None or any(one.pos_ in ("VERB", "PUNCT") for one in between):
        return None
    words = {i for i in subtree(of, without=[verb]) if i < pronoun.i}
    return Finding(words | set(_to_comma(paragraph, said)), (verb.i, verb.i + 1), speaker, GAP)


def _predicate(paragraph: Paragraph, verb: Token) -> Token | None:
    """Return the finite verb that follows a verb of saying, after a time at most."""
    for one in verb.doc[verb.i + 1 : verb.i + 1 + _LONG]:
        if one.tag_ in _VERBAL and _is_verb(one, verb) and paragraph.open(one.i):
            return one
        if one.lower_ not in _WHEN and one.ent_type_ not in ("DATE", "TIME"):
            return None
    return None


def _is_verb(one: Token, verb: Token) -> bool:
    """Tell whether a form is a verb, though taken for a participle: nobody "said wounded men"."""
    return one.dep_ != "amod" or (one.head.dep_ == "dobj" and one.head.head == verb)


def _noun_before(pronoun: Token) -> Token | None:
    """Return the noun that a relative pronoun follows, not a day between the two."""
    noun = pronoun.nbor(-1)
    if noun.ent_type_ in ("DATE", "TIME"):
        noun = noun.head.head
    return noun if noun.pos_ in ("NOUN", "PROPN") and noun.i < pronoun.i else None


def _to_comma(paragraph: Paragraph, first: Token) -> range:
    end = paragraph.sentence_end(first.i)
    stops = (i for i in range(first.i, end) if paragraph.doc[i].text in ",;" and paragraph.open(i))
    return range(first.i, next(stops, end))
