"""Several names in one line of text, as forms and tables hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A name in quotation marks, a mark inside it doubled (as in RFC 4180), or as a keyboard curls
#: them; else all up to the next comma or semicolon.
_NAME = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[,;]|\Z)|“([^“”]*)”\s*(?=[,;]|\Z)|([^,;]*))[,;]?')
_PARTING = re.compile(r'[,;]|^["“\s]|\s$')


def names_in(line: str) -> list[str]:
    """Return the names that commas or semicolons part in a line, each once.

    A name that holds a comma or semicolon stands in quotation marks.
    """
    return list(dict.fromkeys(name for name in _parts(line) if name.strip()))


def names_line(names: Iterable[str]) -> str:
    """Return names as one line that `names_in` reads back."""
    return ", ".join(map(in_line, names))


def in_line(name: str) -> str:
    """Return a name as it stands among others in a line: in quotation marks where it needs them."""
    return '"' + name.replace('"', '""') + '"' if _PARTING.search(name) else name


def _parts(line: str) -> Iterator[str]:
    for found in _NAME.finditer(line):
        quoted, curled, plain = found.groups()
        if quoted is not None:
            yield quoted.replace('""', '"')
        else:
            yield curled if curled is not None else plain.strip()
