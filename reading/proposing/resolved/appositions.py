"""What stands behind a name or for it: "a doctor", "who leads the union", "of the Ruvian Bank"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.resolved.names import is_title, plain
from reading.proposing.resolved.offices import SEXES
from reading.proposing.resolved.phrase import offices_in
from reading.proposing.wording import words

if TYPE_CHECKING:
    from reading.proposing.resolved.phrase import Phrase

SMALL_WORDS = re.compile(
    r"^(?:an?|the|one of (?:the|his|her|their|its)|his|her|its|their)\s+", re.IGNORECASE
)
#: What ends an office that is told behind a name.
_BEYOND = re.compile(
    r"\s+(?:who|which|that|whose|said|says|told|tells|added|wrote|argued|announced|has|had|was|is)\b"
)
_LATER = re.compile(r"\s+(?:during|since|until|when|before|after|yet|but|while)\b")
_AGE = re.compile(r"^(?:aged?\s+)?[0-9]{1,3}$|^[0-9]{1,3}[- ]year[- ]old$")
_PARTY = re.compile(r"^\(?(?:[RDI]|Rep|Dem|Ind|Lab|Con)\.?[-–][A-Z][\w. ]*\)?$")
_OF_BODY = re.compile(
    r"\b(?:for|of|at|with|from|in|to)\s+((?:the\s+)?(?:[A-Z][\w’'&.-]*)(?:\s+(?:of|for|and|the|on|in)(?=\s(?:the\s)?[A-Z])"
    r"|\s+[A-Z0-9][\w’'&.-]*)*)"
)
_POSSESSOR = re.compile(
    r"^(?:the\s+)?((?:[A-Z][\w’&.-]*?\s)*[A-Z][\w&.-]*)(?:’s|'s|(?<=s)’)\s", re.UNICODE
)
DEPARTMENTS = words(
    """
    state defense defence labor commerce energy education interior treasury justice
    agriculture transportation staff finance health intelligence commons lords representatives
    war security services affairs operations police environment trade housing
    """
)


def with_apposition(phrase: Phrase, after: str) -> Phrase:
    """Add what stands behind the name: "a doctor", "who leads the union"."""
    office = _apposition(after)
    if office is None:
        return phrase
    role = ", ".join(part for part in (phrase.role, office) if part)
    return replace(
        phrase,
        role=role,
        affiliation=phrase.affiliation or affiliation_in(office),
        sex=phrase.sex or sex_told(" ".join(office.split()[:4])),
    )


def _apposition(after: str) -> str | None:
    parts = [part.strip(" ,()") for part in re.split(r",\s+|\s+[–—]\s+", after)]
    while parts and (_AGE.match(parts[0]) or _PARTY.match(parts[0]) or parts[0].startswith("of ")):
        parts = parts[1:]
    if not parts or not parts[0]:
        return None
    first = parts[0]
    clause = re.match(
        r"who\s+((?:has\s+|is\s+)?(?:also\s+)?(?:leads?|led|heads?|headed|runs?|ran|chairs?|chaired|founded|owns|represents?|represented|directs?|manages?|oversees|edits|teaches|studies|works?|worked|serves?|served|advises?|commands?|commanded|(?:is|was)(?=\s+(?:an?|the)\s))\s+.+)",
        first,
    )
    if clause:
        return _LATER.split(re.sub(r"^(?:is|was)\s+(?:an?|the)?\s*", "", clause[1]))[0]
    if re.match(r"(?:who|which|whose|whom|and|but|speaking|adding|saying|citing)\b", first):
        return None
    office = _BEYOND.split(SMALL_WORDS.sub("", first))[0]
    return (
        office
        if offices_in(
            " ".join(re.split(r"\s(?:for|of|at|with|from|in|who|on|to)\s", office)[0].split()[-4:])
        )
        else None
    )


def affiliation_in(office: str) -> str | None:
    """Return the body that an office belongs to, where the text names one."""
    found = _POSSESSOR.match(office) or _OF_BODY.search(office)
    if found is None:
        return None
    body = re.split(r"[’']s?$|[’']s\s", re.sub(r"^the\s+", "", found[1]))[0].strip(" ,")
    words = body.split()
    empty = not words or is_title(words[-1]) or all(plain(word) in DEPARTMENTS for word in words)
    return None if empty else body


def sex_told(words: str) -> str | None:
    """Return the sex that a word such as “spokeswoman” tells, None where none or two do."""
    found = [SEXES[plain(word)] for word in words.split() if plain(word) in SEXES]
    return found[0] if len(set(found)) == 1 else None
