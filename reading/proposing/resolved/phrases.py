"""A noun phrase that says who speaks, taken apart: name, office, affiliation, and what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.resolved.names import (
    ENDINGS,
    is_capital,
    is_title,
    part_of_name,
    plain,
    surname,
    trailing_name,
)
from reading.proposing.resolved.nouns import described
from reading.proposing.resolved.offices import (
    BEFORE_OFFICE,
    COURTESY,
    SEXES,
)
from reading.proposing.resolved.phrase import Phrase, offices_in
from reading.proposing.resolved.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.resolved.names import Names

PRONOUNS = {
    "he": "m", "him": "m", "she": "f", "her": "f", "they": None, "them": None, "it": None,
    "who": None, "which": None, "that": None, "i": None, "we": None, "you": None, "this": None,
    "these": None, "those": None, "both": None, "himself": "m", "herself": "f", "one": None,
}  # fmt: skip
_FIRST_COMMA = re.compile(
    r",\s+|\s+[–—-]+\s+|\s*\((?=[A-Z][a-z]|[a-z]|[A-Z]{1,2}[-–])|\s+(?=who\b|which\b|whose\b|whom\b)"
)
_DETERMINERS = words(
    """
    the a an this that these those another his her their its our my
    """
)
_LEADING = words(
    """
    but and or so yet however meanwhile even only also then when as while
    """
)
_AFTER_NAME = re.compile(r"\s+(?=(?:a|an|the)\s+[a-z])")
_SMALL_APPOSITION = re.compile(
    r"^(?:an?|the|one of (?:the|his|her|their|its)|his|her|its|their)\s+", re.IGNORECASE
)
_AGE = re.compile(r"^(?:aged?\s+)?[0-9]{1,3}$|^[0-9]{1,3}[- ]year[- ]old$")
_PARTY = re.compile(r"^\(?(?:[RDI]|Rep|Dem|Ind|Lab|Con)\.?[-–][A-Z][\w. ]*\)?$")
_OF_BODY = re.compile(
    r"\b(?:for|of|at|with|from|in|to)\s+((?:the\s+)?(?:[A-Z][\w’'&.-]*)(?:\s+(?:of|for|and|the|on|in)(?=\s(?:the\s)?[A-Z])"
    r"|\s+[A-Z0-9][\w’'&.-]*)*)"
)
_POSSESSOR = re.compile(
    r"^(?:the\s+)?((?:[A-Z][\w’&.-]*?\s)*[A-Z][\w&.-]*)(?:’s|'s|(?<=s)’)\s", re.UNICODE
)
_AND = re.compile(r"^(?P<one>[A-Z].*?)\s+and\s+(?P<other>(?:the\s+)?[A-Z].*)$", re.DOTALL)
_DEPARTMENTS = words(
    """
    state defense defence labor commerce energy education interior treasury justice
    agriculture transportation staff finance health intelligence commons lords representatives
    war security services affairs operations police environment trade housing
    """
)


def read_phrase(words: str, names: Names) -> Phrase:
    """Take a noun phrase apart; what it cannot name it describes as published."""
    whole = _trimmed(words)
    if whole.casefold() in PRONOUNS:
        bare = whole.casefold()
        return Phrase(words=whole, pronoun=bare, sex=PRONOUNS[bare], plural=bare in _MANY)
    main, after = _parted(whole)
    named = _person(main.split(), names)
    if named:
        return _with_apposition(replace(named, words=whole), after)
    inside = _named_after(main, after, names)
    return (
        replace(inside, words=whole)
        if inside
        else _several(whole, names) or described(whole, main, after, names)
    )


_MANY = words(
    """
    they them we these those both
    """
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


def _person(words: Sequence[str], names: Names) -> Phrase | None:
    """Return the person whom words name, with the office before the name; None for no person."""
    inner = _AFTER_NAME.search(" ".join(words))
    if inner and is_capital(words[0]):
        named = _person(" ".join(words)[: inner.start()].split(), names)
        return named and _with_apposition(named, " ".join(words)[inner.end() :])
    start = _after_possessor(words, trailing_name(words))
    split = _split(words, start, names)
    if split is None:
        return None
    before, name = words[:split], " ".join(words[split:])
    return _of_office(before, name)


def _after_possessor(words: Sequence[str], start: int) -> int:
    """Return where a name begins that stands after somebody else’s: "Acme’s Jane Roe"."""
    owners = [at for at in range(start, len(words) - 1) if words[at].endswith(_OWNERS)]
    start = owners[-1] + 1 if owners else start
    return start + (start < len(words) and words[start].casefold() in _DETERMINERS)


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
    departments = [at for at in range(start, len(words)) if plain(words[at]) in _DEPARTMENTS]
    if departments and departments[-1] + 1 < len(words):
        return departments[-1] + 1
    return None if len(words) - start < _TWO + 1 else len(words) - _TWO


_TWO = 2
_OWNERS = ("’s", "'s", "s’")


def _is_modifier(word: str) -> bool:
    return (
        plain(word) in BEFORE_OFFICE or word.endswith(("’s", "'s", "s’")) or plain(word).isdigit()
    )


def _of_office(before: Sequence[str], name: str) -> Phrase:
    kept = [word for at, word in enumerate(before) if at or word.casefold() not in _DETERMINERS]
    courtesy = next((plain(word) for word in kept if plain(word) in COURTESY), None)
    office = " ".join(word for word in kept if plain(word) not in COURTESY)
    role = office if offices_in(office) else None
    return Phrase(
        words=" ".join([*before, name]),
        name=_bare_name(name),
        role=role,
        affiliation=_affiliation(f"{office} "),
        sex=(COURTESY[courtesy] if courtesy else None) or _sex(office) or _sex_of_name(name),
    )


def _bare_name(name: str) -> str:
    return name.strip(" ,;:").removesuffix("’s").removesuffix("'s")


def _sex(words: str) -> str | None:
    found = [SEXES[plain(word)] for word in words.split() if plain(word) in SEXES]
    return found[0] if len(set(found)) == 1 else None


def _sex_of_name(name: str) -> str | None:
    first = plain(name.split(maxsplit=1)[0])
    return SEXES.get(first) if part_of_name(first) else None


def _with_apposition(phrase: Phrase, after: str) -> Phrase:
    """Add what stands behind the name: "a doctor", "who leads the union"."""
    office = _apposition(after)
    if office is None:
        return phrase
    role = ", ".join(part for part in (phrase.role, office) if part)
    return replace(
        phrase,
        role=role,
        affiliation=phrase.affiliation or _affiliation(office),
        sex=phrase.sex or _sex(" ".join(office.split()[:4])),
    )


def _apposition(after: str) -> str | None:
    parts = [part.strip(" ,()") for part in re.split(r",\s+|\s+[–—]\s+", after)]
    while parts and (_AGE.match(parts[0]) or _PARTY.match(parts[0]) or parts[0].startswith("of ")):
        parts = parts[1:]
    if not parts or not parts[0]:
        return None
    first = parts[0]
    clause = re.match(
        r"who\s+((?:has\s+|is\s+)?(?:also\s+)?(?:leads?|led|heads?|headed|runs?|ran|chairs?|chaired|founded|owns|represents?|represented|directs?|manages?|oversees|edits|teaches|studies|works?|worked|serves?|served|advises?|commands?|commanded|is|was)\s+.+)",
        first,
    )
    if clause:
        return re.sub(r"^(?:is|was)\s+(?:an?|the)?\s*", "", clause[1])
    if re.match(r"(?:who|which|whose|whom|and|but|speaking|adding|saying|citing)\b", first):
        return None
    office = _SMALL_APPOSITION.sub("", first)
    return (
        office
        if offices_in(
            " ".join(re.split(r"\s(?:for|of|at|with|from|in|who|on|to)\s", office)[0].split()[-4:])
        )
        else None
    )


def _affiliation(office: str) -> str | None:
    """Return the body that an office belongs to, where the text names one."""
    found = _POSSESSOR.match(office) or _OF_BODY.search(office)
    if found is None:
        return None
    body = re.sub(r"^the\s+", "", found[1]).strip(" ,")
    words = body.split()
    empty = is_title(words[-1]) or all(plain(word) in _DEPARTMENTS for word in words)
    return None if empty else body


def _named_after(main: str, after: str, names: Names) -> Phrase | None:
    """Return whom an apposition names: "the company’s chief executive, Jane Roe"."""
    if not after or not offices_in(main):
        return None
    first = re.split(r",\s+|\s+(?=who\b)", after)[0]
    words = first.split()
    if not words or not is_capital(words[0]):
        return None
    named = _person(words, names)
    if named is None or surname(named.name or "") == "":
        return None
    office = _SMALL_APPOSITION.sub("", main)
    return replace(
        named,
        role=", ".join(filter(None, (office, named.role))),
        affiliation=_affiliation(office),
        sex=named.sex or _sex(office),
    )
