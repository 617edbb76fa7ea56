"""The form of a notice: what a source says of its own error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput

from desk.notice_lines import OFFERED
from desk.notices import CHOSEN, PlacedNotice
from views.date_words import when
from views.forms import fields
from views.forms.base import DraftForm, given
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.notice_lines import NoticeLine, TouchLine


class NoticeForm(DraftForm):
    """Corrected or retracted, when, why, and which appearances it touches."""

    kind = fields.radio(
        _("What the source did"), (("corrected", _("corrected")), ("retracted", _("retracted")))
    )
    date = fields.written_date(_("When"))
    note = fields.long_text(_("What it says"))
    which = fields.radio(
        _("Which statements it touches"),
        (("all", _("all that rest on this source")), ("chosen", _("those ticked below"))),
    )
    appearances = SelectMultipleField(
        _("Statements"), option_widget=CheckboxInput(), validate_choice=False
    )
    version = fields.hidden()

    def offer(self, lines: Sequence[TouchLine]) -> None:
        """Offer the appearances that rest on the source."""
        self.appearances.choices = fields.options(
            (str(line.appearance_id), _told(line)) for line in lines[:OFFERED]
        )

    def fill(self, notice: NoticeLine, touched: Sequence[int], offered: int) -> None:
        """Show what a notice says now."""
        self.kind.data, self.date.data, self.note.data = notice.kind, notice.date, notice.note
        self.which.data = CHOSEN if len(touched) < offered else "all"
        self.appearances.data = [str(one) for one in touched]
        self.version.data = str(notice.version)

    def draft(self, published: str | None) -> PlacedNotice | None:
        """Return the draft, or None with the faults at their fields."""
        values = {name: self[name].data for name in ("kind", "note", "which")}
        ticked = list(self.appearances.data or ())
        return self.taken(
            PlacedNotice,
            given({**values, "date": self.date.edtf(published), "appearances": ticked}),
        )


def _told(line: TouchLine) -> str:
    """Say which appearance it is: number, speaker, words, outlet and date."""
    place = f"{isolated(line.outlet)}, {when(line.published)}"
    return f"{line.statement_id} · {isolated(line.speaker)}: {isolated(line.shortened)} ({place})"
