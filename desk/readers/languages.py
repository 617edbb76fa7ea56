"""Languages by the names that BibLaTeX and people give them, as BCP 47 tags."""

from __future__ import annotations

from functools import cache

#: What babel and polyglossia call by other names than English has for them.
_NAMED = {
    "american": "en-US",
    "australian": "en-AU",
    "austrian": "de-AT",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "canadian": "en-CA",
    "farsi": "fa",
    "francais": "fr",
    "german": "de",
    "naustrian": "de-AT",
    "newzealand": "en-NZ",
    "ngerman": "de",
    "nswissgerman": "de-CH",
    "portuges": "pt",
    "swissgerman": "de-CH",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
}


def language_tag(name: str) -> str:
    """Return the tag of a language named in English or as babel does; a tag stays what it is."""
    word = name.strip().casefold()
    return _NAMED.get(word) or _english().get(word) or name.strip()


@cache
def _english() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415

    return {text.casefold(): tag.replace("_", "-") for tag, text in Locale("en").languages.items()}
