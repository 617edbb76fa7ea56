"""Words in quotation marks, as folding has paired them: paragraph by paragraph."""

from __future__ import annotations

import re

from reading.proposing.proposals import Span

#: Marks around points alone hold nothing that anybody said.
_WORD = re.compile(r"[^\W_]|[^\x00-\x7f“”‘’…–—\s]")
_PARAGRAPH = re.compile(r"[^\n]+")
_QUOTED = re.compile("“([^“”]*)(”|$)")
_CONTINUED = re.compile("([^“”]*)”")
#: Where a mark was forgotten, the words end before those that attribute them.
_ATTRIBUTED = re.compile(
    r"[,.!?…](?=\s+(?:(?:he|she|they|we|I|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,4})\s+)?"
    r"(?:said|says|told|added|wrote|tweeted|continued|insisted|explained|asked)\b)"
)


def quotations(folded: str) -> list[Span]:
    """Return what stands in quotation marks, without the marks; one left open ends its paragraph.

    It ends before that where "he said" follows: a mark was forgotten there.
    """
    found, is_open = list[Span](), False
    for paragraph in _PARAGRAPH.finditer(folded):
        rest = _CONTINUED.match(paragraph[0]) if is_open else None
        pieces = [rest, *_QUOTED.finditer(paragraph[0], rest.end() if rest else 0)]
        found += [_span(paragraph, piece) for piece in pieces if piece and _WORD.search(piece[1])]
        is_open = _ends_open(paragraph[0])
    return found


def _ends_open(paragraph: str) -> bool:
    return paragraph.rfind("“") > paragraph.rfind("”")


def _span(paragraph: re.Match[str], piece: re.Match[str]) -> Span:
    start, end = piece.span(1)
    if not piece[0].endswith("”"):
        forgotten = _ATTRIBUTED.search(paragraph[0], start)
        end = forgotten.end() if forgotten else end
    words = paragraph[0][start:end]
    blank = len(words) - len(words.lstrip())
    return Span(paragraph.start() + start + blank, paragraph.start() + start + len(words.rstrip()))
