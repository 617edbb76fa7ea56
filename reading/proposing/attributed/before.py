"""What stands before its verb: "…, she said", with the pieces that follow the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.cues import ASIDES
from reading.proposing.attributed.grammar import OF_NOUNS, VERBS
from reading.proposing.attributed.paragraph import subtree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

_PARTS = ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "expl")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
#: Words before a verb within which an adverb belongs to its clause.
_NEAR = 3


def said_before(paragraph: Paragraph, verb: Token, others: Sequence[Token]) -> set[int]:
    """Return the words of the sentence before a verb of saying and its subject.

    They begin after another verb of saying and after an open colon.
    """
    end = clause_start(verb)
    start = end
    stops = {one.i for one in others}
    while start > 0 and paragraph.sentence[start - 1] == paragraph.sentence[verb.i]:
        if start - 1 in stops or (
            paragraph.doc[start - 1].text in (":", ";") and paragraph.open(start - 1)
        ):
            return set()
        start -= 1
    return set(range(start, end))


def clause_start(verb: Token) -> int:
    """Return the first word of the clause of a verb, its subject and auxiliaries included."""
    start, has_subject = verb.i, False
    for one in reversed([one for one in verb.lefts if one.dep_ in _PARTS]):
        own = subtree(one)
        between = {word.text for word in verb.doc[own[-1] + 1 : start]}
        if "”" in between or (has_subject and "," in between):
            break
        if one.dep_ != "advmod" or one.i > verb.i - _NEAR:
            start, has_subject = own[0], has_subject or one.dep_ in _SUBJECTS
    return start


def clause_end(verb: Token) -> int:
    """Return the word after the clause of a verb whose words stand before it."""
    end = verb.i + 1
    for one in verb.children:
        if one.i > verb.i and one.dep_ not in ("ccomp", "parataxis", "conj", "cc", "punct"):
            end = max(end, max(subtree(one)) + 1)
    return end


def said_after(paragraph: Paragraph, verb: Token, content: set[int]) -> set[int]:
    """Return what goes on after a verb that stands amid what is said: "X, she said, Y"."""
    end, doc = clause_end(verb), paragraph.doc
    if not content or end + 1 >= len(doc) or doc[end].text not in (",", "—", "–", "--"):
        return set()
    rest = doc[end + 1 : paragraph.sentence_end(verb.i)]
    if len(rest) == 0 or not paragraph.open(max(content)) or not _continues(rest[0], verb):
        return set()
    return {one.i for one in rest}


def _continues(first: Token, verb: Token) -> bool:
    own = set(subtree(verb)) if verb.dep_ == "parataxis" else set()
    return first.tag_ not in ("VBG", "VBD") and first.lower_ not in ASIDES and first.i not in own


def went_on(paragraph: Paragraph, verb: Token, content: set[int]) -> set[int]:
    """Return the rest of a sentence that what is said after a verb seems to be cut off from.

    A parse that is wrong leaves the predicate of a clause outside; nothing stands between.
    """
    end, last = max(content) + 1, paragraph.sentence_end(verb.i)
    if end + 1 >= last or verb.dep_ in OF_NOUNS:
        return set()
    first = paragraph.doc[end]
    cut_off = first.pos_ in VERBS and first.head is not verb
    return set(range(end, last)) if cut_off else set()
