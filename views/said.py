"""The words of a statement as they stand everywhere, beside them what they are in other languages.

Functions and no macros: a list has a hundred of them, and a macro takes as long to be called as all
this takes to be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.terms import Form, TranslationKind
from views.catalogue import marked_gettext as _
from views.date_words import when
from views.pieces import marked, tongue
from views.scripts import shown_language, shown_translations, translation_words
from views.shapes import NOTHING, Shape, joined
from views.words import form_words, shortened, shown

if TYPE_CHECKING:
    from flask import Flask
    from markupsafe import Markup

    from desk.comparing import Marked
    from models.asked import Asked
    from models.records import StatementRecord, TranslationRecord

    Sought = str | Asked | Marked | None

_QUOTED = Shape('<blockquote class="said" %s><p>“%s”</p></blockquote>')
_INDIRECT = Shape('<div class="indirect"><small>%s</small> <p %s>%s</p>%s</div>')
_QUOTED_WITHIN = Shape('<span class="quoted">%s <bdi %s>“%s”</bdi></span>')
_TRANSLATION = Shape('<div class="translation"><small>%s%s</small> <p %s>%s</p></div>')
_IN_QUOTES, _DATED = Shape("“%s”"), Shape(", %s")


def said(statement: StatementRecord, sought: Sought = None, *, short: bool = False) -> Markup:
    """Write the words of a statement, in lists short ones, with those that are sought marked."""
    text = shown(statement)
    text = shortened(text, sought) if short else text
    if statement.form is Form.DIRECT:
        told = _QUOTED(tongue(statement.language, text), marked(text, sought))
    else:
        told = _INDIRECT(
            form_words(statement),
            tongue(shown_language(statement), text),
            marked(text, sought),
            _quoted_within(statement, sought),
        )
    if not statement.translations:
        return told
    return joined([told, translations(statement, sought, short=short)])


def _quoted_within(statement: StatementRecord, sought: Sought) -> Markup:
    """Write the words in quotation marks of a paraphrase around which no passage is known."""
    if statement.form is not Form.MIXED or statement.passage:
        return NOTHING
    quote = statement.quote or ""
    return _QUOTED_WITHIN(_("quoted:"), tongue(statement.language, quote), marked(quote, sought))


def translations(
    statement: StatementRecord, sought: Sought = None, *, short: bool = False
) -> Markup:
    """Write what a statement is in other languages, beside the original and never in its place."""
    shown_here = shown_translations(statement, short=short)
    return joined(_translation(one, statement, sought, short=short) for one in shown_here)


def _translation(
    one: TranslationRecord, statement: StatementRecord, sought: Sought, *, short: bool
) -> Markup:
    text = shortened(one.text) if short else one.text
    told = marked(text, sought)
    # Only published words may stand in quotation marks.
    if one.kind is TranslationKind.PUBLISHED and statement.form is Form.DIRECT:
        told = _IN_QUOTES(told)
    date = _DATED(when(one.date)) if one.date and not short else NOTHING
    return _TRANSLATION(translation_words(one), date, tongue(one.language, text), told)


def register(app: Flask) -> None:
    """Let templates write words."""
    app.jinja_env.filters["said"] = said
