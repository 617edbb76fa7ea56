"""The verbs of a paragraph that say something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.speakers import child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

_LEXICON = (
    cues.CLAUSE
    | cues.QUOTING
    | cues.OBJECT
    | cues.INFINITIVE
    | cues.ABOUT_SOMEBODY
    | cues.NAMING
    | frozenset(cues.PREPOSITIONS)
)


def saying(paragraph: Paragraph) -> Iterator[Token]:
    """Yield the verbs outside quotation marks that attribute something."""
    for word in paragraph.doc:
        says = word.pos_ in ("VERB", "AUX") and lemma(word) in _LEXICON
        if says and paragraph.open(word.i) and asserted(word):
            yield word


def lemma(word: Token) -> str:
    """Return the lemma of a verb in lower case."""
    return str(word.lemma_).lower()


def asserted(verb: Token) -> bool:
    """Tell whether a verb tells of words that were said: not denied, not supposed, not to come."""
    for one in verb.children:
        if one.dep_ == "neg" or (one.dep_ == "aux" and one.lower_ in cues.UNSAID):
            return False
        if one.dep_ == "mark" and one.lower_ in ("if", "unless", "whether"):
            return False
    return (
        verb.dep_ != "conj"
        or verb.head.pos_ != "VERB"
        or child(verb, "nsubj") is not None
        or asserted_aux(verb.head)
    )


def asserted_aux(verb: Token) -> bool:
    """Tell whether no auxiliary of a verb puts it off."""
    return not any(
        one.dep_ == "neg" or (one.dep_ == "aux" and one.lower_ in cues.UNSAID)
        for one in verb.children
    )
