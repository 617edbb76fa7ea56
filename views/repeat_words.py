"""The repeat ledger in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.catalogue import gettext as _
from views.catalogue import ngettext
from views.date_words import when

if TYPE_CHECKING:
    from flask import Flask

    from desk.repeats import Ledger


def ledger_words(ledger: Ledger) -> str:
    """Say how often, when first and last, and by how many it was said."""
    parts = [_times(ledger), *_dates(ledger), _speakers(ledger)]
    return f"{', '.join(parts)}."


def register(app: Flask) -> None:
    """Give templates these words."""
    app.jinja_env.globals["ledger_words"] = ledger_words


def _times(ledger: Ledger) -> str:
    number = len(ledger.occasions)
    if ledger.more:
        return str(_("Said more than %(number)s times; %(number)s are shown", number=number))
    return str(_("Said %(number)s times", number=number))


def _dates(ledger: Ledger) -> list[str]:
    if ledger.first is None:
        return [str(_("dates unknown"))]
    undated = len(ledger.occasions) - len(ledger.dated)
    without = ngettext("once without a date", "%(num)d times without a date", undated)
    known = [str(_("first %(date)s", date=when(ledger.first)))]
    if len(ledger.dated) > 1:
        known.append(str(_("last %(date)s", date=when(ledger.last))))
    return [*known, str(without)] if undated else known


def _speakers(ledger: Ledger) -> str:
    return str(ngettext("by one speaker", "by %(num)d speakers", ledger.speakers))
