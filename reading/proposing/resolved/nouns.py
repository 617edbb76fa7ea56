"""Speakers without a person's name: bodies, groups, and people described as published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.proposing.resolved.bodies import BODIES, CROWDS, DOCUMENTS, PLACES
from reading.proposing.resolved.names import is_capital, plain, trailing_name
from reading.proposing.resolved.newsrooms import is_newsroom
from reading.proposing.resolved.offices import PERSONS, PLURALS, SEXES, is_person_noun
from reading.proposing.resolved.phrase import Phrase
from reading.proposing.wording import words

if TYPE_CHECKING:
    from reading.proposing.resolved.names import Names

_AFTER_NOUN = re.compile(
    r"\s+(?:for|of|from|with|at|in|on|to|by|near|inside|outside|close|familiar|involved|briefed|who"
    r"|that|which|whose|representing|working|and|or|as|not|speaking|said|under|within|aboard|against"
    r"|among|behind|citing|opposed|loyal|allied|supporting|backing|based|there|here|present)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_PART_OF = re.compile(
    r"^(?:(?:only |at least )?(?P<one>one|another|a member)|some|several|many|most|all|both|none|few|a few|any|each|dozens"
    r"|hundreds|thousands|scores|a (?:number|group|handful|couple|majority)|two|three|four|five|six"
    r"|seven|eight|nine|ten|[0-9]+)\s+of\s+(?:the\s+|his\s+|her\s+|their\s+|its\s+|those\s+|these\s+)?(?P<whole>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_MANY = re.compile(
    r"^(?:(?:at least|about|around|some|nearly|almost|more than|over)\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|several|many|some|few|a few|various"
    r"|numerous|both|all|other|most|dozens|hundreds|thousands|[0-9]+)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|his|her|their|its)\s", re.IGNORECASE)
_OWNED = re.compile(r"^(?:his|her|their|its|my|our)\s", re.IGNORECASE)
_INDEFINITE = re.compile(r"^(?:an?|another|one|some|any|many|several)\s", re.IGNORECASE)
#: Whose help a body has is no part of its name: "crown-backed Almby Free Guard".
_BACKED = re.compile(
    r"^[A-Z][\w.]*-(?:backed|supported|allied|funded|owned|run|based|trained)\s+(?=[A-Z])"
)
_ARTICLE = re.compile(r"^(?:the)\s+", re.IGNORECASE)
_PEOPLES = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w’-]+ )*[A-Z][a-zé]+(?:ians|eans|ans|ese|ish|is|ites|crats|icans|lims|ists|men|ks|ds)$"
)
_SINGULAR_S = words(
    """
    press congress forces headquarters corps business news series witness boss governess
    princess actress business access hostess waitress mistress process politics
    """
)


def described(whole: str, main: str, after: str, names: Names) -> Phrase:
    """Return what a phrase without a person's name at its head describes."""
    noun, plural = _noun(main)
    proper = _proper(main, names)
    definite = bool(_DEFINITE.match(main))
    if names.is_family(main.rpartition(" ")[2]):
        return Phrase(words=whole, name=main, kind="group", plural=True)
    kind = _kind(main, noun, proper=proper, plural=plural, definite=definite)
    if kind == "unnamed":
        words = _lowered(whole if _restricts(after) else main, names)
        return Phrase(
            words=whole,
            name=words,
            kind=kind,
            plural=plural,
            noun=noun,
            definite=definite and not proper,
            sex=SEXES.get(noun),
        )
    bare = _ARTICLE.sub("", re.sub(r"(?:’s|'s)$", "", main))
    bare = _BACKED.sub("", bare)
    named = any(is_capital(word) for word in bare.split())
    return Phrase(
        words=whole,
        name=bare if named else _lowered(main, names),
        kind=kind,
        noun=noun,
        definite=definite and not named,
    )


def _noun(main: str) -> tuple[str, bool]:
    """Return the noun that a phrase is built on, in the singular, and whether it is plural."""
    part = _PART_OF.match(main)
    if part:
        noun, _plural = _noun(part["whole"])
        return noun, not part["one"]
    words = _AFTER_NOUN.sub("", main).split()
    if not words:
        return plain(main.split(maxsplit=1)[0]) if main.split() else "", False
    return singular(plain(words[-1]), many=bool(_MANY.match(main)))


