"""The person whom a phrase names: where the name begins, and the office before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.resolved.appositions import (
    DEPARTMENTS,
    affiliation_in,
    sex_told,
    with_apposition,
)
from reading.proposing.resolved.given_names import SEX_BY_NAME
from reading.proposing.resolved.names import (
    ENDINGS,
    is_capital,
    is_title,
    part_of_name,
    plain,
    spelt,
    trailing_name,
)
from reading.proposing.resolved.offices import BEFORE_OFFICE, COURTESY, SEXES
from reading.proposing.resolved.phrase import Phrase, offices_in
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.resolved.names import Names

DETERMINERS = words(
    """
    the a an this that these those another his her their its our my
    """
)
_AFTER_NAME = re.compile(r"\s+(?=(?:a|an|the)\s+[a-z])")
#: "Captain Jane Roe of the Ruvian Guard": a full name, and whose captain she is.
_OF_BODY = re.compile(
    r"(?P<person>[\w.’-]+(?: [A-Z][\w.’-]+){1,4}) (?:of|from|with|at) (?:the )?(?P<body>[A-Z][^,;:]*)"
)
_TWO = 2
_OWNERS = ("’s", "'s", "s’")


def person_in(words: Sequence[str], names: Names) -> Phrase | None:
    """Return the person whom words name, with the office before the name; None for no person."""
    inner = _AFTER_NAME.search(" ".join(words))
    if inner and is_capital(words[0]):
        named = person_in(" ".join(words)[: inner.start()].split(), names)
        return named and with_apposition(named, " ".join(words)[inner.end() :])
    of_body = _OF_BODY.fullmatch(" ".join(words))
    if of_body and _is_full_name(of_body["person"].split(), names):
        named = person_in(of_body["person"].split(), names)
        body = _bare_name(of_body["body"])
        return named and replace(named, affiliation=named.affiliation or body)
    if len(words) == 1 and is_title(words[0]) and not names.is_person(words):
        return None
    start = _after_possessor(words, trailing_name(words))
    split = _split(words, start, names)
    if split is None:
        return None
    before, name = words[:split], " ".join(words[split:])
    return _of_office(before, name)


def _is_full_name(words: Sequence[str], names: Names) -> bool:
    """Tell whether words end with a person's name: of two words, or behind a title."""
    name = words[-_TWO:]
    if is_title(name[-1]) or not names.is_person(name):
        return False
    told = names.label(" ".join(name)) == "PERSON" or plain(name[0]) in SEX_BY_NAME
    return told or is_title(words[0])


def _after_possessor(words: Sequence[str], start: int) -> int:
    """Return where a name begins that stands after somebody else’s: "Acme’s Jane Roe"."""
    owners = [at for at in range(start, len(words) - 1) if words[at].endswith(_OWNERS)]
    start = owners[-1] + 1 if owners else start
    return start + (start < len(words) and words[start].casefold() in DETERMINERS)


def _split(words: Sequence[str], start: int, names: Names) -> int | None:
    """Return where in the words the name itself begins, None where it names nobody."""
    if start >= len(words):
        return None
    last = _last_title(words, start)
    if last is not None:
        return last
    before = words[start - 1] if start else ""
    if plain(before) == "of" and start > 1 and is_title(words[start - 2]):
        return _after_department(words, start, names) if is_capital(words[start - 2]) else None
    if before and is_title(before):
        return start if _heads(words, start) else None
    found = names.ending(words[start:]) if not before or _is_modifier(before) else None
    return None if found is None else start + found


def _last_title(words: Sequence[str], start: int) -> int | None:
    """Return where the name begins after the last title said before it, None without a title."""
    ends = len(words) - 1 - (plain(words[-1]) in ENDINGS)
    titled = [
        at
        for at in range(start, ends)
        if is_title(words[at])
        and _heads(words, at)
        and (at == start or not part_of_name(words[at]))
    ]
    if not titled:
        return None
    return titled[-1] + (not part_of_name(words[titled[-1]]))


def _heads(words: Sequence[str], at: int) -> bool:
    """Tell whether a title stands before a name and in no "spokesman for Senator …"."""
    before = [plain(word) for word in words[:at]]
    return not any(word in {"for", "with", "from", "by", "to", "at"} for word in before[1:])


def _after_department(words: Sequence[str], start: int, names: Names) -> int | None:
    """Return where the name begins in "Secretary of Defense Jane Roe"."""
    found = names.ending(words[start:])
    if found:
        return start + found
    departments = [at for at in range(start, len(words)) if plain(words[at]) in DEPARTMENTS]
    if departments and departments[-1] + 1 < len(words):
        return departments[-1] + 1
    return None if len(words) - start < _TWO + 1 else len(words) - _TWO


def _is_modifier(word: str) -> bool:
    return plain(word) in BEFORE_OFFICE or word.endswith(_OWNERS) or plain(word).isdigit()


def _of_office(before: Sequence[str], name: str) -> Phrase:
    kept = [word for at, word in enumerate(before) if at or word.casefold() not in DETERMINERS]
    courtesy = next((plain(word) for word in kept if plain(word) in COURTESY), None)
    office = " ".join(word for word in kept if plain(word) not in COURTESY)
    role = office if offices_in(office) else None
    return Phrase(
        words=" ".join([*before, name]),
        name=_bare_name(name),
        role=role,
        affiliation=affiliation_in(f"{office} "),
        sex=(COURTESY[courtesy] if courtesy else None) or sex_told(office) or _sex_of_name(name),
    )


def _bare_name(name: str) -> str:
    bare = name.strip(" ,;:").removesuffix("’s").removesuffix("'s")
    return spelt(bare) if bare.isupper() and " " in bare else bare


def _sex_of_name(name: str) -> str | None:
    first = plain(name.split(maxsplit=1)[0])
    return SEXES.get(first) if part_of_name(first) else None
