"""Names as BibTeX and BibLaTeX read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.recorded import is_plain
from citations.words import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citations.canon import JSON


def names_field(names: list[JSON], escaped: Callable[[str], str]) -> str:
    """Return CSL names joined by `and`, each as BibTeX splits it."""
    return " and ".join(filter(None, (_name(name, escaped) for name in names)))


def parts_name(name: JSON) -> bool:
    """Tell whether readers part a name as the record does: a small word is a particle to them."""
    if is_plain(name):
        return not any(word[:1].islower() for word in name["family"].split())
    return set(name) == {"literal"}


def listed(texts: Iterable[str], escaped: Callable[[str], str]) -> str:
    """Return a list of corporate names, each in braces, as it may hold the word that parts them."""
    return " and ".join(f"{{{text}}}" for text in map(escaped, dict.fromkeys(texts)) if text)


def _name(name: JSON, escaped: Callable[[str], str]) -> str:
    """Return a name as `von Last, Suffix, Given`, or whole in braces if it cannot be split so.

    A comma within a part cannot, not even in braces: biber counts every comma of a split name.
    """
    part = {key: escaped(name.get(key) or "") for key in ("given", "family", "suffix", "literal")}
    particles = [escaped(name.get(each) or "") for each in PARTICLES]
    split = [
        _joined([*particles, _apart(part["family"])]),
        part["suffix"],
        _apart(part["given"]),
    ]
    named = bool(part["family"] and part["given"])
    if "literal" in name or not named or any("," in each for each in split):
        parts = [part["given"], *particles, part["family"], part["suffix"]]
        whole = part["literal"] or _joined(parts)
        return f"{{{whole}}}" if whole else ""
    return ", ".join(filter(None, split))


def _joined(parts: list[str]) -> str:
    return " ".join(filter(None, parts))


def _apart(part: str) -> str:
    """Return a part in braces if it holds the word that parts names."""
    return f"{{{part}}}" if " and " in f" {part.casefold()} " else part
