"""Who can be called "the official" or "the ministry": by noun, office and what is said beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.resolved.bodies import BODIES, DOCUMENTS
from reading.proposing.resolved.names import is_capital, plain
from reading.proposing.resolved.offices import KINDRED
from reading.proposing.resolved.phrase import offices_in
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reading.proposing.resolved.cast import Party
    from reading.proposing.resolved.phrase import Phrase


def fits_description(party: Party, phrase: Phrase) -> bool:
    """Tell whether a party can be called so: by noun or office, and by all that is said beside."""
    known, noun = party.phrase, phrase.noun or ""
    if not _agree(party, phrase) or not _modifiers(phrase) <= _words_of(known):
        return False
    if known.kind == "unnamed":
        return known.noun == noun
    if known.kind == "organisation":
        return not known.definite and _is_such_body(known.name or "", noun)
    return known.kind == "person" and _has_office(party, noun)


def fits_office(party: Party, phrase: Phrase) -> bool:
    """Tell whether a person has the office, whatever proper names are said beside it."""
    proper = all(is_capital(word) or plain(word) in _EMPTY for word in phrase.words.split()[1:-1])
    person = party.phrase.kind == "person" and phrase.kind == "unnamed"
    return person and proper and _agree(party, phrase) and _has_office(party, phrase.noun or "")


def only_one(parties: Iterable[Party]) -> Party | None:
    """Return the party that is the only one of several mentions, None where they are two or none."""
    known = {id(party): party for party in parties}
    return next(iter(known.values())) if len(known) == 1 else None


def _agree(party: Party, phrase: Phrase) -> bool:
    """Tell whether number and sex go together, and the party is itself no bare description."""
    known = party.phrase
    if phrase.plural != known.plural or (known.definite and known.noun != phrase.noun):
        return False
    return not (party.sex and phrase.sex and party.sex != phrase.sex)


def _has_office(party: Party, noun: str) -> bool:
    sexed = "man" if party.sex == "m" else "woman"
    return bool((KINDRED.get(noun, frozenset()) | {noun}) & (party.phrase.titles | {sexed}))


_ANY_BODY = words("group organisation organization body company firm agency outlet")


def _is_such_body(name: str, noun: str) -> bool:
    words = {plain(word) for word in name.replace("-", " ").split()}
    named = noun in words or f"{noun}s" in words or noun in _ANY_BODY
    return named and len(words) > 1 and not (noun in DOCUMENTS and noun not in BODIES)


_EMPTY = words("the this that his her their its same other former senior new top")


def _modifiers(phrase: Phrase) -> set[str]:
    words = {plain(word) for word in phrase.words.split()}
    return {word for word in words - _EMPTY if not word.startswith(phrase.noun or "\0")}


def _words_of(known: Phrase) -> set[str]:
    text = f"{known.words} {known.role or ''} {known.affiliation or ''}"
    return {plain(word) for word in text.replace("-", " ").split()} | offices_in(text)
