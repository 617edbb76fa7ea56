"""The language that a page declares, beside the one in which its text is written."""

from __future__ import annotations

from reading.language import language

LONG = 300
"""A text of fewer characters does not tell its language for sure."""


def language_of(declared: str | None, text: str) -> tuple[str | None, str | None]:
    """Return the language of a text (BCP 47), and a sentence where the page declares another.

    Whether a text is English can be told from its words; for the rest the page is believed.
    """
    seems = language(text) if declared and len(text) >= LONG else None
    if declared is None or seems is None or seems.code is None:
        return declared, None
    known = declared.partition("-")[0].lower()
    if known == seems.code or "en" not in (known, seems.code):
        return declared, None
    told = f"The page says that it is written in “{declared}”; it seems to be {seems.name}."
    return seems.code, told