def noun_of(phrase: str) -> str:
    """Return the noun that a phrase is built on, in the singular and in small letters."""
    return _noun(" ".join(phrase.split()))[0]


def singular(word: str, *, many: bool = False) -> tuple[str, bool]:
    """Return a noun in the singular, and whether it was a plural."""
    if word in PLURALS:
        return "person" if word in {"people", "men", "women", "children"} else word, True
    for ending, single in (("women", "woman"), ("men", "man"), ("people", "person")):
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending) + single, True
    if word in _SINGULAR_S or word.endswith("ss") or not word.endswith("s"):
        return word, many
    if word.endswith("ies"):
        return word[:-3] + "y", True
    known = word[:-2] in PERSONS | BODIES | DOCUMENTS and word.endswith("es")
    return (word[:-2] if known else word[:-1]), True


def _proper(main: str, names: Names) -> bool:
    """Tell whether a phrase is the proper name of a body: "the Ruvian Ministry of Defence"."""
    words = _ARTICLE.sub("", main).split()
    if words and names.common(words[-1]):
        return False
    last = _AFTER_NOUN.sub("", " ".join(words)).split()
    if not words or not is_capital(words[-1]):
        return bool(last) and is_capital(last[-1]) and last[-1] == words[-1]
    return (
        trailing_name(words) == 0
        or is_capital(last[-1] if last else words[0])
        or bool(names.label(" ".join(words)))
    )


def _kind(main: str, noun: str, *, proper: bool, plural: bool, definite: bool) -> str:
    bare = _ARTICLE.sub("", main)
    last = (_AFTER_NOUN.sub("", main).split()[-1:] or [main])[0]
    if {main.casefold(), f"the {bare.casefold()}"} & PLACES:
        return "organisation"
    if (
        is_person_noun(noun)
        or {noun, last.casefold()} & PLURALS
        or _is_people(main, noun, plural=plural)
    ):
        return "unnamed"
    if is_newsroom(main):
        return "unnamed" if _INDEFINITE.match(main) or (plural and not proper) else "organisation"
    if proper and not _INDEFINITE.match(main):
        return "organisation"
    body = noun in BODIES or last.casefold() in CROWDS
    return _of_body(main, last, plural=plural, definite=definite) if body else "unnamed"


def _is_people(main: str, noun: str, *, plural: bool) -> bool:
    return plural and noun not in BODIES and bool(_PEOPLES.match(main))


def _of_body(main: str, noun: str, *, plural: bool, definite: bool) -> str:
    """Return what a body is that has no name of its own: "the ministry", "a rights group"."""
    if _INDEFINITE.match(main) or _OWNED.match(main) or (plural and noun.casefold() != "forces"):
        return "unnamed"
    if noun.casefold() == "forces" and not is_capital(main.split(maxsplit=1)[0]):
        return "organisation" if definite else "unnamed"
    return "organisation"


def is_document(noun: str) -> bool:
    """Tell whether a noun is one of written matter, whose author is not named by it."""
    return noun in DOCUMENTS


def _restricts(after: str) -> bool:
    return bool(
        re.match(r"(?:who|speaking|citing|briefed|familiar|whose|granted|requesting)\b", after)
    )


def _lowered(words: str, names: Names) -> str:
    """Return a description without the capital that only its place in the sentence gave it."""
    first, _space, rest = words.partition(" ")
    if is_capital(rest) and first.casefold() not in _DETERMINING:
        return words
    known = first.casefold() in _SMALL_FIRST or is_person_noun(singular(first.casefold())[0])
    return words[:1].lower() + words[1:] if known or names.common(first) else words


_DETERMINING = words(
    "the a an one two three four five several many some his her their no other both all former"
)
_SMALL_FIRST = words(
    """
    the a an another one two three four five six seven eight nine ten some several many few
    most both all any local senior former other critics officials experts analysts residents
    witnesses people police supporters opponents sources state federal city county government
    military industry diplomats activists protesters prosecutors investigators doctors
    scientists economists lawyers campaigners villagers neighbours neighbors relatives friends
    members no those these this that his her their its our my rebel opposition company party
    intelligence security rescue health hospital union church court election school university
    researchers observers organisers organizers authorities farmers students teachers parents
    voters workers employees shareholders investors traders soldiers rebels
    """
)
