"""The form of a button: what it is pressed on, as it was shown."""

from __future__ import annotations

from desk.drafts import SeenDraft
from views.forms import fields
from views.forms.base import DraftForm, given


class SeenForm(DraftForm):
    """A press of a button on a record, as it was shown."""

    version = fields.hidden()

    def draft(self) -> SeenDraft | None:
        """Return the draft, or None with the fault at the form."""
        return self.taken(SeenDraft, given({"version": self.version.data}))
