"""Plain text: attributions as an agency prints them, one statement a paragraph."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from citations import words
from citations.corrections import correction_words
from citations.dates import words as date_words
from models.notes.sentences import opened
from models.terms import Form
from models.tombstone import TOMBSTONE, in_marks

#: Letters and digits behind which an ASCII comma may stand, and widths of letters that have their own.
_TAKE, _WIDE = ("L", "EN"), ("W", "F")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.exported import Exported
    from models.records import AppearanceRecord, SourceRecord, StatementRecord


def write_text(exported: Exported) -> Iterator[str]:
    """Write an attribution a statement, sorted by key, with a blank line between."""
    for place, statement in enumerate(exported.statements(whole=False)):
        yield ("\n" if place else "") + words.one_line(attribution(statement)) + "\n"


def attribution(statement: StatementRecord) -> str:
    """Return who said what when, and every source that has it.

    Only words which a source puts in quotation marks stand in such marks; a paraphrase says
    whose words it is in.
    """
    said = _direct(statement) if statement.form is Form.DIRECT else _paraphrase(statement)
    references = [_reference(found) for found in statement.appearances]
    corrected = correction_words(statement)
    return " ".join([said, *words.translations(statement), *references, *corrected])


def _direct(statement: StatementRecord) -> str:
    return f"{_spoken(statement.quote or '')} {words.sentence(_said(statement))}"


def _spoken(quote: str) -> str:
    """Return the quote in quotation marks, with the agencies' comma unless it ends otherwise.

    The comma is one of scripts from left to right that have spaces: none is put into Arabic words.
    """
    if quote == TOMBSTONE:
        return in_marks(quote)
    last = quote[-1:]
    takes = unicodedata.bidirectional(last) in _TAKE if last.isalnum() else False
    comma = "," if takes and unicodedata.east_asian_width(last) not in _WIDE else ""
    return f"“{quote}{comma}”"


def _paraphrase(statement: StatementRecord) -> str:
    text, kind = words.owned(statement)
    said = f"{opened(_said(statement))} ({kind})"
    quoted = words.sentence(f"Quoted: {words.quoted(statement)}") if statement.quote else ""
    return " ".join(
        filter(None, (f"{said}: {words.sentence(text)}" if text else f"{said}.", quoted))
    )


def _said(statement: StatementRecord) -> str:
    circumstances = words.circumstances(statement)
    said = f"{words.who(statement)}{',' if statement.role else ''} said"
    return f"{said} {circumstances}".strip()


def _reference(found: AppearanceRecord) -> str:
    """Return the chain, the title, when it was published, the place in it, and its addresses."""
    source = found.source
    told = [words.chain_words(found), _title(source), date_words(source.published)]
    parts = [*told, words.place_words(found)]
    unseen = "" if source.seen else f" {words.NOT_CONSULTED}"
    reference = words.sentence(", ".join(filter(None, parts)) + unseen)
    archived = source.archived_url and f"Archived at {source.archived_url}"
    return " ".join(filter(None, (reference, source.url, archived)))


def _title(source: SourceRecord) -> str:
    """Return the title, unless the chain has begun with it for want of an outlet."""
    title = words.title_words(source)
    return "" if title == words.outlet_words(source) else title
