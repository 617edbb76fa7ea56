"""The form of a remark."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from desk.remarks import RemarkDraft
from views.forms import fields
from views.forms.base import DraftForm, given


class RemarkForm(DraftForm):
    """What somebody says of a link."""

    text = fields.long_text(_("Remark"))
    version = fields.hidden()

    def draft(self) -> RemarkDraft | None:
        """Return the draft, or None with the fault at its field."""
        return self.taken(RemarkDraft, given({"text": self.text.data}))
