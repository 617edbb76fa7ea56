"""How formatted citations shall look."""

from __future__ import annotations

from dataclasses import dataclass

ATTRIBUTION = "attribution"
"""Our own style: who said what when, in which outlet, as an agency prints it."""


@dataclass(frozen=True)
class Styling:
    """A style by its CSL id, or our own; and a CSL locale, or "" for the one the style is made for.

    `quotes`: whether what was found in a source stands under its entry; our own style is nothing
    but that.
    """

    style: str = ATTRIBUTION
    locale: str = "en-US"
    quotes: bool = True
