"""Works for what reads our entries: of every type with much and with little, and odd texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.csl import ITEM_TYPES
from tests.citations.records import a_source, a_statement, an_appearance

if TYPE_CHECKING:
    from models.records import StatementRecord

WEB = "https://example.org/a_b%20c?d=1&e=2#f~g"
MUCH: dict[str, Any] = {
    "authors": ({"literal": "A and B, Inc."}, {"family": "d'Or", "given": "X"}),
    "container_title": "C and D",
    "publisher": "P and Q",
    "genre": "G",
    "url": WEB,
    "published": "2017-09-16/2017-09-17~",
    "accessed": "2026-11-21",
    "archived_url": f"https://web.archive.org/web/2017/{WEB}",
    "language": "en",
}


def found_in(**source: Any) -> StatementRecord:  # noqa: ANN401 -- any field
    """Return a statement that quotes the title of the source it is found in."""
    return a_statement(
        key=f"s-{source.get('key', 'x')}",
        quote=source.get("title", "q"),
        appearances=(an_appearance(a_source(**source)),),
    )


def of_every_kind(csl: dict[str, Any], **little: Any) -> list[StatementRecord]:  # noqa: ANN401
    """Return two works of each CSL type: one with much in it, one with little."""
    types = sorted(ITEM_TYPES)
    rich = [found_in(key=f"much-{kind}", type=kind, **MUCH, csl=csl) for kind in types]
    return [*rich, *(found_in(key=f"little-{kind}", type=kind, **little) for kind in types)]


def with_odd_texts(texts: tuple[str, ...], **values: Any) -> list[StatementRecord]:  # noqa: ANN401
    """Return a work a text, which is its title, its publisher and its authors' names."""
    return [
        found_in(
            key=f"n{number}",
            title=text,
            publisher=text,
            authors=({"literal": text}, {"family": text, "given": text}),
            **values,
        )
        for number, text in enumerate(texts)
    ]
