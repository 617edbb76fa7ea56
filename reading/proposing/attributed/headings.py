"""Headlines, in which a parser is lost: "New Poll Finds Most Voters Oppose Ferry"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.cues import PLAIN
from reading.proposing.attributed.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

_LONGEST = 20
_SHARE = 0.7
#: Letters of the words that headlines in capitals may leave small.
_SMALL = 3
_MORE = ("find", "show", "vow", "pledge", "promise", "urge", "admit")

_ANSWERS = frozenset(("respond", "reply", "explain"))


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + "s"


_SAYS = frozenset(_third_person(one) for one in (*PLAIN - _ANSWERS, *_MORE))


def of_heading(paragraph: Paragraph) -> Finding | None:
    """Return what a headline in capitals has somebody say, None where it is none."""
    words = [one for one in paragraph.doc if not one.is_space]
    if not _SMALL < len(words) <= _LONGEST or not _in_capitals(words):
        return None
    verb = next((one for one in words[1:-2] if one.lower_ in _SAYS and paragraph.open(one.i)), None)
    if verb is None or any(one.text in (":", ",", "—") for one in words if one.i < verb.i):
        return None
    last = words[-1].i + (words[-1].text != ".")
    return Finding(set(range(verb.i + 1, last)), (verb.i, verb.i + 1), _name(verb), "headline")


def _in_capitals(words: Sequence[Token]) -> bool:
    letters = [one for one in words if one.is_alpha and len(one) > _SMALL]
    capital = [one for one in letters if one.text[0].isupper()]
    return bool(letters) and len(capital) >= _SHARE * len(letters)


def _name(verb: Token) -> Token:
    before = verb.nbor(-1)
    while before.head.i < verb.i and before.head.i != before.i and before.pos_ != "VERB":
        before = before.head
    return before
