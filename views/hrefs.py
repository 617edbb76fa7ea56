"""Addresses for templates, written from the patterns of the app's own map.

`url_for` of the library builds an address in ten times the time, and a page has some hundred.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from flask import current_app, has_request_context, request

from views.guests import inside

if TYPE_CHECKING:
    from flask import Flask

    Ways = dict[str, "Way | None"]

FILTERS = {
    "statement_href": "statements.show",
    "speaker_href": "speakers.show",
    "source_href": "sources.show",
    "link_href": "links.show",
    "linking_href": "links.new",
}
"""Filters of templates, and the endpoint of the page whose address each gives by the id."""
_KEPT, _OPEN = "gainsay_ways", "gainsay_ways_open"
_PART = re.compile(r"<(int:)?(\w+)>")
#: What stands in an address as it is.
_WORD = re.compile(r"[A-Za-z0-9_.-]+")
#: What the library leaves as it is in the part behind the question mark.
_SAFE = "!$'()*,/:;?@"


class Part(NamedTuple):
    """A variable part of an address: how it is called, and the text behind it."""

    name: str
    is_number: bool
    after: str

    def written(self, value: object) -> str | None:
        """Return a value as it stands in an address; None where it is not for us to write."""
        if self.is_number:
            return f"{value}{self.after}" if type(value) is int and value > 0 else None
        return f"{value}{self.after}" if type(value) is str and _WORD.fullmatch(value) else None


class Way(NamedTuple):
    """The address of an endpoint: how it begins, and its variable parts."""

    start: str
    parts: tuple[Part, ...]

    def address(self, root: str, values: dict[str, Any]) -> str | None:
        """Return the address with these values; None where it is not for us to write."""
        address = root + self.start
        for part in self.parts:
            written = part.written(values.get(part.name))
            if written is None:
                return None
            address += written
        if len(values) > len(self.parts):
            names = {part.name for part in self.parts}
            asked = {name: value for name, value in values.items() if name not in names}
            return _with_question(address, asked)
        return address


def _with_question(address: str, asked: dict[str, Any]) -> str | None:
    if any(name[0] == "_" or type(value) not in _PLAIN for name, value in asked.items()):
        return None
    told = urlencode({name: one for name, one in asked.items() if one is not None}, safe=_SAFE)
    return f"{address}?{told}" if told else address


_PLAIN = frozenset({str, int, type(None)})


def url_for(endpoint: str, /, **values: Any) -> str:  # noqa: ANN401 -- as the library has it
    """Return the address of an endpoint as the library does, which says what we cannot."""
    plain = None
    if has_request_context():
        root, ways = _here()
        way = ways[endpoint] if endpoint in ways else ways.setdefault(endpoint, _found(endpoint))
        plain = way.address(root, values) if way else None
    return current_app.url_for(endpoint, **values) if plain is None else plain


def href(endpoint: str, number: int) -> str:
    """Return the address of the page that an endpoint of `FILTERS` shows of the record with this id."""
    root, ways = _here()
    way = ways.get(endpoint) or ways.setdefault(endpoint, _found(endpoint))
    return f"{root}{way.start}{number}{way.parts[0].after}" if way else url_for(endpoint, id=number)


def desk_href(endpoint: str, number: int) -> str | None:
    """Return the address as `href`; None on the pages of guests, who see nothing else."""
    _root, is_open = place()
    return href(endpoint, number) if is_open else None


def place() -> tuple[str, bool]:
    """Return where the app is mounted, and whether the page may lead to others of the desk."""
    # A proxy asks anew for its object with each attribute.
    asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    kept: tuple[str, bool] | None = asked.__dict__.get(_OPEN)
    return kept or asked.__dict__.setdefault(_OPEN, (asked.root_path, inside()))


def register(app: Flask) -> None:
    """Give templates addresses, and a filter for those of the records that lists are made of."""
    app.jinja_env.globals["url_for"] = url_for
    app.extensions[_KEPT] = {}
    for name, endpoint in FILTERS.items():
        app.jinja_env.filters[name] = partial(href, endpoint)


def _here() -> tuple[str, Ways]:
    """Return where the app is mounted in this request, and the ways that are known."""
    # A proxy asks anew for its object with each attribute.
    asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    kept: tuple[str, Ways] | None = asked.__dict__.get(_KEPT)
    return kept or asked.__dict__.setdefault(_KEPT, (asked.root_path, _ways()))


def _ways() -> Ways:
    known: Ways = current_app.extensions[_KEPT]
    return known


def _found(endpoint: str) -> Way | None:
    """Return how an endpoint's address is written, if it has a single one, of numbers alone."""
    try:
        rules = list(current_app.url_map.iter_rules(endpoint))
    except KeyError:
        return None
    start, *found = _PART.split(rules[0].rule)
    texts = (start, *found[2::3])
    if len(rules) > 1 or rules[0].defaults or any("<" in text for text in texts):
        return None
    named = zip(found[1::3], map(bool, found[::3]), texts[1:], strict=True)
    return Way(start, tuple(Part(*one) for one in named))
