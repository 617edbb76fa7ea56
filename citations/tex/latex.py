"""Text as BibTeX can carry it: as BibLaTeX has it, with accents as commands."""

from __future__ import annotations

import re
import unicodedata

from citations.addresses import percent_encoded
from citations.tex.signs import BREAK, tex_text

_LETTERS = re.compile("[À-ɏḀ-ỿ]")
_UNSAFE_IN_URL = re.compile(r"[\s{}\\\"<>^`|\x00-\x1f\x7f]")
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
#: Letters of their own whose commands all readers know; pandoc loses those of ð, þ and đ.
_LETTER_COMMANDS = dict(
    zip("ßØøÆæŒœŁł", ["ss", "O", "o", "AE", "ae", "OE", "oe", "L", "l"], strict=True)
)


def latex(text: str) -> str:
    """Return a text for BibTeX on one line; all but letters with accents stays in UTF-8.

    pandoc drops most commands for other signs, dashes among them.
    """
    return _LETTERS.sub(lambda letter: _command(letter[0]), tex_text(text))


def paragraphs(texts: list[str]) -> str:
    """Return texts as the paragraphs of one field."""
    return BREAK.join(filter(None, map(latex, texts)))


def safe_url(url: str) -> str:
    """Return a URL with the signs percent-encoded that would end a field; all others stay."""
    return percent_encoded(url, _UNSAFE_IN_URL)


def archived_at(url: str | None) -> str:
    r"""Return where an archived copy is, with \url; nothing without one.

    A bare percent sign there is a comment to LaTeX, and a bare hash an error: biblatex hands such
    fields on as arguments, unlike `url`, which it reads as it stands.
    """
    address = re.sub("([%#])", r"\\\1", safe_url(url or ""))
    return rf"Archived at \url{{{address}}}" if url else ""


def _command(letter: str) -> str:
    if letter in _LETTER_COMMANDS:
        return f"{{\\{_LETTER_COMMANDS[letter]}}}"
    parted = unicodedata.normalize("NFD", letter)
    base, accent = parted[:1], _ACCENTS.get(parted[1:], "")
    if not accent or not base.isascii():
        return letter
    return f"{{\\{accent}{{{base}}}}}" if accent.isalpha() else f"{{\\{accent}{base}}}"
