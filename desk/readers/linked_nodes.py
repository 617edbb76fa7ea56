"""JSON-LD as a web of nodes: what schema.org says of a thing, in any of the shapes pages give it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from desk.readers.faults import Fault, ImportRefusedError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    Object = dict[str, Any]

MOST_PARTS = 50
"""How many values of one property are looked at."""

MOST_READ = 400_000_000
"""How many characters are read of a file, what many things refer to as often as they do."""
TOO_MUCH = (
    "its things refer to one another so often that more than "
    f"{MOST_READ:,} characters would have to be read; part it into several files"
)

_PREFIX = re.compile(r"(?:schema:|https?://(?:www\.)?schema\.org/)")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
#: What holds nothing of its own but other things, in a page or a feed.
_CONTAINERS = frozenset({"@graph", "dataFeedElement", "item", "itemListElement"})
#: A list of one may stand in a list, no further: a page gains nothing by more.
_DEEPEST = 3
#: Of how few properties a thing is looked through anew by each that refers to it.
_FEW = 50
#: Texts of so few characters may be held as often as they are read.
_SHORT = 1_000
_OF_ITSELF = frozenset({"@type", "@id", "@context"})


class Web:
    """The things of some documents: those that have a name by it, large ones with their properties.

    Many may refer to one thing, so that what is large is looked through once for all of them. What is
    read is counted: a short file may refer to a long text very often.
    """

    def __init__(self, documents: Iterable[Any]) -> None:
        self._named: dict[str, Object] = {}
        # Each with the thing itself, whose id is nobody else's as long as it is held.
        self._large: dict[int, tuple[Object, Object]] = {}
        self._left = MOST_READ
        for told in _things(list(documents)):
            name = told.get("@id")
            if isinstance(name, str) and len(told) > 1:
                self._named.setdefault(name, told)

    def meant(self, told: Object) -> Object:
        """Return the thing that one which says only its name refers to, the first that says more."""
        return self._named.get(str(told["@id"]), told) if told.keys() == {"@id"} else told

    def count(self, values: Iterable[Any]) -> None:
        """Count the letters of what is read; raises ImportRefusedError once they are too many."""
        self._left -= sum(len(one) for one in map(_bare, values) if isinstance(one, str))
        if self._left < 0:
            raise ImportRefusedError([Fault(0, "", TOO_MUCH)])

    def properties(self, told: Object) -> Object:
        """Return what is said of a thing under the plain names of schema.org."""
        if len(told) <= _FEW:
            return _plainly(told)
        if id(told) not in self._large:
            self._large[id(told)] = told, _plainly(told)
        return self._large[id(told)][1]


class Node:
    """A thing of which JSON-LD tells; what only refers to another part of the file is that part."""

    def __init__(self, told: Object, web: Web) -> None:
        self.told = web.meant(told)
        self._web = web

    @property
    def types(self) -> set[str]:
        """The names of its types, as schema.org has them."""
        return {plain_name(one) for one in _listed(self.told.get("@type")) if isinstance(one, str)}

    @property
    def names(self) -> set[str]:
        """The names of all that is said of it."""
        return self._said.keys() - _OF_ITSELF

    def says_beside(self, names: Collection[str]) -> bool:
        """Tell whether anything else is said of it than these."""
        return any(name not in names and name not in _OF_ITSELF for name in self._said)

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
        return [Node(told, self._web) for one in found if (told := _thing(one))]

    def part(self, *names: str) -> Node | None:
        """Return the first thing that the properties name."""
        return next(iter(self.parts(*names)), None)

    @property
    def address(self) -> str | None:
        """Its name in the web, where that is a web address."""
        told = self.told.get("@id")
        return told if isinstance(told, str) and _ADDRESS.match(told) else None

    @cached_property
    def _said(self) -> Object:
        return self._web.properties(self.told)

    def _values(self, name: str) -> list[Any]:
        values = _listed(self.told[name] if name in self.told else self._said.get(name))
        self._web.count(values)
        return values


def standing(document: Any, web: Web) -> Iterator[tuple[Node, bool]]:  # noqa: ANN401
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
        node = Node(value, web)
        if node.told is value:
            yield node, alone
        if "ClaimReview" not in node.types:
            inner = [
                (one, alone and plain_name(name) in _CONTAINERS) for name, one in value.items()
            ]
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


def plain_name(name: str) -> str:
    """Return the name of a property or type without the prefix or address of schema.org."""
    return _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name


def _plainly(told: Object) -> Object:
    """Return the properties by plain name; of those that come to the same, the one written so."""
    plain = {name: value for name, value in told.items() if plain_name(name) == name}
    for name, value in told.items():
        plain.setdefault(plain_name(name), value)
    return plain


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 -- whatever JSON holds
    """Return the values of a property, and those of lists in its list; no more are looked at."""
    found = [value]
    for _depth in range(_DEEPEST):
        told = (one if isinstance(one, list) else [one] for one in found)
        found = list(islice(chain.from_iterable(told), MOST_PARTS))
    return [one for one in found if one is not None and not isinstance(one, list)]


def _bare(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    return value.get("@value") if isinstance(value, dict) else value


def _scalar(value: Any) -> str | None:  # noqa: ANN401 -- whatever JSON holds
    told = _bare(value)
    if isinstance(told, bool) or not isinstance(told, str | int | float):
        return None
    text = str(told)
    return (_stripped(text) if len(text) > _SHORT else text.strip()) or None


@lru_cache(maxsize=8)
def _stripped(text: str) -> str:
    """Return a text without the blanks around it, the same one for all who refer to it."""
    return text.strip()


def _thing(value: Any) -> Object | None:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, dict) and "@value" not in value:
        return value
    text = _scalar(value)
    if text is None:
        return None
    return {"url" if _ADDRESS.match(text) else "name": text}
