"""The forms by which topics are renamed and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput

from desk.restrictions import RestrictionDraft
from desk.topic_deeds import RenamingDraft
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.filters import FilterForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import Account


class RenamingForm(DraftForm):
    """What a topic is to be called."""

    name = fields.text(_("Name"))
    version = fields.hidden()

    def draft(self) -> RenamingDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {"name": self.name.data, "version": self.version.data}
        return self.taken(RenamingDraft, given(values))


class RestrictionForm(DraftForm):
    """Who may see a topic beside the admins."""

    accounts = SelectMultipleField(
        _("Who may see it"), option_widget=CheckboxInput(), validate_choice=False
    )
    version = fields.hidden()

    def offer(self, accounts: Sequence[Account]) -> None:
        """Offer the people at the desk."""
        self.accounts.choices = fields.options(
            (str(one.id), f"{one.name} ({one.email})") for one in accounts
        )

    def draft(self) -> RestrictionDraft | None:
        """Return the draft, or None with the faults at their fields."""
        ticked = list(self.accounts.data or ())
        return self.taken(
            RestrictionDraft, given({"accounts": ticked, "version": self.version.data})
        )


class OtherTopicForm(FilterForm):
    """Which other topic is the same case."""

    other = fields.text(_("The other topic"))
