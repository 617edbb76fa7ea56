"""A statement as it is shown everywhere: its words, who, when, how we know."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from citations.words import title_words
from views.catalogue import marked_gettext as _
from views.date_words import when
from views.drawn import drawn_once
from views.hrefs import desk_href
from views.pieces import bdi, said_when, tongue
from views.said import said
from views.scripts import calm
from views.shapes import NOTHING, Shape, joined
from views.signs import badges, warnings
from views.words import chain_words, speaker_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from markupsafe import Markup

    from models.records import AppearanceRecord, SourceRecord, StatementRecord
    from views.documents.notes import Notes
    from views.said import Sought

    Numbers = tuple[int, ...] | None

KEPT = 4096
"""How many pieces of one kind are kept."""
_BY, _LINE = Shape('<div class="by">%s%s</div>'), Shape('<div class="line">%s</div>')
_SHORT = Shape('<div class="line">%s%s%s</div>')
_LINK, _BESIDE = Shape('<a href="%s">%s</a>'), Shape(" <span>· %s</span>")
_FIRST, _CHAIN, _PART = Shape(" · <b>%s</b>"), Shape("<b>%s</b>"), Shape(" · %s")
_CITED, _TITLE = Shape('<sup class="cited">%s</sup>'), Shape("<bdi %s>%s</bdi>")
_AWAY = Shape(' · <a href="%s" rel="noreferrer noopener">%s</a>')
_WORK = Shape(" · %s, %s")
_OPEN = Shape('<a class="open" href="%s">%s</a>')
_SLIP = Shape('<article class="slip">%s%s%s%s%s</article>')


def byline(statement: StatementRecord, *, linked: bool = True) -> Markup:
    """Write who said it, in which role; of unnamed ones that they are so."""
    speaker = statement.speaker
    address = desk_href("speakers.show", speaker.id) if linked else None
    return _by(address, speaker.name, statement.role, speaker_words(statement))


# What stands on many slips is kept, by all that it is written of, and by the types of that: HTML
# and the same text are equal.
@lru_cache(maxsize=KEPT, typed=True)
def _by(address: str | None, name: str, *beside: str | None) -> Markup:
    called, told = bdi(name), joined([_BESIDE(bdi(one)) for one in beside if one])
    return _BY(_LINK(address, called) if address else called, told)


def question(statement: StatementRecord) -> Markup:
    """Write what a statement answers, if anything."""
    if not statement.in_answer_to:
        return NOTHING
    return _LINE(_("in answer to: %(question)s", question=bdi(statement.in_answer_to)))


def line(statement: StatementRecord, notes: Numbers = None) -> Markup:
    """Write when it was said and, by its first appearance alone, how we know.

    The numbers of the notes with its sources stand on paper alone.
    """
    first = _FIRST(chain_words(statement.in_order[0])) if statement.in_order else NOTHING
    cited = NOTHING if notes is None else _cited(*notes)
    told = _SHORT(said_when(statement), first, cited)
    return joined([told, question(statement)]) if statement.in_answer_to else told


@lru_cache(maxsize=KEPT)
def _cited(*numbers: int) -> Markup:
    return _CITED(", ".join(map(str, numbers)))


def lines(statement: StatementRecord, notes: Numbers = None) -> Markup:
    """Write when it was said and all ways in which we know, each with the number of its note."""
    chains = map(chain, statement.in_order)
    if notes is not None:
        chains = map(joined, zip(chains, map(_cited, notes), strict=True))
    return joined([_LINE(said_when(statement)), question(statement), *map(_LINE, chains)])


def chain(found: AppearanceRecord) -> Markup:
    """Write how the words came to us, with all that leads there."""
    return joined([_CHAIN(chain_words(found)), *_work(found.source), *_place(found)])


def _work(source: SourceRecord) -> Iterator[Markup]:
    address, named = desk_href("sources.show", source.id), title(source)
    yield _WORK(_LINK(address, named) if address else named, when(source.published))
    if source.url:
        yield _AWAY(source.url, _("source"))
    if source.archived_url:
        yield _AWAY(source.archived_url, _("archive"))


def _place(found: AppearanceRecord) -> Iterator[Markup]:
    if found.page:
        yield _PART(_("page %(page)s", page=found.page))
    if found.time:
        yield _PART(found.time)


def title(source: SourceRecord) -> Markup:
    """Write the title of a source in its own language."""
    return _TITLE(tongue(source.language, source.title), calm(title_words(source)))


def slip(  # noqa: PLR0913 -- what a slip can show beside a statement
    statement: StatementRecord,
    sought: Sought = None,
    *,
    href: bool = True,
    short: bool = False,
    notes: Notes | None = None,
    checked: bool = False,
    under: Markup = NOTHING,
) -> Markup:
    """Write a statement; a short one for lists, `checked` with all its tags.

    It leads to its page, unless `href` is False or the page is a guest's. `under` its lines stands
    what is told of it there alone.
    """
    numbers = None if notes is None else _numbers(statement, notes, short=short)
    return _slip(statement, sought, numbers, under, href=href, short=short, checked=checked)


def checked_slip(statement: StatementRecord, sought: Sought, notes: Numbers) -> Markup:
    """Write a short statement with all its tags, and the numbers of the notes with its sources."""
    return _slip(statement, sought, notes, NOTHING, href=True, short=True, checked=True)


def _numbers(statement: StatementRecord, notes: Notes, *, short: bool) -> Numbers:
    """Return the numbers of its sources: each once, or one for each appearance."""
    if short:
        return tuple(notes.numbers(statement))
    return tuple(notes.number(found.source) for found in statement.in_order)


@drawn_once
def _slip(  # noqa: PLR0913 -- all that a slip is drawn of
    statement: StatementRecord,
    sought: Sought,
    notes: Numbers,
    under: Markup,
    *,
    href: bool,
    short: bool,
    checked: bool,
) -> Markup:
    words = said(statement, sought, short=short)
    address = desk_href("statements.show", statement.id) if href else None
    return _SLIP(
        _OPEN(address, words) if address else words,
        byline(statement),
        line(statement, notes) if short else lines(statement, notes),
        under,
        warnings(statement) if short and not checked else badges(statement),
    )


def register(app: Flask) -> None:
    """Let templates write slips, and parts of them."""
    for piece in (byline, question, line, lines, chain, title, slip):
        app.jinja_env.filters["work_title" if piece is title else piece.__name__] = piece
