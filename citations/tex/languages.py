"""Languages as babel and polyglossia call them."""

from __future__ import annotations

from citations.words import language_words

_LANGIDS = {
    "ar": "arabic",
    "bg": "bulgarian",
    "cs": "czech",
    "da": "danish",
    "de": "ngerman",
    "el": "greek",
    "en": "english",
    "en-au": "australian",
    "en-ca": "canadian",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "hu": "hungarian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "pt-br": "brazilian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}


def language_fields(tag: str | None) -> dict[str, str]:
    """Return `langid` of a BCP 47 tag, by which styles hyphenate; else `language`, in words."""
    if not tag:
        return {}
    known = _LANGIDS.get(tag.casefold()) or _LANGIDS.get(tag.casefold().partition("-")[0])
    return {"langid": known} if known else {"language": language_words(tag)}
