"""The form by which a statement, a rating or an appearance is taken out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from desk.drafts import ReasonDraft, SeenDraft
from views.forms import fields
from views.forms.base import DraftForm, given


class WithdrawalDraft(ReasonDraft, SeenDraft):
    """Why, and of which version."""


class WithdrawalForm(DraftForm):
    """The reason for taking something out."""

    reason = fields.long_text(_("Reason"))
    version = fields.hidden()

    def draft(self) -> WithdrawalDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {"reason": self.reason.data, "version": self.version.data}
        return self.taken(WithdrawalDraft, given(values))
