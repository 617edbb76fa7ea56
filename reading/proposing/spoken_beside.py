"""Who speaks beside a quotation that no known construction holds, by the words around it."""

from __future__ import annotations

import re

from reading.proposing import subjects
from reading.proposing.pattern_clauses import Cue
from reading.proposing.proposals import Span
from reading.proposing.reporting import GOING_ON, OBJECT_VERB, VERB

_BEHIND = re.compile(r"[”\s]+[^“”.;:\n]{0,100}")
_STOP = re.compile(r"[.!?…]”?\s+|\n")
_ANY_VERB = re.compile(
    r"\b[a-z]+(?:ed|es|s)\b(?=[,.]|\s(?:in|on|at|to|of|with|during|after|him|her|them)\b|$)"
)
_REACH = 300


def beside(masked: str, quotation: Span) -> Cue:
    """Return a quotation with whoever the words behind it, or else before it, have say it.

    The quotations of the text are hidden; verb and speaker are empty where nobody is named.
    """
    return (
        _behind(masked, quotation)
        or _ahead(masked, quotation)
        or Cue(Span(quotation.start, quotation.start), None, (quotation,))
    )


def _behind(masked: str, quotation: Span) -> Cue | None:
    """Look for "… she asked" behind a question, or a rarer verb behind a comma."""
    found = _BEHIND.match(masked, quotation.end)
    verb = found and (
        VERB.search(masked, quotation.end, found.end()) or _rare(masked, quotation, found.end())
    )
    if not verb:
        return None
    start = quotation.end + 1
    speaker = subjects.before(masked, start, verb.start())
    if speaker is None or masked[start : speaker.start].strip(" ”,"):
        return None
    return Cue(Span(*verb.span()), speaker, (quotation,))


def _rare(masked: str, quotation: Span, end: int) -> re.Match[str] | None:
    stops = masked[quotation.end - 1] in ",?!"
    return _ANY_VERB.search(masked, quotation.end, end) if stops else None


def _ahead(masked: str, quotation: Span) -> Cue | None:
    """Look for a verb before the quotation in its sentence, and take whom the sentence begins with."""
    start = max(quotation.start - _REACH, 0)
    for stop in _STOP.finditer(masked, start, quotation.start):
        start = stop.end()
    verbs = [
        found
        for pattern in (VERB, OBJECT_VERB, GOING_ON)
        if (found := pattern.search(masked, start, quotation.start))
    ]
    colon = masked[start : quotation.start].rstrip(" “").endswith(":")
    speaker = subjects.first(masked, start, quotation.start) if verbs or colon else None
    if speaker is None:
        return None
    verb = Span(*verbs[0].span()) if verbs else Span(quotation.start, quotation.start)
    return Cue(verb, speaker, (quotation,))
