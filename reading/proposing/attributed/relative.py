"""A verb of saying within a relative clause: "the strike that the army said killed nobody"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

_RELATIVE = ("that", "which", "who", "whom")
#: Words between a relative pronoun and its verb of saying.
_FAR = 8


def within_relative(paragraph: Paragraph, verb: Token) -> Finding | None:
    """Return what a relative clause says of a noun, with the noun itself."""
    if verb.dep_ != "relcl" or lemma(verb) not in cues.PLAIN:
        return None
    speaker, said = child(verb, "nsubj"), _said(verb)
    if speaker is None or not said or speaker.lower_ in _RELATIVE:
        return None
    pronouns = [
        one for one in paragraph.doc[max(verb.i - _FAR, 0) : verb.i] if one.lower_ in _RELATIVE
    ]
    of = pronouns[-1].nbor(-1) if pronouns and pronouns[-1].i > 0 else verb.head
    of = of if of.pos_ in ("NOUN", "PROPN") else verb.head
    last = pronouns[-1].i if pronouns else verb.i
    noun = {i for i in subtree(of, without=[verb]) if i < min(last, speaker.left_edge.i)}
    return Finding(noun | said, (verb.i, verb.i + 1), speaker, "relative clause")


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
