"""What a style does that decides how it can be run; and the style without what costs most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_CSL = "{http://purl.org/net/xbiblio/csl}"
_RULE = "givenname-disambiguation-rule"
_NEVER = "year-suffix"
_LETTERS, _NAMES, _GIVEN, _YES = (
    "disambiguate-add-year-suffix",
    "disambiguate-add-names",
    "disambiguate-add-givenname",
    "true",
)
_FAMILIES: dict[str, int | None] = {
    "primary-name": 1,
    "primary-name-with-initials": 1,
    "all-names": None,
    "all-names-with-initials": None,
}


@dataclass(frozen=True)
class Rules:
    """A style as it is, and `quick`: without disambiguation, which takes most of pandoc's time.

    `lists`: it has a bibliography. `letters`: entries there differ from those of `quick`, by a
    letter after the year for the most part. `names`: they may differ by how many authors are named.
    `families`: how many of a work's names are told from those of all works with the same family
    name: none, one (the first) or all; `spelt`: given names may be spelt out for that. `numbers`:
    entries tell their own number. `follows`: an entry may stand for the author of the one before by
    a dash. `approximates`: the variables whose approximate dates it tells as such. `events`: the
    types of works of which it tells the day of the event in place of that of the publication.
    `notes`: it cites in footnotes.
    """

    whole: bytes
    quick: bytes
    digest: str
    lists: bool
    letters: bool
    names: bool
    families: int | None
    spelt: bool
    numbers: bool
    follows: bool
    approximates: frozenset[str]
    events: frozenset[str]
    notes: bool

    @property
    def compares(self) -> bool:
        """Whether an entry may depend on the other works."""
        return self.letters or self.names


@lru_cache(maxsize=64)
def rules_of(style: bytes) -> Rules:
    """Read a style's rules, an independent style in CSL 1.0."""
    root = _parsed(style)
    listed, reached, told = root.find(f"{_CSL}bibliography"), _reached(root), _told_apart(root)
    rule = told.get(_RULE, "") if told.get(_GIVEN) == _YES else ""
    return Rules(
        whole=style,
        quick=_quick(root),
        digest=sha256(style).hexdigest(),
        lists=listed is not None,
        letters=told.get(_LETTERS) == _YES or any(each.get("disambiguate") for each in reached),
        # A note names the title, so works are not told apart by names there.
        names=_YES in {told.get(_NAMES), told.get(_GIVEN)} and root.get("class") != "note",
        families=_FAMILIES.get(rule, 0),
        spelt=rule in _FAMILIES and not rule.endswith("initials") and _initials(root, reached),
        numbers=any(each.get("variable") == "citation-number" for each in reached),
        follows=listed is not None and "subsequent-author-substitute" in listed.attrib,
        approximates=_named(reached, "is-uncertain-date"),
        events=frozenset(name for each in reached for name in _unpublished(each)),
        notes=root.get("class") == "note",
    )


def _told_apart(root: etree._Element) -> dict[str, str]:
    """Return how a style tells citations apart, by the names of the attributes."""
    cited = root.find(f"{_CSL}citation")
    return {} if cited is None else {str(name): str(one) for name, one in cited.attrib.items()}


def _initials(root: etree._Element, reached: list[etree._Element]) -> bool:
    """Whether given names are shortened to initials in the bibliography."""
    names = [each for each in reached if each.tag == f"{_CSL}name"]
    return any("initialize-with" in each.attrib for each in (root, *reached)) and any(
        each.get("initialize") != "false" for each in names
    )


def _parsed(style: bytes) -> etree._Element:
    # A style is data, however it came here: no entity, no DTD, no network.
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.fromstring(style, parser)


def _reached(root: etree._Element) -> list[etree._Element]:
    """Return all that a bibliography may come to, through macros."""
    macros = {each.get("name"): each for each in root.iterfind(f"{_CSL}macro")}
    found: list[etree._Element] = []
    open_ = list(root.iterfind(f"{_CSL}bibliography"))
    while open_:
        for each in open_.pop().iter(etree.Element):
            found.append(each)
            macro = macros.pop(each.get("macro"), None)
            open_ += [] if macro is None else [macro]
    return found


def _unpublished(choose: etree._Element) -> Iterator[str]:
    """Yield the types that a choice between dates of publication passes over."""
    dated = {each: _dates_publication(each) for each in choose.iterchildren(etree.Element)}
    if choose.tag != f"{_CSL}choose" or not any(dated.values()):
        return
    for branch, told in dated.items():
        if not told and set(branch.attrib) <= {"type", "match"} and branch.get("match") != "none":
            yield from branch.get("type", "").split()


def _dates_publication(branch: etree._Element) -> bool:
    return any(each.get("variable") == "issued" for each in branch.iter(f"{_CSL}date"))


def _named(reached: list[etree._Element], condition: str) -> frozenset[str]:
    """Return the variables that a condition asks about."""
    return frozenset(name for each in reached for name in each.get(condition, "").split())


def _quick(root: etree._Element) -> bytes:
    """Return the style with nothing told apart: no names, no letters, no condition on it."""
    root = _parsed(etree.tostring(root))
    for each in root.iter(etree.Element):
        told = [name for name in each.attrib if str(name).startswith("disambiguate-")]
        for name in (*told, _RULE):
            each.attrib.pop(name, None)
        if each.attrib.pop("disambiguate", None):
            # No work has a letter then, so this condition never holds; pandoc tries the other.
            each.set("variable", f"{each.get('variable', '')} {_NEVER}".strip())
    return bytes(etree.tostring(root))
