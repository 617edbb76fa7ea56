"""According to somebody: the sentence around the phrase is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph


def according_to(paragraph: Paragraph) -> Iterator[Finding]:
    """Yield what is said according to somebody."""
    for word in paragraph.doc[:-1]:
        if word.lower_ == "according" and word.nbor().lower_ == "to" and paragraph.open(word.i):
            if (found := _according(paragraph, word)) is not None:
                yield found


def _according(paragraph: Paragraph, word: Token) -> Finding | None:
    to = word.nbor()
    speaker = child(to, "pobj") or child(word, "pobj")
    phrase = set(subtree(word)) | {to.i}
    if speaker is None:
        return None
    phrase |= set(subtree(speaker))
    head = word.head
    while head.pos_ not in ("VERB", "AUX") and head.dep_ != "ROOT":
        head = head.head
    content = set(subtree(head, without=[word])) - phrase
    if not content:
        return None
    return Finding(content, (word.i, to.i + 1), speaker, "according to")
