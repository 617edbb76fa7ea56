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
# Letters for which there are commands that readers of BibTeX do not know; UTF-8 they all read.
_PLAIN = re.compile(
    "[·ĦħĸĿŀŉŦŧŰűɛʷʼˆ˚˛˜\u0386-\u03d2\u0400-\u052f"
    "\u2010-\u2012\u2015\u2024\u2025\u2032-\u2034\u2057\u2061\u2070-\u209c\u2109-\u210f\u212f\u2134"
    "\u2153-\u215e\u2206-\u22c5\u2316\u25a0-\u25cb\u27ff\u2993-\u2afd\u3008\u3009]"
)
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
        UnicodeToLatexConversionRule(
            RULE_REGEX, [(_PLAIN, lambda sign: sign[0])], replacement_latex_protection="none"
        ),
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
