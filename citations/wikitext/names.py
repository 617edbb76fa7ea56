"""Names as parameters: split ones as last and first, all others whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.wikitext.signs import parameter_text
from citations.words import family_words, names_words

if TYPE_CHECKING:
    from citations.canon import JSON

#: What the templates take for more than one name in a parameter.
_SEVERAL = re.compile(r"[,;&]|\band\b", re.IGNORECASE)


def name_parameters(names: list[JSON], whole: str, prefix: str = "") -> dict[str, str]:
    """Return the parameters of names; `whole` is that of a name which nobody has split."""
    told: dict[str, str] = {}
    for place, name in enumerate(names, start=1):
        number = str(place) if len(names) > 1 else ""
        told |= {f"{key}{number}": text for key, text in _name(name, whole, prefix).items()}
    return told


def _name(name: JSON, whole: str, prefix: str) -> dict[str, str]:
    last = family_words(name)
    first = " ".join(name[part] for part in ("given", "suffix") if name.get(part))
    split = "literal" not in name and name.get("family") and name.get("given")
    if not split or _SEVERAL.search(f"{last} {first}"):
        return {whole: _masked(names_words([name]))}
    return {f"{prefix}last": parameter_text(last), f"{prefix}first": parameter_text(first)}


def _masked(text: str) -> str:
    """Return a name in double parentheses if it would be taken for several."""
    written = parameter_text(text)
    return f"(({written}))" if _SEVERAL.search(text) else written
