"""What stands before its verb: "…, she said", with the pieces that follow the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

_PARTS = ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "expl")


def said_before(paragraph: Paragraph, verb: Token, others: Sequence[Token]) -> set[int]:
    """Return the words of the sentence before a verb of saying and its subject.

    They begin after another verb of saying and after an open colon.
    """
    end = clause_start(verb)
    start = end
    stops = {one.i for one in others}
    while start > 0 and paragraph.sentence[start - 1] == paragraph.sentence[verb.i]:
        if start - 1 in stops or (paragraph.doc[start - 1].text in (":", ";") and paragraph.open(start - 1)):
            return set()
        start -= 1
    return set(range(start, end))


def clause_start(verb: Token) -> int:
    """Return the first word of the clause of a verb, its subject and auxiliaries included."""
    own = [verb.i]
    for one in verb.children:
        if one.dep_ in _PARTS and one.i < verb.i and (one.dep_ != "advmod" or one.i > verb.i - 3):
            own.append(min(subtree(one)))
    return min(own)


def clause_end(verb: Token) -> int:
    """Return the word after the clause of a verb whose words stand before it."""
    end = verb.i + 1
    for one in verb.children:
        if one.i > verb.i and one.dep_ not in ("ccomp", "parataxis", "conj", "cc", "punct"):
            end = max(end, max(subtree(one)) + 1)
    return end


def said_after(paragraph: Paragraph, verb: Token, content: set[int]) -> set[int]:
    """Return what goes on after a verb that stands amid what is said: "X, she said, Y"."""
    end = clause_end(verb)
    doc = paragraph.doc
    if end + 1 >= len(doc) or doc[end].text not in (",", "—", "–", "--") or not content:
        return set()
    last = end + 1
    while last < len(doc) and paragraph.sentence[last] == paragraph.sentence[verb.i]:
        last += 1
    rest = [doc[i] for i in range(end + 1, last)]
    if not rest or rest[0].tag_ == "VBG" or any(one.head is verb for one in rest if one.dep_ in ("advcl", "prep", "conj", "cc")):
        return set()
    return {one.i for one in rest}


def goes_on(verb: Token) -> bool:
    """Tell whether a clause of what is said follows the verb."""
    said = child(verb, "ccomp")
    return said is not None and said.i > verb.i
