"""What stands in quotation marks and is no statement: titles, terms, nicknames, distanced words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.proposing.attributions import Attribution
from reading.proposing.reporting import VERB
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.proposals import Span

#: Frames of quotations that no construction ties to whoever may have said them.
LOOSE = frozenset(["beside"])
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_STOP = re.compile(r"[.,!?…]$")
#: What is named, not said: a work, a word.
_NAMED = re.compile(
    r"\b(?:films?|movies?|books?|novels?|memoirs?|songs?|albums?|shows?|series|programmes?|programs?|magazines?"
    r"|podcasts?|plays?|poems?|essays?|articles?|columns?|documentary|episodes?|headlines?|titled|entitled|named"
    r"|dubbed|nicknamed|known as|headlined|called|so-called|the words?|the terms?|the phrases?|hashtag|slogan"
    r"|motto|single|chapter|sitcom|drama|host of|see also|cf\.)\s*[,:]?\s*$"
)
_CALLED = re.compile(
    r"\b(?:so-called|nicknamed|dubbed|titled|entitled|known as|headlined|the (?:word|term|phrase|name|hashtag))"
    r"\s*,?\s*“\s?$"
)
_MINOR = words(
    """
    a an and as at but by for from in into nor of off on or the to up via vs with
    """
)
_SAID = re.compile(rf"\s*[,:]?\s*{VERB.pattern}[^“”.;]{{0,60}}[,:]?\s*$")
_SAYS = re.compile(rf"”?\s*,?\s*(?:[^\s“”,.]+\s){{0,6}}?{VERB.pattern}")
#: A sign of a script without spaces counts as a word.
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")
_SET_OFF = re.compile(r"[.,!?…。，！？]")
_BEFORE, _AFTER, _FEWEST = 80, 120, 3
_LONG, _SENTENCE, _TITLE = 8, 4, 2


def spoken(folded: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions without words in quotation marks that nobody is said to have said."""
    return [
        one
        for one in found
        if ((one.speaker or one.cue) and one.frame not in LOOSE and not _is_named(folded, one))
        or any(is_statement(folded, place) for place in one.content)
    ]


def _is_named(folded: str, found: Attribution) -> bool:
    """Tell whether it is a word or two that the text only calls something by: the “smart” pipe."""
    place = found.content[0]
    before = folded[max(0, place.start - _BEFORE) : place.start]
    is_short = len(_WORD.findall(place.of(folded))) < _SENTENCE
    return len(found.content) == 1 and is_short and bool(_CALLED.search(before))


def foreign(folded: str, quoted: Sequence[Span]) -> list[Attribution]:
    """Return the quotations of a text that no English rule may read: sentences, by their marks."""
    return [
        Attribution(content=(place,), frame="quotation")
        for place in quoted
        if _is_whole(folded, place)
    ]


def _is_whole(folded: str, place: Span) -> bool:
    """Tell whether a comma, a colon or a stop sets words off, or there are many of them."""
    words = [
        *_WORD.findall(_UNSPACED.sub(" ", place.of(folded))),
        *_UNSPACED.findall(place.of(folded)),
    ]
    behind = folded[place.end - 1 : place.end + 3]
    before = folded[max(0, place.start - 3) : place.start].rstrip("“ ")
    return bool(words) and (
        len(words) >= _LONG
        or before.endswith((":", "：", "，"))
        or (len(words) >= _FEWEST and bool(_SET_OFF.search(behind)))
    )


def is_statement(folded: str, place: Span) -> bool:
    """Tell whether words in quotation marks were said by somebody, by themselves and what is beside.

    A sentence was; a word or two were if "she said" stands beside them; a title never was.
    """
    words = _WORD.findall(place.of(folded))
    before = folded[max(0, place.start - _BEFORE) : place.start].rstrip("“ ")
    if not words or (_is_title(words) and not _is_sentence(folded, place, words)):
        return False
    if _NAMED.search(before) and len(words) < _LONG:
        return False
    return (
        len(words) >= _LONG
        or _is_sentence(folded, place, words)
        or _is_attributed(folded, place, before)
    )


def _is_title(words: Sequence[str]) -> bool:
    """Tell whether every word that titles write large is written so: “The Long Pier”."""
    return len(words) >= _TITLE and all(
        word[0].isupper() or word[0].isdigit() or word in _MINOR for word in words
    )


def _is_sentence(folded: str, place: Span, words: Sequence[str]) -> bool:
    first = folded[place.start]
    stops = bool(_STOP.search(folded, max(place.start, place.end - 1), place.end))
    return len(words) >= _SENTENCE and (first.isupper() or first in "[…‘I") and stops


def _is_attributed(folded: str, place: Span, before: str) -> bool:
    return bool(
        _SAID.search(before) or _SAYS.match(folded, place.end, min(len(folded), place.end + _AFTER))
    )
