"""How formatted citations shall look."""

from __future__ import annotations

from dataclasses import dataclass

ATTRIBUTION = "attribution"
"""Our own style: who said what when, in which outlet, as an agency prints it."""


@dataclass(frozen=True)
class Styling:
    """A style by its CSL id, or our own; and a CSL locale."""

    style: str = ATTRIBUTION
    locale: str = "en-US"
