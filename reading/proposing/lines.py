"""The lines of a text made plain, without moving a character: a paragraph is a line."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from itertools import pairwise
from statistics import median

#: Carriage returns go before their line feed; form feeds, vertical tabs and their kin end a line.
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
#: Marks without a width, but inside a word, where they part nothing.
_UNSEEN = re.compile(
    "(?<!\\w)[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+"
    "|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+(?!\\w)"
)
_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[\w:-]+=(?:\"[^\"<>\n]*\"|'[^'<>\n]*'|[^\s\"'<>]+))*\s*/?>"
)
#: Longer than any word or address: encoded pictures, rows of marks. No tokenizer needs to see them.
_UNBROKEN = re.compile("(?<![!-~“”‘’«»„…—–])[!-~“”‘’«»„…—–]{500,}")
#: Wider than any gap between words: it parts paragraphs, and no rule for words has to look across it.
_GAP = re.compile(r"[^\S\n]{300,}")
#: The sign before each line of a mail that is answered.
_CITED = re.compile(r"^ *(?:> ?)+", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?:;…。”’\"'»)\]]\s*$")
_STARTED = re.compile(r"\s*(?:[-–—•*▪·>@#“\"‘'«„(\[]|\d+[.)]|[^\s:]{1,30}:)")
#: Lines that a program broke are about equally long: between these, and few longer than the usual.
_SHORTEST, _LONGEST, _FEWEST = 40, 110, 4


def lined(text: str) -> str:
    """Return the text, of the same length, with spaces for what nobody sees and one kind of line end.

    The marks in tags, if a text has any, are none of its own: they go with the tags. Where its lines were broken to a width, as in a mail, those of a paragraph are joined.
    """
    plain = text.replace("\r\n", " \n").translate(_plain())
    for unread in (_UNSEEN, _TAG, _CITED, _UNBROKEN):
        plain = unread.sub(lambda found: " " * len(found[0]), plain)
    return _joined(_GAP.sub(lambda found: "\n" * len(found[0]), plain))


@cache
def _plain() -> dict[int, str]:
    """Return what is written for a control character, a kind of space, half a surrogate pair."""
    letters = {
        code: " "
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Zs"} and chr(code) != "\n"
    }
    return letters | dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | _BREAKS


def _joined(text: str) -> str:
    lines = list(_LINE.finditer(text))
    following = [pair for pair in pairwise(lines) if pair[0].end() + 1 == pair[1].start()]
    if not _broken_to_a_width([first for first, _ in following]):
        return text
    letters = list(text)
    for first, second in following:
        if len(first[0]) > _SHORTEST and not _begins_anew(first[0], second[0]):
            letters[first.end()] = " "
    return "".join(letters)


def _begins_anew(line: str, following: str) -> bool:
    return bool(_ENDED.search(line[-4:]) and _STARTED.match(following))


def _broken_to_a_width(lines: list[re.Match[str]]) -> bool:
    """Tell whether most lines end in mid-sentence and none is far longer than the usual one."""
    lengths = [len(line[0]) for line in lines]
    if len(lengths) < _FEWEST or not _SHORTEST <= median(lengths) <= _LONGEST:
        return False
    open_ended = sum(not _ENDED.search(line[0][-4:]) for line in lines)
    return max(lengths) <= 1.5 * median(lengths) and open_ended * 2 > len(lines)
