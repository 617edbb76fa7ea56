"""Whether a text is an ISBN or an ISSN."""

from __future__ import annotations

import re

_ISBN_10, _ISBN_13 = re.compile(r"[0-9]{9}[0-9X]"), re.compile(r"97[89][0-9]{10}")
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9X]")


def is_isbn(text: str) -> bool:
    """Tell whether a text is an ISBN of 10 or 13 signs with the right check digit (ISO 2108)."""
    signs = text.replace("-", "").replace(" ", "").upper()
    if not (_ISBN_10.fullmatch(signs) or _ISBN_13.fullmatch(signs)):
        return False
    digits = [10 if sign == "X" else int(sign) for sign in signs]
    if len(digits) == len("9783161484100"):
        return sum(digits[::2] + [3 * digit for digit in digits[1::2]]) % 10 == 0
    return (
        sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11
        == 0
    )


def is_issn(text: str) -> bool:
    """Tell whether a text is an ISSN with the right check digit (ISO 3297)."""
    if not _ISSN.fullmatch(text.upper()):
        return False
    digits = [10 if sign == "X" else int(sign) for sign in text.upper().replace("-", "")]
    return (
        sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0
    )
