"""JSON-LD as a web of nodes: what schema.org says of a thing, in any of the shapes pages give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Object = dict[str, Any]
    Index = dict[str, Object]

MOST_PARTS = 50
"""How many values of one property are looked at."""

_PREFIX = re.compile(r"(?:schema:|https?://(?:www\.)?schema\.org/)")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
#: What holds nothing of its own but other things, in a page or a feed.
_CONTAINERS = frozenset({"@graph", "dataFeedElement", "item", "itemListElement"})
#: A list of one may stand in a list, no further: a page gains nothing by more.
_DEEPEST = 3


class Node:
    """A thing of which JSON-LD tells; what only refers to another part of the file is that part."""

    def __init__(self, told: Object, index: Index) -> None:
        self.told = index.get(str(told["@id"]), told) if told.keys() == {"@id"} else told
        self._index = index

    @property
    def types(self) -> set[str]:
        """The names of its types, as schema.org has them."""
        return {_plain(one) for one in _listed(self.told.get("@type")) if isinstance(one, str)}

    @property
    def names(self) -> set[str]:
        """The names of all that is said of it."""
        return {_plain(name) for name in self.told} - {"@type", "@id", "@context"}

    def text(self, *names: str) -> str | None:
        """Return the first of these properties that is a text or a number, as text."""
        return next((text for name in names for text in self.texts(name)), None)

    def texts(self, name: str) -> list[str]:
        """Return the texts of a property; of a thing nothing."""
        found = (_scalar(one) for one in self._values(name))
        return [text for text in found if text]

    def parts(self, *names: str) -> list[Node]:
        """Return the things that the properties name; a bare text is a name or an address."""
        found = (one for name in names for one in self._values(name))
        return [Node(told, self._index) for one in found if (told := _thing(one))]

    def part(self, *names: str) -> Node | None:
        """Return the first thing that the properties name."""
        return next(iter(self.parts(*names)), None)

    @property
    def address(self) -> str | None:
        """Its name in the web, where that is a web address."""
        told = self.told.get("@id")
        return told if isinstance(told, str) and _ADDRESS.match(told) else None

    def _values(self, name: str) -> list[Any]:
        if name in self.told:
            return _listed(self.told[name])
        return next((_listed(value) for key, value in self.told.items() if _plain(key) == name), [])


def index_of(documents: Iterable[Any]) -> Index:
    """Return the things of the documents that have a name, by it; the first that says more."""
    index: Index = {}
    for told in _things(list(documents)):
        name = told.get("@id")
        if isinstance(name, str) and len(told) > 1:
            index.setdefault(name, told)
    return index


def standing(document: Any, index: Index) -> Iterator[tuple[Node, bool]]:  # noqa: ANN401
    """Yield the things of a document in its order, and whether each stands by itself.

    That is, in a list of the file or feed, not as a part of another thing. Things that are
    ClaimReviews are not looked into.
    """
    waiting: list[tuple[Any, bool]] = [(document, True)]
    while waiting:
        value, alone = waiting.pop()
        if isinstance(value, list):
            waiting += [(one, alone) for one in reversed(value)]
        if not isinstance(value, dict):
            continue
        node = Node(value, index)
        if node.told is value:
            yield node, alone
        if "ClaimReview" not in node.types:
            inner = [(one, alone and _plain(name) in _CONTAINERS) for name, one in value.items()]
            waiting += reversed(inner)


def _things(values: list[Any]) -> Iterator[Object]:
    waiting = values[::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += reversed(list(value.values()))
        elif isinstance(value, list):
            waiting += reversed(value)


def _plain(name: str) -> str:
    return _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name


def _listed(value: Any, depth: int = 0) -> list[Any]:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(value, list):
        return [] if value is None else [value]
    if depth == _DEEPEST:
        return []
    return [one for some in value[:MOST_PARTS] for one in _listed(some, depth + 1)][:MOST_PARTS]


def _scalar(value: Any) -> str | None:  # noqa: ANN401 -- whatever JSON holds
    told = value.get("@value") if isinstance(value, dict) else value
    if isinstance(told, bool) or not isinstance(told, str | int | float):
        return None
    return str(told).strip() or None


def _thing(value: Any) -> Object | None:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, dict) and "@value" not in value:
        return value
    text = _scalar(value)
    if text is None:
        return None
    return {"url" if _ADDRESS.match(text) else "name": text}
