"""The form of a redaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput

from desk.redacting.redactions import RedactionDraft
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from collections.abc import Iterable


class RedactionForm(DraftForm):
    """What is to be blanked, why, and the word that confirms it."""

    parts = SelectMultipleField(
        _("What is to go"), option_widget=CheckboxInput(), validate_choice=False
    )
    reason = fields.long_text(_("Reason"))
    confirmation = fields.text(_("Type “redact” to confirm"))

    def offer(self, parts: Iterable[tuple[str, Any]]) -> None:
        """Offer the parts of a record."""
        self.parts.choices = fields.options(parts)

    def draft(self) -> RedactionDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {name: self[name].data for name in ("reason", "confirmation")}
        return self.taken(RedactionDraft, given({**values, "parts": list(self.parts.data or ())}))
