"""A pair in the formats that cite: its own item first, then the sources of both statements."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from citations import csl, ris
from citations.canon import spelled, told_between
from citations.dates import known_parts
from citations.dates import words as date_words
from citations.pairs import CitedPair, pair_item
from citations.tex import biblatex, bibtex
from citations.tex.fields import enclosed
from citations.tex.latex import latex, paragraphs, safe_url
from citations.tex.signs import tex_paragraphs, tex_text
from citations.text import write_text
from citations.words import one_line, sentence
from models.notes.tails import PAIR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.canon import JSON
    from citations.exported import Exported


def pair_csl(exported: Exported) -> Iterator[str]:
    """Write a JSON array: the pair, then the sources, one item a line."""
    pair = spelled(pair_item(_pair(exported)))
    return csl.write_items(chain([[pair]], map(csl.item_parts, exported.works())))


def pair_bibtex(exported: Exported) -> Iterator[str]:
    """Write the pair as @misc, then the entries of the sources, with a blank line between."""
    pair = _pair(exported)
    braced = {name: f"{{{latex(text)}}}" for name, text in _named(pair_item(pair)).items()}
    fields = {
        **braced,
        **bibtex.year_and_month(known_parts(pair.decided)),
        "url": safe_url(pair.url or ""),
        "annote": paragraphs([*pair.wordings, PAIR]),
        "note": paragraphs([*_whole_date(pair), *pair.notes]),
    }
    yield from bibtex.entry_parts("misc", pair.link.key, fields)
    yield from _after(bibtex.write_bibtex(exported))


def pair_biblatex(exported: Exported) -> Iterator[str]:
    """Write the pair as @misc, then the entries of the sources, with a blank line between."""
    pair = _pair(exported)
    item = pair_item(pair)
    desk = f"{{{tex_text(pair.desk or '')}}}" if pair.desk else ""
    fields = {
        "author": desk,
        "title": f"{{{tex_text(item['title'])}}}",
        "organization": desk,
        "type": tex_text(item["genre"]),
        "date": pair.decided or "",
        "url": safe_url(pair.url or ""),
        "annotation": tex_paragraphs([*pair.wordings, PAIR]),
        "note": tex_paragraphs(pair.notes),
    }
    yield from enclosed("misc", pair.link.key, fields)
    yield from _after(biblatex.write_biblatex(exported))


def pair_ris(exported: Exported) -> Iterator[str]:
    """Write the pair as a web page, then the records of the sources."""
    pair = _pair(exported)
    item, parts = pair_item(pair), known_parts(pair.decided)
    tags = [
        ("TY", "ELEC"),
        ("ID", item["id"]),
        ("TI", item["title"]),
        ("AU", pair.desk),
        ("PY", f"{parts[0]:04}" if parts else ""),
        ("DA", ris.date_tag(parts)),
        ("PB", pair.desk),
        ("UR", pair.url),
        ("M3", item["genre"]),
        *(("N1", note) for note in (*pair.wordings, *pair.notes, PAIR)),
    ]
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in tags if value]
    yield "".join(lines) + "ER  - \r\n\r\n"
    yield from ris.write_ris(exported)


def pair_text(exported: Exported) -> Iterator[str]:
    """Write the pair as a sentence with its reasons, then an attribution a statement."""
    yield pair_line(_pair(exported)) + "\n"
    yield from _after(write_text(exported))


def pair_line(pair: CitedPair) -> str:
    """Return the citation of the pair alone, in plain text on one line."""
    dated = f"Confirmed {date_words(pair.decided)}" if pair.decided else ""
    told = ". ".join(filter(None, (pair.desk, pair.title, dated)))
    return one_line(" ".join(filter(None, (sentence(told), pair.url, *pair.notes))))


def _after(pieces: Iterator[str]) -> Iterator[str]:
    """Yield pieces with a blank line before the first; before each other they have one."""
    yield from told_between("\n", pieces, "", "")


def _named(item: JSON) -> dict[str, str]:
    names = {"author": "publisher", "title": "title", "organization": "publisher", "type": "genre"}
    return {field: str(item[name]) for field, name in names.items() if item.get(name)}


def _whole_date(pair: CitedPair) -> list[str]:
    return [f"Confirmed {date_words(pair.decided)}."] if pair.decided else []


def _pair(exported: Exported) -> CitedPair:
    if exported.pair is None:
        message = "a pair is written only where there is one"
        raise ValueError(message)
    return exported.pair
