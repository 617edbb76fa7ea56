"""Names as BibTeX reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.tex.latex import latex

if TYPE_CHECKING:
    from citations.canon import JSON

_PARTICLES = ("dropping-particle", "non-dropping-particle")


def names_field(names: list[JSON]) -> str:
    """Return CSL names joined by `and`, each as BibTeX splits it."""
    return " and ".join(filter(None, map(_name, names)))


def _name(name: JSON) -> str:
    """Return a name as `von Last, Suffix, Given`, or whole in braces if it cannot be split so.

    A comma within a part cannot, not even in braces: biber counts every comma of a split name.
    """
    given, family, suffix = (latex(name.get(part) or "") for part in ("given", "family", "suffix"))
    particles = [latex(name.get(part) or "") for part in _PARTICLES]
    split = [_joined([*particles, _apart(family)]), suffix, _apart(given)]
    if "literal" in name or not (family and given) or any("," in part for part in split):
        whole = latex(name.get("literal") or "") or _joined([given, *particles, family, suffix])
        return f"{{{whole}}}" if whole else ""
    return ", ".join(filter(None, split))


def _joined(parts: list[str]) -> str:
    return " ".join(filter(None, parts))


def _apart(part: str) -> str:
    """Return a part in braces if it holds the word that parts names."""
    return f"{{{part}}}" if " and " in f" {part.casefold()} " else part
