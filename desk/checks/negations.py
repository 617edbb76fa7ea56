"""Words whose loss turns a sentence into its opposite, in eleven languages.

Seen are words that stand alone, in the forms listed. Not seen is a negation within a word (Turkish
“gelmedi”, Arabic or Hebrew with other prefixes than “and” and “that”), one that lies in the choice
of a word (“refuse”, “fail to”), and what negates only sometimes: French “plus” and “personne”,
Arabic “ما”, the Hebrew “אל”. Where the language of a statement is not known, or is not listed, the
words of English count, and of the others those that mean nothing else in any of these languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


#: By the first part of a language's tag (BCP 47); in lower case, accents composed.
NEGATIONS = {
    "en": _words(
        "not no never nor neither none nobody nothing nowhere without cannot cant dont wont "
        "hardly barely scarcely seldom rarely"
    ),
    "de": _words(
        "nicht nichts nie niemals niemand niemanden niemandem nirgends nirgendwo kein keine "
        "keinen keinem keiner keines weder ohne kaum"
    ),
    "fr": _words("ne non pas jamais rien aucun aucune nul nulle ni sans guère nullement"),
    "es": _words("no nunca jamás nada nadie ningún ninguno ninguna ni tampoco sin"),
    "it": _words("non no mai niente nulla nessun nessuno nessuna né neanche nemmeno neppure senza"),
    "pt": _words("não nunca jamais nada ninguém nenhum nenhuma nem tampouco sem"),
    "ru": _words(
        "не нет ни никогда никто никого никому ничто ничего ничему нигде никуда никак нельзя без "
        "никакой никакая никакое никакие никакого никаких"
    ),
    "uk": _words(
        "не ні немає нема ніколи ніхто нікого нікому ніщо нічого нічому ніде нікуди ніяк без "
        "жоден жодна жодне жодного жодної жодних"
    ),
    "ar": _words("لا لم لن ليس ليست ليسوا لست لسنا غير دون بدون أبدا أبدًا أبداً"),
    "he": _words("לא אין אינו אינה אינם אינן איני אינני איננו איננה בלי ללא מעולם"),
    "tr": _words(
        "değil değildir değilim değiliz değilsin değilsiniz değiller yok yoktur hiç hiçbir "
        "hiçbiri asla"
    ),
}
#: What counts beside English where no language is told: “sin”, “sans”, “mai”, “nie”, “ni” do not.
_ANYWHERE = _words(
    "nicht nichts niemals niemand kein keine keinen keinem keiner keines rien aucun aucune nunca "
    "jamás nadie ningún ninguno ninguna nessun nessuno nessuna niente neanche nemmeno neppure não "
    "ninguém nenhum nenhuma не нет никогда никто никого ничего нельзя ні немає ніколи ніхто нікого "
    "нічого لا لم لن ليس ليست לא değil değildir yok hiçbir"
)
_UNTOLD = NEGATIONS["en"] | _ANYWHERE
#: What a negation may grow together with: isn't; n'est, nessun'altra; “and”, “that” written as one.
_GROWN = {
    "en": re.compile(r".*n't"),
    "fr": re.compile(r"n'.+"),
    "it": re.compile(r"nessun'.+"),
}
_LED = {"ar": ("و", "ف"), "he": ("ו", "ש")}


def is_negation(word: str, language: str | None = None) -> bool:
    """Tell whether a word, folded and in lower case, negates; the language is a BCP 47 tag."""
    tongue = _tongue(language)
    known = NEGATIONS.get(tongue, _UNTOLD)
    # A capital İ becomes an i with a dot of its own.
    bare = word.replace("\u0307", "")
    grown = _GROWN.get(tongue if tongue in NEGATIONS else "en")
    led = any(bare.startswith(one) and bare[1:] in known for one in _LED.get(tongue, ()))
    return bare in known or led or (grown is not None and grown.fullmatch(bare) is not None)


def negations_in(words: Iterable[str], language: str | None = None) -> tuple[str, ...]:
    """Return the negations among words, as they stand, in their order."""
    return tuple(one for one in words if is_negation(one.replace("’", "'").lower(), language))


def _tongue(language: str | None) -> str:
    return (language or "").partition("-")[0].lower()
