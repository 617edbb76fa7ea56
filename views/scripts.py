"""Scripts and languages: which way a text runs, and names that keep to themselves."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale

from models.terms import Form, TranslationKind
from views.catalogue import gettext as _

if TYPE_CHECKING:
    from flask import Flask

    from models.records import StatementRecord, TranslationRecord

LOOKED_AT = 2_000
"""How many characters of a text are looked at to see which way it runs."""
RIGHT_TO_LEFT = frozenset({"R", "AL"})
#: Scripts written from right to left, as ISO 15924 names them.
RTL_SCRIPTS = frozenset(
    [
        "adlm",
        "arab",
        "armi",
        "avst",
        "chrs",
        "hebr",
        "hung",
        "mand",
        "mani",
        "mend",
        "narb",
        "nkoo",
        "phnx",
        "rohg",
        "samr",
        "sarb",
        "syrc",
        "thaa",
        "yezi",
    ]
)
#: Embeddings, overrides and isolates: they can turn around what stands beside them.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTER, _LEFT_TO_RIGHT = re.compile("[A-Za-z]"), frozenset({"ltr"})
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def direction(language: str | None, text: str | None = None) -> str:
    """Return the `dir` of a text: that of its language, unless no letter of it runs that way.

    `language` is a BCP 47 tag; `auto` leaves it to the first letter.
    """
    known = language_direction(language) if language else None
    return known if known and (text is None or known in _ways(text)) else "auto"


@cache
def language_direction(language: str) -> str | None:
    """Return the direction of a language by its script, None when it is not known."""
    main, *subtags = language.casefold().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == len("arab") and tag.isalpha()), None)
    if script is not None:
        return "rtl" if script in RTL_SCRIPTS else "ltr"
    try:
        return str(Locale.parse(main).text_direction)
    except (UnknownLocaleError, ValueError):
        return None


def isolated(text: str) -> str:
    """Return a name for places without markup, such as a title, where it cannot turn the rest.

    What turns text around is taken off; a name from right to left stands in Unicode isolates.
    """
    plain = calm(text)
    if plain.isascii():
        return plain
    return f"{_FIRST_STRONG}{plain}{_POP}" if "rtl" in _ways(plain) else plain


def calm(text: str | None) -> str:
    """Return a text without the controls that turn around what stands beside it; the rest stays."""
    if not text or text.isascii():
        return text or ""
    return _CONTROLS.sub("", text)


def language_words(language: str) -> str:
    """Name a language by its BCP 47 tag in the language of the page; the tag if it is unknown."""
    try:
        found = Locale.parse(language.replace("_", "-"), sep="-").get_display_name(get_locale())
    except (UnknownLocaleError, ValueError):
        found = None
    return str(found or language)


def translation_words(translation: TranslationRecord) -> str:
    """Say whose translation it is and into which language."""
    language = language_words(translation.language)
    whose = isolated(translation.by) if translation.by else None
    if translation.kind is TranslationKind.OURS:
        if whose:
            return str(
                _("Our translation, by %(name)s, into %(language)s", name=whose, language=language)
            )
        return str(_("Our translation into %(language)s", language=language))
    if whose:
        return str(
            _("Translation published by %(name)s, into %(language)s", name=whose, language=language)
        )
    return str(_("Published translation into %(language)s", language=language))


def shown_translations(
    statement: StatementRecord, *, short: bool = False
) -> tuple[TranslationRecord, ...]:
    """Return the translations to show: all, or for a list one, in the language of the page if any."""
    if not short or not statement.translations:
        return statement.translations
    page = str(get_locale() or "en").partition("_")[0]
    ours = (one for one in statement.translations if one.language.partition("-")[0] == page)
    return (next(ours, statement.translations[0]),)


def shown_language(statement: StatementRecord) -> str | None:
    """Return the language of the text that is shown of a statement, where it is known."""
    if statement.form is Form.DIRECT:
        return statement.language
    found = next((one for one in statement.appearances if one.exact), None)
    return found.source.language if found and _passage_shown(statement) else None


def _passage_shown(statement: StatementRecord) -> bool:
    if statement.form is Form.MIXED:
        return bool(statement.passage)
    return statement.form is Form.INDIRECT and not statement.claim


def _ways(text: str) -> frozenset[str]:
    """Return the directions in which letters of a text run."""
    if text.isascii():
        return _LEFT_TO_RIGHT if _LETTER.search(text, 0, LOOKED_AT) else frozenset()
    kinds = {unicodedata.bidirectional(letter) for letter in text[:LOOKED_AT]}
    ways = {"rtl"} if kinds & RIGHT_TO_LEFT else set()
    return frozenset(ways | {"ltr"} if "L" in kinds else ways)


def register(app: Flask) -> None:
    """Give templates these words, as filters and as functions."""
    for word in _WORDS:
        app.jinja_env.filters[word.__name__] = word
        app.jinja_env.globals[word.__name__] = word


_WORDS = (
    direction,
    isolated,
    calm,
    language_words,
    translation_words,
    shown_translations,
    shown_language,
)
