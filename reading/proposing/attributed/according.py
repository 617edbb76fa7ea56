"""According to somebody: the sentence around the phrase is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.grammar import VERBS
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.parenthetical import tells
from reading.proposing.attributed.speakers import child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

#: Words of an aside about a source.
_LONG = 15


def according_to(paragraph: Paragraph) -> Iterator[Finding]:
    """Yield what is said according to somebody."""
    for word in paragraph.doc[:-1]:
        if word.lower_ == "according" and word.nbor().lower_ == "to" and paragraph.open(word.i):
            yield from _according(paragraph, word)


def _according(paragraph: Paragraph, word: Token) -> Iterator[Finding]:
    to = word.nbor()
    speaker = child(to, "pobj") or child(word, "pobj")
    if speaker is None:
        return
    phrase = {*subtree(word), to.i, *subtree(speaker)}
    content = set(subtree(_clause_around(word), without=[word])) - phrase
    first = paragraph.sentence_start(word.i)
    if any(first <= i < word.i for i in content) and tells(paragraph, first, word.i):
        content = set(range(max(first, _colon(paragraph, first, word.i)), word.i))
    content -= _aside(paragraph, max(phrase) + 1)
    if content:
        yield Finding(content, (word.i, to.i + 1), speaker, "according to")


def _aside(paragraph: Paragraph, end: int) -> set[int]:
    """Return the words of what tells more of a source after a comma: ", published last month,"."""
    doc = paragraph.doc
    first = end + (end < len(doc) and doc[end].text == ",")
    if first == end or first >= len(doc) or doc[first].tag_ != "VBN" or not paragraph.open(first):
        return set()
    comma = next((i for i in range(first, min(first + _LONG, len(doc))) if doc[i].text == ","), end)
    return set(range(first, comma))


def _clause_around(word: Token) -> Token:
    head = word.head
    while head.pos_ not in VERBS and head.dep_ != "ROOT":
        head = head.head
    return head


def _colon(paragraph: Paragraph, first: int, last: int) -> int:
    """Return the word after the last open colon or semicolon of a range, its first if there is none."""
    stops = [i for i in range(first, last) if paragraph.open(i) and paragraph.doc[i].text in ":;"]
    return stops[-1] + 1 if stops else first
