"""Addresses of records for lists: written from the patterns of the app's own map.

`url_for` builds an address in ten times the time, and a list has some hundred of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import current_app, request

if TYPE_CHECKING:
    from flask import Flask

    Patterns = dict[str, tuple[str, str]]

WAYS = {
    "statement_href": "statements.show",
    "speaker_href": "speakers.show",
    "source_href": "sources.show",
    "link_href": "links.show",
    "linking_href": "links.new",
}
"""Filters of templates, and the endpoint of the page whose address each gives by the id."""
_KEPT = "gainsay_hrefs"
_NUMBER = "<int:id>"


def href(endpoint: str, number: int) -> str:
    """Return the address of the page that an endpoint of `WAYS` shows of the record with this id."""
    # A proxy asks anew for its object with each attribute.
    asked: dict[str, Patterns] = request._get_current_object().__dict__  # type: ignore[attr-defined]  # noqa: SLF001
    before, after = (asked.get(_KEPT) or asked.setdefault(_KEPT, _patterns()))[endpoint]
    return f"{before}{number}{after}"


def register(app: Flask) -> None:
    """Give templates a filter for each way."""
    for name, endpoint in WAYS.items():
        app.jinja_env.filters[name] = partial(href, endpoint)


def _patterns() -> Patterns:
    """Return what stands before and after the id in the addresses of this request."""
    known: Patterns = current_app.extensions.setdefault(_KEPT, {})
    for endpoint in WAYS.values() if not known else ():
        known[endpoint] = _around(next(current_app.url_map.iter_rules(endpoint)).rule)
    root = request.script_root
    return (
        {name: (root + before, after) for name, (before, after) in known.items()} if root else known
    )


def _around(rule: str) -> tuple[str, str]:
    before, _number, after = rule.partition(_NUMBER)
    return before, after
