"""Who speaks, read from the words before or after a reporting verb, without a parse."""

from __future__ import annotations

import re

from reading.proposing.proposals import Span
from reading.proposing.reporting import ADVERB, BOUNDARY, DETERMINER, PREPOSITION, PRONOUN, WEEKDAY

_LAST_WORD = re.compile(r"[^\s,;:“”()\x00—–]+$")
_APPOSED = re.compile(r"(?:,|\)|—|–|-)$")
_AFTER = re.compile(
    r"\s*(?P<name>(?:[Tt]he |[Aa]n? |[Oo]ne |[Hh]is |[Hh]er |[Tt]heir |[Ss]everal )?[^\s,.;:“”()\x00—–]+"
    rf"(?: (?!(?:in|on|at|during|after|before|by|to|while|when|as|with|about|from|that|{WEEKDAY}|last|this|earlier"
    r"|later|through|who|and then|via|against)\b)"
    r"[^\s,;:“”()\x00—–]+){0,9}?)"
    rf"(?=[,.;:“—–]|\.?\s*$|\s(?:in|on|at|during|after|before|by|to|while|when|as|with|about|from|that|{WEEKDAY}|last|this|earlier"
    r"|later|through|who|via|against|\()\b)"
)
_FIRST = re.compile(
    r"(?:\s*(?:On|In|At|After|During|But|And|Yet|Still|Later|Then)\b[^,“”]{0,60},)?\s*(?:And |But |Yet )?"
    r"(?P<name>(?:[Hh]e|[Ss]he|[Tt]hey|I|We|we|it|It)\b"
    r"|(?:(?:The|A|An|the|a|an) (?:[a-z-]+ )?)?[A-Z][\w.’'&-]*(?: [A-Z][\w.’'&-]*){0,4}"
    r"|(?:The|A|An|the|a|an) [\w-]+)"
)
#: What no subject ends with.
_ARTICLE = re.compile(
    r"(?:the|an?|his|its|my|our|their|this|another|in|on|at|of|for|with|from|by|into|about|than)$",
    re.IGNORECASE,
)
_MOST_WORDS = 12
_MOST_APPOSED = 160


def before(hidden: str, start: int, verb: int) -> Span | None:
    """Return the subject that ends before a verb and begins no earlier than `start`."""
    end = _without_adverbs(hidden, start, verb)
    if end <= start:
        return None
    if _APPOSED.search(hidden, max(start, end - 1), end):
        return _with_apposition(hidden, start, end - 1)
    return _phrase(hidden, start, end)


def after(hidden: str, verb: int, end: int) -> Span | None:
    """Return the subject that stands behind an inverted verb: "said Mara Oduya"."""
    found = _AFTER.match(hidden, verb, min(end, verb + 200))
    if found is None or not _may_begin(found["name"].split()[0]):
        return None
    start, stop = found.span("name")
    return Span(start, stop - (hidden[stop - 1] == "." and not hidden[stop:end].strip()))


def first(hidden: str, start: int, end: int) -> Span | None:
    """Return the subject that a sentence begins with, as far as names and small words tell."""
    found = _FIRST.match(hidden, start, end)
    return Span(*found.span("name")) if found else None


def _without_adverbs(hidden: str, start: int, end: int) -> int:
    end = _stripped(hidden, start, end)
    while found := ADVERB.search(hidden, max(start, end - 25), end):
        end = _stripped(hidden, start, found.start())
    return end


def _stripped(hidden: str, start: int, end: int) -> int:
    return start + len(hidden[start:end].rstrip())


def _with_apposition(hidden: str, start: int, end: int) -> Span | None:
    """Return a noun phrase with what stands between commas behind it."""
    opens = max(
        hidden.rfind(mark, max(start, end - _MOST_APPOSED), end)
        for mark in (",", "(", " —", " –", " -")
    )
    if opens < 0:
        return None
    phrase = _phrase(hidden, start, _stripped(hidden, start, opens))
    return Span(phrase.start, end) if phrase else None


def _phrase(hidden: str, start: int, end: int) -> Span | None:
    """Return the longest run of words before a place that may be a noun phrase."""
    words: list[Span] = []
    at = end
    while len(words) < _MOST_WORDS and (
        found := _LAST_WORD.search(hidden, max(start, at - 40), at)
    ):
        if BOUNDARY.match(found[0]):
            break
        words.insert(0, Span(*found.span()))
        if PRONOUN.match(found[0]):
            break
        gap = _stripped(hidden, start, found.start())
        if gap == found.start() or gap <= start:
            break
        at = gap
    return _begun(hidden, words, end)


def _begun(hidden: str, words: list[Span], end: int) -> Span | None:
    """Let a noun phrase begin at its determiner, pronoun or first name; "On Monday" goes before it."""
    first = 0
    while first < len(words) and PREPOSITION.match(words[first].of(hidden)):
        first = next(
            (
                number
                for number in range(first + 2, len(words))
                if _may_begin(words[number].of(hidden))
            ),
            len(words),
        )
    if first < len(words) and _ARTICLE.match(words[-1].of(hidden)):
        return None
    for word in words[first:]:
        if _may_begin(word.of(hidden)):
            return Span(word.start, end)
    return None


def _may_begin(word: str) -> bool:
    return bool(PRONOUN.match(word) or DETERMINER.match(word)) or (
        word[:1].isupper() and not PREPOSITION.match(word)
    )
