"""The form of a translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from desk.statement_drafts import TranslationDraft
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from models.records import TranslationRecord

TYPED = tuple(TranslationDraft.model_fields)


class TranslationForm(DraftForm):
    """The words in another language, and whose they are."""

    language = fields.text(_("Language"))
    text = fields.long_text(_("Words in this language"))
    kind = fields.radio(
        _("Whose translation"),
        (("ours", _("ours")), ("published", _("published by somebody else"))),
    )
    by = fields.text(_("Translated or published by"))
    date = fields.written_date(_("Date"))
    version = fields.hidden()

    def draft(self) -> TranslationDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {name: self[name].data for name in TYPED} | {"date": self.date.edtf()}
        return self.taken(TranslationDraft, given(values))

    def fill(self, translation: TranslationRecord) -> None:
        """Show what a translation says now."""
        for name in TYPED:
            self[name].data = getattr(translation, name)
