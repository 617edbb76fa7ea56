"""Text that stands in LaTeX, as people read it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape
from typing import Any

#: An & that TeX would take for the end of a cell: of an entity, or for itself.
_BARE = re.compile(r"(?<!\\)&(?:(?:amp|apos|gt|lt|nbsp|quot|#\d{1,6}|#x[0-9a-fA-F]{1,5});)?")
#: The longest value that is remembered, in characters.
_SHORT = 4_000
_ESCAPES = {"&": r"\&", "\xa0": "~", "{": r"\{", "}": r"\}", "\\": r"\textbackslash{}"}
#: Signs of ASCII that the library does not know by these names, or takes for others.
_SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textasciitilde": "~",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textdollar": "$",
    "textquotesingle": "'",
    "textquotedbl": '"',
}


def plain(value: str) -> str:
    """Return the text of a value without LaTeX's commands and braces.

    What nests too deeply to be anybody's title stays as it stands.
    """
    return _remembered(value) if len(value) <= _SHORT else _plain(value)


def _plain(value: str) -> str:
    try:
        text = str(_decoder().latex_to_text(_without_html(value))) if _has_latex(value) else value
    except RecursionError:
        text = value
    return text.strip()


@lru_cache(maxsize=1024)
def _remembered(value: str) -> str:
    """Return the text of a value that many entries may share: those of one larger work do."""
    return _plain(value)


def names(value: str) -> list[dict[str, str]]:
    """Return the people of an author field as CSL names; one in braces is a name as a whole."""
    people = _people_remembered(value) if len(value) <= _SHORT else _people(value)
    return [dict(person) for person in people]


@lru_cache(maxsize=256)
def _people_remembered(value: str) -> list[dict[str, str]]:
    return _people(value)


def _people(value: str) -> list[dict[str, str]]:
    from bibtexparser.middlewares.names import split_multiple_persons_names  # noqa: PLC0415

    return [_name(person) for person in split_multiple_persons_names(value)]


def _name(person: str) -> dict[str, str]:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415
        InvalidNameError,
        parse_single_name_into_parts,
    )

    if person.startswith("{") and person.endswith("}"):
        return {"literal": plain(person)}
    try:
        parts = parse_single_name_into_parts(person, strict=False)
    except InvalidNameError:
        return {"literal": plain(person)}
    told = {
        "family": " ".join(parts.last),
        "given": " ".join(parts.first),
        "non-dropping-particle": " ".join(parts.von),
        "suffix": " ".join(parts.jr),
    }
    if not told["family"] or not told["given"]:
        return {"literal": plain(person)}
    return {part: plain(text) for part, text in told.items() if text}


def _has_latex(value: str) -> bool:
    return any(sign in value for sign in "\\{}$~-`'&")


def _without_html(value: str) -> str:
    """Return a value with entities of HTML, and & itself, as TeX wants them."""
    return _BARE.sub(lambda found: _ESCAPES.get(sign := unescape(found[0]), sign), value)


@cache
def _decoder() -> Any:  # noqa: ANN401 -- the library is untyped
    from pylatexenc.latex2text import (  # noqa: PLC0415
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    signs = [MacroTextSpec(name, sign) for name, sign in _SIGNS.items()]
    known.add_context_category("signs", prepend=True, macros=signs)
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True, latex_context=known)
