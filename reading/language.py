"""Which language a text seems to be written in: enough to know that it is not English."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from reading.function_words import FUNCTION_WORDS, LETTERS, SCRIPTS

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
#: What is looked at, in characters: the rest of a long text is in the same language.
_ENOUGH = 20_000
#: How many different words tell at most, and the share of all words that they must have.
_FEWEST, _SHARE, _FEW = 5, 0.12, 0.03
_UNKNOWN_FROM = 40


class Language(NamedTuple):
    """A language: its code (BCP 47) and English name, None where those cannot be told.

    `is_english` is whether English rules may read the text, as they may one too short to tell.
    """

    code: str | None
    name: str | None
    is_english: bool = False

    @property
    def note(self) -> str | None:
        """Say what is left undone in a text that is not English."""
        if self.is_english:
            return None
        seems = f"to be {self.name}" if self.name else "not to be English"
        return f"This text seems {seems}: only what stands in quotation marks is proposed."


def language(text: str) -> Language:
    """Return the language of a text; where there is too little of it to tell, it may be English."""
    seen = text[:_ENOUGH]
    return _by_script(seen) or _by_words([word.casefold() for word in _WORD.findall(seen)])


def _by_script(text: str) -> Language | None:
    letters = len(_LETTER.findall(text))
    for code, name, span in SCRIPTS:
        if letters and 3 * len(re.findall(f"[{span}]", text)) > letters:
            return _by_letters(code, text) or Language(code, name)
    return None


def _by_letters(script: str, text: str) -> Language | None:
    """Return the language of the script's others of whose own letters the text has most."""
    own = {
        Language(code, name): len(re.findall(f"[{letters}]", text))
        for code, name, among, letters in LETTERS
        if among == script
    }
    best = max(own, key=lambda one: own[one], default=None)
    return best if best and own[best] * 100 > len(text) else None


def _by_words(words: list[str]) -> Language:
    seen = Counter(words)
    shares = {
        code: sum(seen[word] for word in common) / max(len(words), 1)
        for code, (_, common) in FUNCTION_WORDS.items()
    }
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    telling = sum(1 for word in FUNCTION_WORDS[best][1] if seen[word])
    if telling >= min(_FEWEST, 2 + len(words) // 10) and shares[best] >= _SHARE:
        return Language(best, FUNCTION_WORDS[best][0], best == "en")
    if len(words) >= _UNKNOWN_FROM and shares["en"] < _FEW:
        return Language(None, None)
    return Language(None, None, is_english=True)
