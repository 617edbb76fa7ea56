"""Text as BibTeX can carry it: braces balanced, nothing left that TeX would obey."""

from __future__ import annotations

import re
from functools import cache

from pylatexenc.latexencode import (
    RULE_DICT,
    RULE_REGEX,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
)

from citations.words import one_line

# BibTeX counts braces even behind a backslash, so \{ and \} would unbalance a field.
_BRACES = {
    ord("{"): r"\textbraceleft",
    ord("}"): r"\textbraceright",
    ord("`"): r"\textasciigrave",
    ord('"'): '"',
}
# Signs that TeX would join to another one: -- to a dash, '' to a quotation mark.
_LIGATURES = [
    (re.compile("-(?=-)"), "{-}"),
    (re.compile("'(?=')"), "{'}"),
    (re.compile(",(?=,)"), "{,}"),
]
_UNSAFE_IN_URL = re.compile(r"[\s{}\\\"<>^`|\x00-\x1f\x7f]")


def latex(text: str) -> str:
    """Return a text for BibTeX on one line; letters that LaTeX has no command for stay as are."""
    return str(_encoder().unicode_to_latex(one_line(text)))


def paragraphs(texts: list[str]) -> str:
    r"""Return texts as paragraphs: BibTeX takes a blank line for a space, so \par stands there."""
    return " \\par ".join(filter(None, map(latex, texts)))


def safe_url(url: str) -> str:
    """Return a URL with the signs percent-encoded that would end a field; all others stay."""
    return _UNSAFE_IN_URL.sub(
        lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), url
    )


@cache
def _encoder() -> UnicodeToLatexEncoder:
    rules = [
        UnicodeToLatexConversionRule(RULE_REGEX, _LIGATURES, replacement_latex_protection="none"),
        UnicodeToLatexConversionRule(RULE_DICT, _BRACES),
        "defaults",
    ]
    return UnicodeToLatexEncoder(
        conversion_rules=rules,
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        # The library prints a warning for each letter of Arabic, say.
        unknown_char_warning=False,
    )
