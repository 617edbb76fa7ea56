"""Names of authors as people write them, as CSL names."""

from __future__ import annotations

import re


def authors_in(line: str) -> list[dict[str, str]]:
    """Return CSL names from “Family, Given; Family, Given; Name as a whole”."""
    people = (person.strip() for person in re.split(r"[;\n]", line))
    return [csl_name(person) for person in people if person]


def csl_name(person: str) -> dict[str, str]:
    """Return a name written “Family, Given” or “Family, Given, Suffix” in its parts, else whole."""
    family, *rest = (part.strip() for part in person.split(","))
    parts = dict(zip(("given", "suffix"), rest, strict=False))
    if not family or not parts.get("given") or len(rest) > len(parts):
        return {"literal": person.strip()}
    return {"family": family, **{name: part for name, part in parts.items() if part}}
