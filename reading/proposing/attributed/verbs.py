"""The verbs of a paragraph that say something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.grammar import VERBS
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
        says = word.pos_ in VERBS and lemma(word) in _LEXICON
        if says and paragraph.open(word.i) and asserted(word):
            yield word


def lemma(word: Token) -> str:
    """Return the lemma of a verb in lower case."""
    return str(word.lemma_).lower()


def asserted(verb: Token) -> bool:
    """Tell whether a verb tells of words that were said: not denied, not supposed, not to come."""
    if verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "acl") and _is_passive(verb):
        return verb.i > 1 and verb.nbor(-1).text == "”" and verb.nbor(-2).text != "."
    if any(one.dep_ == "mark" and one.lower_ in cues.SUPPOSING for one in verb.children):
        return False
    if verb.dep_ == "xcomp" and lemma(verb.head) in cues.DECLINING:
        return False
    if _is_purpose(verb) or _is_name(verb):
        return False
    shared = verb.head if verb.dep_ == "conj" and verb.tag_ == "VB" else verb
    return not (_put_off(verb) or _put_off(shared))


def _is_purpose(verb: Token) -> bool:
    """Tell whether an infinitive is a purpose or a supposition: "for a judge to criticise …"."""
    to = any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.children)
    goes_on = verb.dep_ == "xcomp" and lemma(verb.head) in cues.GOING_ON
    return to and not goes_on and lemma(verb) not in cues.PLAIN


def _is_name(verb: Token) -> bool:
    """Tell whether a participle gives a noun its name: "a group called Stop the Ferry"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and lemma(verb) in ("call", "dub")


def _is_passive(verb: Token) -> bool:
    """Tell whether a participle says what was done to somebody, by nobody: "asked about …"."""
    if lemma(verb) not in cues.LISTENED and child(verb, "ccomp") is not None:
        return False
    return child(verb, "nsubj", "aux", "auxpass", "agent", "dobj", "oprd") is None


def _put_off(verb: Token) -> bool:
    """Tell whether an auxiliary before a verb, with no comma between, denies it or puts it off."""
    for one in verb.children:
        put_off = one.dep_ == "neg" or (one.dep_ == "aux" and one.lower_ in cues.UNSAID)
        if put_off and not any(word.text == "," for word in verb.doc[one.i : verb.i]):
            return True
    return False
