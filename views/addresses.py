"""Records in other formats: by the end of an address, or by what a client accepts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flask import abort, after_this_request, request
from flask_babel import gettext as _
from flask_login import current_user

from citations.formats import FORMATS
from models import Permission
from views import citation_files, citing
from views.forms.citing import CitationForm
from views.hrefs import url_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask, Response

    from citations.formats import Format
    from desk.exports import Selection

PAGE = "text/html"
ENDINGS = {"csl.json": "csl-json", "bib": "bibtex", "txt": "text"}
"""Which format an end of an address means where several have it, or where it says too little."""

LONGEST_ACCEPT = 4096
"""How long a list of formats is read, in characters: each of its entries is held against ours."""


class Alternate(NamedTuple):
    """A record in another format: for the head of its page."""

    media_type: str
    address: str
    title: str


def register(app: Flask) -> None:
    """Let the page of a record say in which other formats it can be had."""
    app.jinja_env.globals.update(alternates=alternates)


def alternates(endpoint: str, id: int) -> Iterator[Alternate]:  # noqa: A002 -- the name in the address
    """Yield the other formats of a record that have an address of their own."""
    for suffix, one in endings().items():
        yield Alternate(one.media_type, url_for(endpoint, id=id, suffix=suffix), one.title)


@cache
def endings() -> dict[str, Format]:
    """Return the formats by the ends of addresses that mean one format alone."""
    suffixes = [one.suffix.removeprefix(".") for one in FORMATS.values()]
    alone = {
        one.suffix.removeprefix("."): one
        for one in FORMATS.values()
        if suffixes.count(one.suffix.removeprefix(".")) == 1 and one.name not in ENDINGS.values()
    }
    return {end: FORMATS[name] for end, name in ENDINGS.items()} | alone


def ended(selection: Selection, suffix: str, name: str) -> Response:
    """Send a record in the format that the end of its address means.

    `?format=` chooses among those that share a suffix: `.bib` is BibTeX, and BibLaTeX on request;
    `?style=`, `?locale=` and `?part=` say how it is written. An end that nothing is called by is
    not found.
    """
    chosen = endings().get(suffix) or abort(404)
    wanted = request.args.get("format")
    if wanted is not None and wanted != chosen.name:
        other = citing.format_of(wanted)
        if other.suffix != chosen.suffix:
            abort(400, _("%(format)s ends otherwise: %(end)s.", format=wanted, end=other.suffix))
        chosen = other
    return _sent(selection, chosen, name)


def accepted(selection: Selection, name: str) -> Response | None:
    """Send a record in the format that the client would rather have than a page, if there is one.

    What accepts anything, or nothing that we have, or says it at great length, gets the page.
    """
    after_this_request(citation_files.varies)
    offered = {one.media_type: one for one in reversed(FORMATS.values()) if one.media_type != PAGE}
    first = [PAGE, *(one.media_type for one in FORMATS.values() if one.media_type in offered)]
    if len(request.headers.get("Accept", "")) > LONGEST_ACCEPT:
        return None
    best = request.accept_mimetypes.best_match(first, default=PAGE)
    if best not in offered:
        return None
    if not current_user.may(Permission.EXPORT):
        abort(403)
    return _sent(selection, offered[best], name)


def _sent(selection: Selection, chosen: Format, name: str) -> Response:
    styling, to_whom = (
        citation_files.styling_of(CitationForm.from_address()),
        citation_files.to_whom(),
    )
    return citation_files.sent(selection, chosen, styling, name=name, to_whom=to_whom)
