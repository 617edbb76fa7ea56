"""Says at once, after a statement was stored, when its words do not stand in the captured text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash
from flask_babel import gettext as _

from desk import records
from desk.checks.comparisons import told_checks
from models.terms import QuoteCheck
from views.context import reading
from views.quote_words import shouts

if TYPE_CHECKING:
    from desk.checks.comparisons import Told


def warn(statement_id: int) -> None:
    """Flash what the check of each appearance found, where it found a difference."""
    statement = records.one(reading(), statement_id)
    told = told_checks(reading(), statement)
    words = {
        QuoteCheck.PIECED: _("Read the quote beside the source before it is used."),
        QuoteCheck.NEGATION: _("The quote is not what the source says; the statement shows how."),
        QuoteCheck.DIFFERS: _("The words differ from the captured text; the statement shows how."),
        QuoteCheck.NOT_FOUND: _("The words were not found in the captured text."),
        QuoteCheck.CHANGED: _("The words no longer stand in the newest capture of the source."),
    }
    for found in statement.appearances:
        loud = _loud(told[found.id])
        if found.check in words or loud:
            flash(" ".join([*loud, *filter(None, [words.get(found.check)])]), "warning")


def _loud(told: Told) -> list[str]:
    findings = told.checked.findings if told.checked else ()
    return [sentence for finding in findings for sentence in shouts(finding, told)]
