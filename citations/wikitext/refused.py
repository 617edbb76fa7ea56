"""What templates have no place for, named: works without a title, dates, copies, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.csl import work_item
from citations.dates import words as date_words
from citations.notes import said_since
from citations.omissions import Noun, Omission, not_consulted
from citations.wikitext.addresses import archive_day
from citations.wikitext.dates import template_date
from citations.wikitext.templates import template_of
from citations.words import title_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.cited import Cited
    from citations.exported import Exported
    from models.records import SourceRecord, StatementRecord


def written_works(exported: Exported) -> Iterator[Cited]:
    """Yield the works that have a title of their own, as every template demands."""
    return (found for found in exported.works(whole=False) if not found.source.title_supplied)


def not_for_wikipedia(exported: Exported) -> Iterator[Omission]:
    """Yield works with a supplied title, what of the others no parameter takes, and statements."""
    told: set[str] = set()
    for found in exported.works(whole=False):
        if not found.source.title_supplied:
            yield from (_of(found.source, why) for why in _untold(found))
            continue
        yield _of(found.source, "its title is ours, and templates want the published one")
        lost = [one for one in found.statements if one.key not in told and not _titled(one)]
        told |= {one.key for one in lost}
        yield from map(_statement, lost)
    yield from not_consulted(exported)


def _untold(found: Cited) -> Iterator[str]:
    source = found.source
    exact = date_words(source.published)
    if exact and not template_date(source.published):
        yield f"its date is not told: {exact}"
    elif exact and _rounded(source):
        yield f"its date is told by the year alone: {exact}"
    if source.archived_url and not _archived(found):
        yield f"its archived copy, {source.archived_url}, is not told: {_why_not(found)}"
    yield from (f"this is not told: {text}" for text in said_since(found))


def _rounded(source: SourceRecord) -> bool:
    """Tell whether a date that is about right is told less exactly than it is known."""
    written = template_date(source.published)
    return written.startswith("c. ") and f"{written[3:]}~" != source.published


def _archived(found: Cited) -> bool:
    source = found.source
    plain = template_of(work_item(found)).plain
    return bool(source.url and archive_day(source.archived_url)) and not plain


def _why_not(found: Cited) -> str:
    if not found.source.url:
        return "the work itself has no address"
    if archive_day(found.source.archived_url):
        return "the template has no place for it"
    return "its address does not say on which day it was made"


def _titled(statement: StatementRecord) -> bool:
    return any(
        each.source.seen and not each.source.title_supplied for each in statement.appearances
    )


def _of(source: SourceRecord, why: str) -> Omission:
    return Omission(Noun.SOURCE, source.id, source.key, title_words(source), why)


def _statement(one: StatementRecord) -> Omission:
    why = "no source of it has a published title"
    return Omission(Noun.STATEMENT, one.id, one.key, one.wording, why)
