"""The sentence that leads up to a quotation: "Roe told reporters in Lund on Monday." “We stay,” Roe said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span
from reading.proposing.resolved.said import time_of
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from reading.proposing.parsing import Parsed
    from reading.proposing.resolved.article import Article
    from reading.proposing.resolved.cast import Cast, Mention, Party

    Outside = Callable[[Span, int], Sequence[Span]]

_TELLING = words(
    "tell say speak address ask read recite brief answer respond talk meet appear testify announce write"
)
_LISTENED = words("tell ask brief address")


@dataclass(frozen=True)
class LeadIn:
    """When and to whom somebody spoke, as the sentence before the words has it."""

    time: str | None
    told: Span | None


def lead_in(article: Article, cast: Cast, party: Party, at: int, outside: Outside) -> LeadIn | None:
    """Return what the sentence before a place says of the same speaker's speaking, if it does.

    `outside` has the places of that sentence that tell nothing of when its verb was.
    """
    number = article.sentence_at(at)
    if number < 1 or not article.parsed:
        return None
    before = article.sentences[number - 1]
    for mention in cast.within(before):
        piece = article.parse_at(mention.at) if mention.party is party else None
        verb = _telling(piece, mention) if piece else None
        if piece is None or verb is None:
            continue
        beside = outside(before, piece.span(verb).start)
        if not any(one.start <= mention.at < one.end for one in beside):
            return _read(article, piece, verb, beside)
    return None


def _telling(piece: Parsed, mention: Mention) -> Token | None:
    """Return the verb of telling whose subject is mentioned at a place, None where it has none."""
    spoken = piece.words(Span(mention.at, mention.end))
    if spoken is None:
        return None
    named = _named(spoken.root)
    if named.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    verb = named.head
    return verb if verb.lemma_ in _TELLING else None


def _named(token: Token) -> Token:
    """Return the word that an apposition explains: "mayor" of "the mayor of Lund, Jane Roe"."""
    if token.dep_ == "appos":
        token = token.head
        while token.dep_ in {"pobj", "prep"}:
            token = token.head
    return token


def _read(article: Article, piece: Parsed, verb: Token, outside: Sequence[Span]) -> LeadIn | None:
    listeners = [one for one in verb.rights if one.dep_ in {"dobj", "dative", "oprd"}]
    told = None
    if listeners and verb.lemma_ in _LISTENED:
        listener = listeners[0]
        told = piece.span(verb.doc[listener.left_edge.i : listener.i + 1])
    time = time_of(article, piece.span(verb), told, outside)
    return LeadIn(time, told) if time or told else None
