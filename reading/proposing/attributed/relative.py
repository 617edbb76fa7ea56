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


def within_relative(paragraph: Paragraph, verb: Token) -> Finding | None:
    """Return what a relative clause says of a noun, with the noun itself."""
    if verb.dep_ != "relcl" or lemma(verb) not in cues.PLAIN:
        return None
    speaker, said = child(verb, "nsubj"), child(verb, "ccomp")
    if speaker is None or said is None or said.i < verb.i or speaker.lower_ in _RELATIVE:
        return None
    own = child(said, "nsubj", "nsubjpass")
    if own is not None and own.i > verb.i:
        return None
    content = set(subtree(verb.head, without=[verb])) | set(subtree(said))
    content -= {one.i for one in verb.lefts if one.lower_ in _RELATIVE}
    content -= {one.i for one in paragraph.doc[verb.i - 4 : verb.i] if one.lower_ in _RELATIVE}
    return Finding(content, (verb.i, verb.i + 1), speaker, "relative clause")
