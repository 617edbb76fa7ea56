"""Signs that stand in for others while pandoc works, since it reads titles as rich text.

They are of Unicode's last plane, for private use, or noncharacters: no text here has them.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from citations.formatted.inlines import leaves
from citations.formatted.quotations import unread
from citations.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citations.formatted.inlines import Inline, Inlines

#: A sign that stands in for another of the first plane is as far from it, in a plane for private use.
_FAR = 0x100000
_FIRST_PLANE = 0xFFFE
_GAP = "\ufdd0"
#: A date in words ends with one of these, each variable of a date with its own.
_ENDS = [chr(code) for code in range(0xFDD8, 0xFDF0)]
_RESERVED = re.compile("[\ufdd0-\ufdef\U00100000-\U0010ffff]")
#: What looks like a tag or a character reference, doubled apostrophes, and a lone sign of a tag.
_MARKUP = re.compile(r"<[^<>]*>|&#?\w+;|'{2,}|<")
_CLOSING = "”’»“"
_SIGNS = (".", ",")
_GAPS = re.compile(r"[ \t]+")
_STANDING_IN = re.compile("[\U00100000-\U0010ffff]")
#: Signs of a page that do not count its numbers; all signs but gaps; and what is between
#: pages, beside which a style sets gaps of its own.
_NO_NUMBER = re.compile(r"[^\w\s,&–\-\ufdd0]|(?<!\d)-|-(?!\d)")
_ANY = re.compile(r"[^\ufdd0]")
_LISTED = re.compile(r"\ufdd0?([,&])\ufdd0(?=\w)")
_BACK = str.maketrans({_GAP: " "} | dict.fromkeys(_ENDS, ""))


def kept_as_is(text: str) -> str:
    """Return a text that pandoc takes no markup from; quotation marks are the style's to draw.

    Those stay as they are that have no partner, where they are several, or are nested deep.
    """
    free = _RESERVED.sub("\ufffd", _GAPS.sub(" ", one_line(text)))
    if odd := unread(free):
        free = "".join(_stand_in(sign) if at in odd else sign for at, sign in enumerate(free))
    return _MARKUP.sub(lambda found: "".join(map(_stand_in, found[0])), free)


def date_in_words(text: str, variable: int) -> str:
    """Return a date in words, marked with the number of its variable.

    pandoc writes such a date wherever a style wants a part of it: "(about 2017, about 2017)".
    `brought_back` leaves one.
    """
    return kept_as_is(text).replace(" ", _GAP) + _ENDS[variable]


def locator_as_is(text: str, *, digits: bool = False) -> str:
    """Return a page or a time in one word that pandoc takes nothing else from.

    A hyphen between numbers is left to the style, which may draw a dash. `digits`: these are stood
    in for too, so that it is no number.
    """
    free = _RESERVED.sub("\ufffd", _GAPS.sub(" ", one_line(text))).replace(" ", _GAP)
    told = _ANY if digits else _NO_NUMBER
    listed = free if digits else _LISTED.sub(r"\1", free)
    return told.sub(lambda found: "".join(map(_stand_in, found[0])), listed)


def brought_back(inlines: Inlines, dates: Iterable[str]) -> Inlines:
    """Return the runs of an entry with the signs that were stood in for; `dates` in words once."""
    run = list(leaves(inlines))
    for date in dates:
        told = [place for place, leaf in enumerate(run) if date in _folded(leaf)]
        for place in told[1:]:
            _cut(run, place, date)
    for leaf in run:
        if leaf["t"] == "Str":
            leaf["c"] = _STANDING_IN.sub(_stood_for, leaf["c"].translate(_BACK))
    return inlines


def _stand_in(sign: str) -> str:
    return chr(ord(sign) + _FAR) if ord(sign) < _FIRST_PLANE else sign


def _stood_for(found: re.Match[str]) -> str:
    return chr(ord(found[0]) - _FAR)


def _folded(leaf: Inline) -> str:
    return str(leaf.get("c", "")).casefold()


def _cut(run: list[Inline], place: int, date: str) -> None:
    """Take a date away, with its brackets and with what parts it from the words before it."""
    text, start = run[place]["c"], _folded(run[place]).index(date)
    rest = text[:start] + text[start + len(date) :]
    run[place]["c"] = rest = rest.removeprefix("()").removeprefix("[]")
    before = [leaf for leaf in run[:place] if leaf.get("c") != ""]
    # What follows may be a run of its own.
    after = next((leaf for leaf in run[place:] if leaf.get("c") != ""), None)
    if rest[:1].isalnum() or not before:
        return
    if before[-1]["t"] != "Str":
        before.pop().update(t="Str", c="")
    if before and after and after["t"] == "Str":
        after["c"] = _closed(before, after["c"])


def _closed(before: list[Inline], rest: str) -> str:
    """Return what comes after; of two signs in a row, one within quotation marks, one stays."""
    marks = _closing(before)
    last = before[-1 - len(marks)] if len(marks) < len(before) else before[-1]
    text = last["c"].rstrip(_CLOSING)
    closing, sign = last["c"][len(text) :], text[-1:]
    if (marks or closing) and sign in _SIGNS and rest[:1] in _SIGNS:
        last["c"], rest = text[:-1] + rest[0] + closing, rest[1:]
    elif not (marks or closing):
        last["c"] = text.rstrip(",;:")
    return rest


def _closing(before: list[Inline]) -> list[Inline]:
    """Return the runs at the end that are nothing but closing quotation marks."""
    return list(takewhile(lambda leaf: not leaf.get("c", " ").strip(_CLOSING), reversed(before)))
