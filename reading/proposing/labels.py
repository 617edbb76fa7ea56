"""Labels before what somebody says or writes: "MR. ROE:", "Q.", "[Jane Roe]:", "@roe:"."""

from __future__ import annotations

import re
from typing import NamedTuple

from reading.proposing.wording import words

#: Words before a colon that name nobody.
_NOBODY = words(
    """
    update updated breaking note notes editor editors editor's editor’s correction corrections
    clarification photo photos picture pictures image images video videos watch read more
    related see also source sources credit credits contact contacts tags topics category share
    follow subscribe sign advertisement caption date time place location venue when where what
    why how who which warning caution disclaimer summary background context analysis opinion
    comment comments review rating verdict bottom line fact facts claim claims truth example
    examples first second third finally meanwhile plus result results conclusion question answer
    transcript listen live exclusive gallery file page chapter section figure table box map
    graphic story highlights key points point step tip tips about subject re cc from to sent
    http https
    """
)
_NAME = r"(?:[A-Z][\w.’'-]*|[@'’]s|of|the|de|del|della|der|den|van|von|bin|al|el|la|le|and|for|&)"
_ASIDE = r"(?:\s*[(\[][^()\[\]\n]{1,60}[)\]])?"
_CAPITALS = re.compile(
    # No separator is in the class of what it parts: else a row of codes could be read in n^8 ways.
    rf"\s*(?P<name>[A-Z][A-Z.’'-]+(?:(?:,? {{1,2}}|,)[A-Z0-9.’'&/-]+){{0,12}}){_ASIDE}\s?:\s"
)
_BRACKETED = re.compile(r"\s*\[(?P<name>[A-Z][^\[\]\n:]{1,60})\]\s?:?\s")
_TITLED = re.compile(
    rf"\s*(?P<name>[A-Z][\w.’'-]*(?: {_NAME}){{0,6}})(?:, [\w .’'-]{{1,60}})?{_ASIDE}\s?:\s"
)
_QUESTION = re.compile(
    r"\s*[*_\[]{0,2}(?P<name>Q|Question|QUESTION|Reporter|REPORTER)"
    r"(?:\s?\d+)?(?:[\].:)*_]{1,4}(?=\s|[A-Z“])|\s[–—-]|(?<=\bQ)(?=\s{2,}[A-Z“]|\s[A-Z“][^.]))\s*"
)
_ANSWER = re.compile(
    r"\s*[*_\[]{0,2}(?P<name>A|Answer|ANSWER)(?:\s?\d+)?(?:[\].:)*_]{1,4}(?=\s|[A-Z“])|\s[–—-])\s*"
)
_AUTHOR = (
    r"(?:(?P<name>[^\s@“”:()–—-][^\n@“”:()–—]{0,60}?) ?\((?P<at>@\w{1,30})\)|(?P<handle>@\w{1,30}))"
)
_DATED = r"(?:\s?[,·|-]?\s?\w{3,9}\.? \d{1,2},? \d{4})?"
#: Whoever posts again what another posted does not say it: the label is the other's.
_POSTED = re.compile(rf"\s*(?:@\w{{1,30}}\s?:\s(?=RT @))?(?:RT )?{_AUTHOR}{_DATED}\s?[:–—-]\s")
#: "… — Jane Roe (@roe) September 18, 2017": what was posted stands before who did.
SIGNED_POST = re.compile(rf"(?:^|\s)[—–-]+\s?{_AUTHOR}(?P<date>[^\n“”]{{0,40}})$")
_HONORIFIC = re.compile(
    r"(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|COL|MAJ|LT|SGT|AMB|ADM|CAPT|PROF|SIR|LORD|LADY|DAME|JUDGE|JUSTICE"
    r"|SENATOR|CONGRESSMAN|CONGRESSWOMAN|SECRETARY|PRESIDENT|MINISTER|GENERAL|THE|CHAIRMAN|CHAIRWOMAN"
    r"|AMBASSADOR|DIRECTOR|SPEAKER|ATTORNEY|HON)\b"
)


class Label(NamedTuple):
    """A label: of which sort, where the name stands in its paragraph, and where the words begin."""

    sort: str
    start: int
    end: int
    words: int


def label(paragraph: str) -> Label | None:
    """Return what a paragraph begins with that may be a label, None where it cannot be one."""
    for sort, pattern in _SORTS.items():
        found = pattern.match(paragraph)
        if found and _names(sort, found["name"]):
            return Label(sort, *named(found), found.end())
    return None


def named(found: re.Match[str]) -> tuple[int, int]:
    """Return where the name of a label stands, or the handle of an author who gives no other."""
    return found.span("name") if found["name"] else found.span("handle")


def is_formal(name: str) -> bool:
    """Tell whether a label in capitals addresses somebody, so that one is enough: "MR. ROE"."""
    return bool(_HONORIFIC.match(name))


def _names(sort: str, name: str | None) -> bool:
    if sort not in {"capitals", "titled", "bracketed"}:
        return True
    words = re.findall(r"[\w’']+", (name or "").lower())
    return bool(words) and words[0] not in _NOBODY and words[-1] not in _NOBODY


_SORTS = {
    "question": _QUESTION,
    "answer": _ANSWER,
    "posted": _POSTED,
    "capitals": _CAPITALS,
    "bracketed": _BRACKETED,
    "titled": _TITLED,
}
