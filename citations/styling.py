"""How formatted citations shall look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ATTRIBUTION = "attribution"
"""Our own style: who said what when, in which outlet, as an agency prints it."""


class Part(StrEnum):
    """What of a style is written for a source: its entry in the bibliography, or its citation.

    A citation is a footnote, or stands in the text, as the style cites.
    """

    BIBLIOGRAPHY = "bibliography"
    CITATION = "citation"


@dataclass(frozen=True)
class Styling:
    """A style by its CSL id, or our own; and a CSL locale, or "" for the one the style is made for.

    `quotes`: whether what was found in a source stands under its entry; our own style is nothing
    but that, and has no parts.
    """

    style: str = ATTRIBUTION
    locale: str = "en-US"
    quotes: bool = True
    part: Part = Part.BIBLIOGRAPHY
