"""Text as the value of a template's parameter: nothing is left that MediaWiki would obey."""

from __future__ import annotations

import re

from citations.addresses import percent_encoded
from citations.words import one_line

_BAR = "{{!}}"
#: What is markup wherever it stands; runs of apostrophes, tildes and underscores only as runs, an
#: apostrophe also at either end, an ampersand only where it opens an entity.
_OBEYED = re.compile(
    r"[{}\[\]<>]|^'|'$|(?<=')'|'(?=')|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_"
    r"|&(?=#?\w+;)|:(?=//)|[\xa0\xad\u200a-\u200d\u2060\ufeff\ufffd]"
)
#: What ends an address or its label, and runs that sign a page or are a magic word; as percent codes.
_UNSAFE = re.compile(r"[\s\"'<>\[\]{|}\x00-\x1f\x7f]|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_")


def parameter_text(text: str) -> str:
    """Return a text on one line; markup, and spaces that nobody sees, become entities.

    An equals sign needs none: the first one of a parameter parts its name from its value.
    """
    line = one_line(text.replace("\t", " "))
    return _OBEYED.sub(_entity, line).replace("|", _BAR)


def parameter_address(url: str) -> str:
    """Return an address with those signs as percent codes that would end it in wikitext."""
    return percent_encoded(url, _UNSAFE)


def _entity(found: re.Match[str]) -> str:
    named = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return named.get(found[0]) or f"&#{ord(found[0])};"
