"""The forms of sets: which statements, and what the set is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField

from desk.sets import ChosenDraft, SetDraft, SetNameDraft
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from collections.abc import Iterable

ONE_MORE = _("a new set")


class KeepingForm(DraftForm):
    """Into which set chosen statements go: one that is there, or a new one."""

    kept_in = fields.choose(_("Into which set"))
    name = fields.text(_("Name of the new set"))

    def offer(self, known: Iterable[tuple[int, str]]) -> None:
        """Offer the sets there are."""
        there = [(str(number), name) for number, name in known]
        self.kept_in.choices = fields.options([("", ONE_MORE), *there])

    def draft(self, statements: Iterable[int]) -> SetDraft | None:
        """Return the draft of a new set, or None with the faults at their fields."""
        values = {"name": self.name.data, "statements": tuple(statements)}
        return self.taken(SetDraft, given(values))

    def chosen(self, statements: Iterable[int]) -> ChosenDraft | None:
        """Return the draft of what goes into a set that is there."""
        return self.taken(ChosenDraft, {"statements": tuple(statements)})


class RenamingForm(DraftForm):
    """What a set is to be called."""

    name = fields.text(_("Name"))
    version = fields.hidden()

    def draft(self) -> SetNameDraft | None:
        """Return the draft, or None with the faults at their fields."""
        return self.taken(
            SetNameDraft, given({"name": self.name.data, "version": self.version.data})
        )


class RemovingForm(DraftForm):
    """Which statements leave a set."""

    statement = SelectMultipleField(_("Statements"), validate_choice=False)

    def draft(self) -> ChosenDraft | None:
        """Return the draft, or None with the faults at the form."""
        return self.taken(ChosenDraft, {"statements": tuple(self.statement.data or ())})
