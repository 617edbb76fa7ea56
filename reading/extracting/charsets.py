"""Which characters bytes stand for: what they are beats what they are said to be."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from reading.refusals import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The web means wider charsets by these names (WHATWG Encoding).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
#: The charsets of the web; the exotic ones fit too many bytes to be guessed.
_WEB = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp866", "cp874", "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_15"),
    *("big5", "gb18030", "euc_jp", "cp932", "cp949", "iso2022_jp"),
]
_COMMON = "cp1252"
CHARSET = re.compile(rb"<meta[^>]+charset\s*+=\s*+(?:[\"']\s*+)?+([\w.:-]+)", re.IGNORECASE)
_HEAD = 4_096
#: How much of a text is looked at to tell charsets apart.
_LOOKED_AT = 200_000
#: Charsets whose scores lie so near each other cannot be told apart.
_NEAR = 0.05


@dataclass(frozen=True)
class Decoded:
    """A text, the charset it was read as, and what a person should know of that choice."""

    text: str
    charset: str
    note: str | None = None


def decode(content: bytes, declared: str | None) -> Decoded:
    """Return the text of bytes: by their mark, as UTF-8, as declared, else by their look.

    Raises UnreadableError when they are no text.
    """
    found = _marked(content) or _unicode(content, declared) or _looked_at(content, declared)
    if found is None:
        message = "In which charset it is written cannot be told. Save it as UTF-8 and try again."
        raise UnreadableError(message)
    if "\x00" in found.text:
        message = "It holds NUL characters, as no text does. Save it as plain text in UTF-8."
        raise UnreadableError(message)
    return found


def declared_in(content: bytes) -> str | None:
    """Return the charset that a web page declares at its beginning."""
    found = CHARSET.search(content[:_HEAD])
    return found.group(1).decode("ascii", "ignore") if found else None


def _marked(content: bytes) -> Decoded | None:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            text = _read(content[len(mark) :], charset)
            return None if text is None else Decoded(text, charset)
    return None


def _unicode(content: bytes, declared: str | None) -> Decoded | None:
    # What reads as UTF-8 beyond ASCII is UTF-8; ASCII alone may be a charset of escapes.
    known = _known(declared)
    if content.isascii() and known not in {None, "utf-8", "cp1252"}:
        return _as(content, known)
    text = _read(content, "utf-8")
    if text is None:
        return None
    wrong = not content.isascii() and known not in {None, "utf-8"}
    return Decoded(text, "utf-8", _otherwise(declared, "utf-8") if wrong else None)


def _looked_at(content: bytes, declared: str | None) -> Decoded | None:
    """Read as the charset that looks most like a text; the declared one wins unless it lags."""
    known, sample = _known(declared), _sample(content)
    tried = [*_WEB, known] if known else _WEB
    likely = from_bytes(sample, cp_isolation=tried, enable_fallback=False)
    scores = {_known(one.encoding) or one.encoding: one.coherence - one.chaos for one in likely}
    if not scores:
        return None
    best = max(scores, key=lambda name: (scores[name], name == known, name == _COMMON))
    most, plain = scores[best], known or _COMMON
    if str(sample, plain, "replace") == str(sample, best, "replace"):
        # Of charsets that read the same, one alone was told: ours is the plainest name of it.
        scores.pop(best)
        best, scores[plain] = plain, most
    if known and scores.get(known, -1.0) >= most - _NEAR:
        rival = next((name for name in scores if _rivals(scores, name, known)), None)
        return _as(content, known, _doubt(known, rival) if rival else None)
    return _as(content, best, _otherwise(declared, best) if declared else _untold(best))


def _rivals(scores: dict[str, float], other: str, known: str) -> bool:
    # One without any known word is no rival.
    return other != known and scores[other] > 0 and scores[known] - scores[other] <= _NEAR


def _as(content: bytes, charset: str | None, note: str | None = None) -> Decoded | None:
    text = _read(content, charset) if charset else None
    return None if text is None or charset is None else Decoded(text, charset, note)


def _otherwise(declared: str | None, charset: str | None) -> str:
    return (
        f"It calls itself {(declared or '')[:40]}, but does not read as that; it was read as "
        f"{charset}. Look whether every letter is right."
    )


def _untold(charset: str | None) -> str:
    return (
        f"It does not say in which charset it is written; it was read as {charset}. "
        "Look whether every letter is right."
    )


def _doubt(charset: str | None, rival: str | None) -> str:
    return (
        f"It was read as {charset}, as it says; as {rival} it would be as likely a text. "
        "Look whether every letter is right."
    )


def _sample(content: bytes) -> bytes:
    """Return the lines that tell most of a charset: those beyond ASCII, up to a bound."""
    if len(content) <= _LOOKED_AT:
        return content
    telling = [line for line in content.splitlines(keepends=True) if not line.isascii()]
    return b"".join(telling)[:_LOOKED_AT] or content[:_LOOKED_AT]


def _known(declared: str | None) -> str | None:
    """Return Python's name of a declared charset, None for one that is not known."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name)


def _read(content: bytes, charset: str) -> str | None:
    try:
        return str(content, charset)
    except (UnicodeDecodeError, LookupError):
        return None
