"""The CSL locales: in which language a style says "accessed", "edited by" or "no date"."""

from __future__ import annotations

LOCALES = {
    "af-ZA": "Afrikaans (South Africa)",
    "ar": "Arabic",
    "bal-PK": "Baluchi (Arabic, Pakistan)",
    "eu": "Basque",
    "bg-BG": "Bulgarian (Bulgaria)",
    "ca-AD": "Catalan (Andorra)",
    "zh-CN": "Chinese (China)",
    "zh-TW": "Chinese (Taiwan)",
    "hr-HR": "Croatian (Croatia)",
    "cs-CZ": "Czech (Czechia)",
    "da-DK": "Danish (Denmark)",
    "nl-NL": "Dutch (Netherlands)",
    "en-GB": "English (United Kingdom)",
    "en-US": "English (United States)",
    "et-EE": "Estonian (Estonia)",
    "fi-FI": "Finnish (Finland)",
    "fr-CA": "French (Canada)",
    "fr-FR": "French (France)",
    "gl-ES": "Galician (Spain)",
    "de-AT": "German (Austria)",
    "de-DE": "German (Germany)",
    "de-CH": "German (Switzerland)",
    "el-GR": "Greek (Greece)",
    "he-IL": "Hebrew (Israel)",
    "hi-IN": "Hindi (India)",
    "hu-HU": "Hungarian (Hungary)",
    "is-IS": "Icelandic (Iceland)",
    "id-ID": "Indonesian (Indonesia)",
    "it-IT": "Italian (Italy)",
    "ja-JP": "Japanese (Japan)",
    "km-KH": "Khmer (Cambodia)",
    "ko-KR": "Korean (South Korea)",
    "la": "Latin",
    "lv-LV": "Latvian (Latvia)",
    "lij-IT": "Ligurian (Italy)",
    "lt-LT": "Lithuanian (Lithuania)",
    "ms-MY": "Malay (Malaysia)",
    "mn-MN": "Mongolian (Mongolia)",
    "nb-NO": "Norwegian Bokmål (Norway)",
    "nn-NO": "Norwegian Nynorsk (Norway)",
    "fa-IR": "Persian (Iran)",
    "pl-PL": "Polish (Poland)",
    "pt-BR": "Portuguese (Brazil)",
    "pt-PT": "Portuguese (Portugal)",
    "ro-RO": "Romanian (Romania)",
    "ru-RU": "Russian (Russia)",
    "sr-RS": "Serbian (Serbia)",
    "sk-SK": "Slovak (Slovakia)",
    "sl-SI": "Slovenian (Slovenia)",
    "es-CL": "Spanish (Chile)",
    "es-MX": "Spanish (Mexico)",
    "es-ES": "Spanish (Spain)",
    "sv-SE": "Swedish (Sweden)",
    "th-TH": "Thai (Thailand)",
    "tr-TR": "Turkish (Türkiye)",
    "uk-UA": "Ukrainian (Ukraine)",
    "vi-VN": "Vietnamese (Vietnam)",
    "cy-GB": "Welsh (United Kingdom)",
}
"""English names by code (BCP 47): the locales of CSL that pandoc has words for, in order of names."""

OWN = ""
"""Stands for the locale that a style is made for, which is American English if it names none."""

USUAL = "en-US"


class UnknownLocaleError(LookupError):
    """No CSL locale has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"unknown locale {code[:40]!r}; the locales are {', '.join(LOCALES)}")
        self.code = code


def locale_named(code: str) -> str:
    """Return a locale's code as CSL writes it; raise UnknownLocaleError, which names the known ones.

    Case says nothing, and an underscore is taken for a hyphen: `de_de` is `de-DE`.
    """
    meant = code.replace("_", "-").casefold()
    for known in (OWN, *LOCALES):
        if known.casefold() == meant:
            return known
    raise UnknownLocaleError(code)
