"""Where a text speaks of somebody: by the parses, or by names alone where no model read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span
from reading.proposing.resolved.bodies import BODIES
from reading.proposing.resolved.given_names import SEX_BY_NAME
from reading.proposing.resolved.names import is_capital, plain
from reading.proposing.resolved.offices import PLURALS, is_person_noun
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reading.proposing.resolved.article import Article

_POINTING = words("the this that these those his her their its")
_SUBJECTS = words("nsubj nsubjpass")
_MENTIONED = words("PERSON ORG NORP GPE")
_NAME = re.compile(
    r"\b[A-Z][a-z’][\w’-]*(?: (?:[A-Z]\.|van|von|de|al-\w+|[A-Z][a-z’][\w’-]*)){1,3}"
)


def spoken_of(article: Article) -> Iterator[tuple[Span, dict[str, bool]]]:
    """Yield the places of names and of described people, and what each is in its clause."""
    if not article.parsed:
        yield from _by_given_names(article)
    for piece in article.parsed:
        for named in piece.doc.ents:
            if named.label_ in _MENTIONED:
                subject, owner = named.root.dep_ in _SUBJECTS, named.root.dep_ == "poss"
                is_place = named.label_ == "GPE" and not subject
                yield piece.span(named), {"subject": subject, "owner": owner, "place": is_place}
        for token in piece.doc:
            if _is_described(token):
                yield piece.span(piece.doc[token.left_edge.i : token.i + 1]), {"subject": True}


def _is_described(token: Token) -> bool:
    """Tell whether a word is somebody newly brought in: "a doctor", "the Ruvian-led coalition"."""
    if token.dep_ not in _SUBJECTS or token.pos_ != "NOUN" or token.ent_type_:
        return False
    noun, first = token.lemma_.casefold(), token.left_edge
    if noun in BODIES:
        return any(is_capital(one.text) for one in token.doc[first.i + 1 : token.i])
    known = is_person_noun(noun) or token.text.casefold() in PLURALS
    pointing = first.text.casefold() in _POINTING and all(
        one.lower_ != "of" for one in token.rights
    )
    return known and not pointing


def _by_given_names(article: Article) -> Iterator[tuple[Span, dict[str, bool]]]:
    for found in _NAME.finditer(article.folded):
        if plain(found[0].split()[0]) in SEX_BY_NAME:
            yield Span(*found.span()), {}
