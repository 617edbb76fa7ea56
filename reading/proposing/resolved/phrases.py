"""A noun phrase that says who speaks, taken apart: name, office, affiliation, and what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.resolved.appositions import (
    SMALL_WORDS,
    affiliation_in,
    sex_told,
    with_apposition,
)
from reading.proposing.resolved.names import is_capital, surname
from reading.proposing.resolved.nouns import described
from reading.proposing.resolved.persons import person_in
from reading.proposing.resolved.phrase import Phrase, offices_in
from reading.proposing.resolved.time_words import TIME
from reading.proposing.wording import words

if TYPE_CHECKING:
    from reading.proposing.resolved.names import Names

PRONOUNS = {
    "he": "m", "him": "m", "she": "f", "her": "f", "they": None, "them": None, "it": None,
    "who": None, "which": None, "that": None, "i": None, "we": None, "you": None, "this": None,
    "these": None, "those": None, "both": None, "himself": "m", "herself": "f", "one": None,
}  # fmt: skip
_MANY = words(
    """
    they them we these those both
    """
)
_SEVERAL = words("others some many several most few all none")
_NOBODY = _SEVERAL | words("another other each someone somebody everyone everybody anyone nobody")
_FIRST_COMMA = re.compile(
    r",\s+|\s+[–—-]+\s+|\s*\((?=[A-Z@a-z])|\s+(?=who\b|which\b|whose\b|whom\b)"
)
_AGE = re.compile(r"(?:aged )?[1-9][0-9]?(?:,|$)")
_LEADING = words(
    """
    but and or so yet however meanwhile even only also then when as while
    """
)
_AND = re.compile(r"^(?P<one>[A-Z].*?)\s+and\s+(?P<other>(?:the\s+)?[A-Z].*)$", re.DOTALL)


def read_phrase(words: str, names: Names) -> Phrase:
    """Take a noun phrase apart; what it cannot name it describes as published."""
    whole = _trimmed(words)
    if not whole:
        return Phrase(words=whole, kind="unnamed")
    if whole.casefold() in PRONOUNS:
        bare = whole.casefold()
        return Phrase(words=whole, pronoun=bare, sex=PRONOUNS[bare], plural=bare in _MANY)
    if whole.casefold() in _NOBODY or TIME.fullmatch(whole):
        return _unnamed(whole)
    if whole.startswith("@") and " " not in whole:
        return Phrase(words=whole, name=whole)
    main, after = _parted(whole)
    named = person_in(main.split(), names) or _aged(main, after)
    if named:
        return with_apposition(replace(named, words=whole), after)
    inside = _named_after(main, after, names)
    return (
        replace(inside, words=whole)
        if inside
        else _several(whole, names) or described(whole, main, after, names)
    )


def _unnamed(whole: str) -> Phrase:
    """Return what "another" says, and a day, which says of nobody who he is."""
    bare = whole.casefold()
    name = bare if bare in _NOBODY else None
    many = bare in _SEVERAL
    return Phrase(
        words=whole, name=name, kind="unnamed", noun="person" if name else None, plural=many
    )


def _several(whole: str, names: Names) -> Phrase | None:
    """Return two people named together, who speak as one: "Jane Roe and Hugh Hill"."""
    found = _AND.match(whole)
    if found is None:
        return None
    both = [read_phrase(found[part], names) for part in ("one", "other")]
    people = [one.name for one in both if one.name and one.kind == "person" and not one.pronoun]
    if len(people) < len(both):
        return None
    return Phrase(words=whole, name=" and ".join(people), kind="group", plural=True)


def _trimmed(words: str) -> str:
    parts = words.strip(' \n\t“”",;:.–—-').split()
    while len(parts) > 1 and parts[0].casefold() in _LEADING:
        parts = parts[1:]
    return " ".join(parts)


def _parted(whole: str) -> tuple[str, str]:
    """Return a phrase up to its first comma, bracket or relative clause, and what comes after."""
    found = _FIRST_COMMA.search(whole)
    main, after = (whole[: found.start()], whole[found.end() :]) if found else (whole, "")
    if after.split(",")[0].strip(" .").casefold() in {"jr", "sr"}:
        suffix, _comma, after = after.partition(",")
        main = f"{main}, {suffix.strip()}"
    return main.strip(" ,"), after.strip(" ,")


def _aged(main: str, after: str) -> Phrase | None:
    """Return a name as a person's where an age stands behind it: "Roe, 51"."""
    named = bool(main) and all(is_capital(word) for word in main.split())
    return Phrase(words=main, name=main) if named and _AGE.match(after) else None


def _named_after(main: str, after: str, names: Names) -> Phrase | None:
    """Return whom an apposition names: "the company’s chief executive, Jane Roe"."""
    if not after or not offices_in(main):
        return None
    first = re.split(r",\s+|\s+(?=who\b)", after)[0]
    words = first.split()
    if not words or not is_capital(words[0]):
        return None
    named = person_in(words, names)
    if named is None or surname(named.name or "") == "":
        return None
    office = SMALL_WORDS.sub("", main)
    return replace(
        named,
        role=", ".join(filter(None, (office, named.role))),
        affiliation=affiliation_in(office),
        sex=named.sex or sex_told(office),
    )
