"""A side of a pair in a document: its words, who said them, when, and how we know."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import ngettext

from models.terms import Form, NoticeKind, TranslationKind
from views import quote_words, scripts, words
from views.date_words import when
from views.documents.tree import Paragraph, Quote, Words, line, lines_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.records import (
        AppearanceRecord,
        CorrectionRecord,
        NoticeRecord,
        SourceRecord,
        StatementRecord,
        TranslationRecord,
    )
    from views.documents.notes import Notes
    from views.documents.tree import Block, Run


def side_blocks(side: StatementRecord, clashing: str | None, notes: Notes) -> Iterator[Block]:
    """Tell a side: only words that a source puts in quotation marks stand in such marks."""
    if kind := words.form_words(side):
        yield line(f"{kind}:")
    yield _said(side, clashing)
    if side.form is Form.MIXED and not side.passage:
        yield line(f"{_('quoted:')} “{plain(side.quote or '')}”", language=side.language)
    for translation in side.translations:
        yield from _translated(side, translation)
    yield _byline(side)
    if side.in_answer_to:
        asked = scripts.isolated(plain(side.in_answer_to))
        yield line(str(_("in answer to: %(question)s", question=asked)))
    for found in side.in_order:
        yield line(*_found(side, found, notes))
    yield line(_origins(side))
    yield from (line(told) for told in _since(side))


def _said(side: StatementRecord, clashing: str | None) -> Quote:
    text = words.shown(side)
    if side.form is Form.DIRECT:
        return _quote(text, side.language, clashing)
    language = scripts.shown_language(side)
    return Quote(tuple(line(*_runs(one, clashing), language=language) for one in lines_of(text)))


def _quote(text: str, language: str | None, clashing: str | None = None) -> Quote:
    """Put a text in quotation marks: at its beginning and its end, whatever lies between."""
    lines = lines_of(text) or [""]
    last = len(lines) - 1
    return Quote(
        tuple(
            Paragraph(
                (
                    *((Words("“"),) if at == 0 else ()),
                    *_runs(one, clashing),
                    *((Words("”"),) if at == last else ()),
                ),
                language,
            )
            for at, one in enumerate(lines)
        )
    )


def _runs(text: str, clashing: str | None) -> Sequence[Words]:
    """Mark the words that clash; of two marks without anything between them it makes one."""
    parts = groupby(words.marked_parts(text, clashing), key=itemgetter(1))
    return [
        Words("".join(part for part, _marked in run), marked=is_marked) for is_marked, run in parts
    ]


def _translated(side: StatementRecord, one: TranslationRecord) -> Iterator[Block]:
    yield line(f"{plain(scripts.translation_words(one))}:")
    if one.kind is TranslationKind.PUBLISHED and side.form is Form.DIRECT:
        yield _quote(one.text, one.language)
    else:
        yield Quote(tuple(line(part, language=one.language) for part in lines_of(one.text)))


def _byline(side: StatementRecord) -> Paragraph:
    more = [_name(one) for one in (side.role, words.speaker_words(side)) if one]
    told = str(_(", to %(audience)s", audience=_name(side.told))) if side.told else ""
    dated = f"{when(side.said, weekday=True)}{told}"
    return line(Words(_name(side.speaker.name), strong=True), " · ".join(["", *more, dated]))


def _found(side: StatementRecord, found: AppearanceRecord, notes: Notes) -> list[Run | str]:
    places = (found.page and _("page %(page)s", page=found.page), found.time)
    sign, told, _look = quote_words.check_words(side, found)
    about = [plain(str(place)) for place in places if place]
    rest = " · ".join(["", *about, f"{sign} {told}"])
    return [plain(words.chain_words(found)), notes.mark(found.source), rest]


def _origins(side: StatementRecord) -> str:
    origins = side.independent
    if not origins:
        return str(_("Independent origins: none known"))
    count = ngettext("%(num)d independent origin", "%(num)d independent origins", len(origins))
    return f"{count}: {plain('; '.join(words.origin_words(one) for one in origins))}"


def _since(side: StatementRecord) -> Iterator[str]:
    yield from (_noticed(work, notice) for work, notice in side.notices)
    yield from map(_corrected, side.corrections)


def _noticed(work: SourceRecord, notice: NoticeRecord) -> str:
    named = {"outlet": scripts.isolated(words.outlet_words(work)), "date": when(notice.date)}
    if notice.kind is NoticeKind.CORRECTED:
        told = str(_("%(outlet)s corrected this (%(date)s)", **named))
    else:
        told = str(_("%(outlet)s retracted this (%(date)s)", **named))
    return plain(f"{told}: {notice.note}" if notice.note else told)


def _corrected(one: CorrectionRecord) -> str:
    named = {"name": scripts.isolated(one.speaker), "date": when(one.said)}
    told = str(_("Corrected by %(name)s (%(date)s)", **named))
    return plain(f"{told}: {one.rationale}" if one.rationale else told)


def _name(text: str) -> str:
    return plain(scripts.isolated(text))
