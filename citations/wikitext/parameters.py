"""The parameters of a template: the work, where it stands, and the words it is cited for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.isbn import is_isbn, is_issn
from citations.wikitext.addresses import archive_day, page_address
from citations.wikitext.dates import template_date, whole_day
from citations.wikitext.names import name_parameters
from citations.wikitext.signs import parameter_address, parameter_text
from models.terms import Form, TranslationKind
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from citations.canon import JSON
    from citations.wikitext.templates import Template
    from models.records import AppearanceRecord, SourceRecord, StatementRecord

_FITS: dict[str, Callable[[str], object]] = {
    "isbn": is_isbn,
    "issn": is_issn,
    "doi": re.compile(r"10\.[0-9]{4,9}/\S+").fullmatch,
}
_SEVERAL_PAGES = re.compile(r"[-–—,;&]")
_RANGE = re.compile(r"(?<=\w) *[-–—]+ *(?=\w)")
_ENGLISH = "en"
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}


def work_parameters(item: JSON, source: SourceRecord, template: Template) -> dict[str, str]:
    """Return the parameters that say what the work is and where it stands."""
    given = {
        **_people(item, template),
        "date": template_date(source.published),
        template.title: parameter_text(item["title"]),
        **template.fixed,
        **_variables(item, template),
        **_address(source, plain=template.plain),
        "language": "" if template.plain else _language(source.language),
    }
    return {name: value for name, value in given.items() if value}


def quote_parameters(statement: StatementRecord) -> dict[str, str]:
    """Return the words that the source has in quotation marks, with a published translation.

    One into English goes before others; of a quotation in a paraphrase none is told, since nobody
    knows where in it these words are.
    """
    if not statement.quote or statement.quote == TOMBSTONE:
        return {}
    told = [one for one in statement.translations if one.text != TOMBSTONE]
    published = [one for one in told if one.kind is TranslationKind.PUBLISHED]
    published.sort(key=lambda one: _primary(one.language) != _ENGLISH)
    text = published[0].text if published and statement.form is Form.DIRECT else ""
    given = {"quote": parameter_text(statement.quote), "trans-quote": parameter_text(text)}
    return {name: value for name, value in given.items() if value}


def place_parameters(found: AppearanceRecord, template: Template) -> dict[str, str]:
    """Return where in the work the words stand: the page, or the time of a recording."""
    if template.plain:
        return {}
    paged = _pages(found.page or "", "quote-page")
    timed = {"time": parameter_text(found.time)} if template.timed and found.time else {}
    return paged | timed


def _people(item: JSON, template: Template) -> dict[str, str]:
    if template.plain:
        return {}
    people = name_parameters(item.get("author", []), "author")
    for role in ("interviewer", "editor"):
        people |= name_parameters(item.get(role, []), role, f"{role}-")
    return people


def _variables(item: JSON, template: Template) -> dict[str, str]:
    told: dict[str, str] = {}
    for variable, name in template.parameters.items():
        text = str(item.get(variable) or "")
        if text and _fits(name, text) and not _said_twice(variable, item):
            told |= _pages(text, "page") if name == "page" else {name: _value(name, text)}
    return told


def _value(name: str, text: str) -> str:
    """Return a value; the templates put "ed." behind an edition, so a number is an ordinal."""
    if name != "edition" or not (text.isascii() and text.isdecimal()):
        return parameter_text(text)
    teens = text[-2:-1] == "1"
    return text + ("th" if teens else _ENDINGS.get(text[-1], "th"))


def _fits(name: str, text: str) -> bool:
    return name not in _FITS or bool(_FITS[name](text))


def _said_twice(variable: str, item: JSON) -> bool:
    """Tell whether a publisher is the work itself, which the templates want once."""
    return variable == "publisher" and item["publisher"] == item.get("container-title")


def _pages(text: str, name: str) -> dict[str, str]:
    """Return one page, or several as the templates part them."""
    if not text:
        return {}
    several = f"{name}s" if _SEVERAL_PAGES.search(text) else name
    return {several: parameter_text(_RANGE.sub("–", text))}


def _address(source: SourceRecord, *, plain: bool) -> dict[str, str]:
    """Return the address, with the archived copy only if the templates take it."""
    if not source.url:
        return {}
    told = {"url": page_address(source.url)}
    if plain:
        return told
    told["access-date"] = whole_day(source.accessed)
    day = archive_day(source.archived_url)
    if source.archived_url and day:
        copy = parameter_address(source.archived_url)
        told |= {"archive-url": copy, "archive-date": day, "url-status": "live"}
    return told


def _language(tag: str | None) -> str:
    """Return the code of a language other than the encyclopedia's own."""
    primary = _primary(tag or "")
    return "" if primary == _ENGLISH else parameter_text(primary)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold()
