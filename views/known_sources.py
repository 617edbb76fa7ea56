"""Which source stands at the address of a page, for the script that fills in what a browser brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import jsonify, request
from pydantic import TypeAdapter, ValidationError

from desk.articles import in_order
from desk.drafts import WebUrl
from desk.same_works import known_at, own_address
from views.choices import known_source
from views.context import reading

if TYPE_CHECKING:
    from flask import Response

ADDRESSES = ("url", "canonical")
MOST_AUTHORS = 20
_ADDRESS = TypeAdapter[str](WebUrl)


def known() -> Response:
    """Tell as JSON the known source at an address, and authors in the order in which forms take them.

    `url` is where a page was read; what it calls its own address is believed of its own site alone.
    `source` has `id` and `title`, or is null; `authors` is one line, as people write it in forms.
    """
    url, canonical = (_address(request.args.get(name, "")) for name in ADDRESSES)
    asked = dict.fromkeys((url, own_address(url, canonical)))
    found = known_at(reading(), filter(None, asked))
    source = {"id": found.id, "title": known_source(found.id)} if found else None
    authors = filter(None, map(str.strip, request.args.getlist("author")[:MOST_AUTHORS]))
    return jsonify(source=source, authors="; ".join(map(in_order, authors)))


def _address(told: str) -> str:
    """Return the address of the web that a page told, nothing where it is none."""
    try:
        return _ADDRESS.validate_python(told)
    except ValidationError:
        return ""
