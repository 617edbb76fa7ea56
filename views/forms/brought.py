"""The form of a statement that is logged anew, with the text of the page where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from flask_babel import lazy_gettext as _

from desk.articles import pasted
from views.forms import fields
from views.forms.sources import PasteDraft
from views.forms.statements import StatementForm

if TYPE_CHECKING:
    from desk.articles import Article


class LoggingForm(StatementForm):
    """A statement, and what a browser brought of the page: its text, kept if a person wants that."""

    PLACES: ClassVar[dict[str, str]] = StatementForm.PLACES | {"text": "page_text"}

    page_text = fields.long_text(_("The page’s text"))
    keep_text = fields.tick(_("Keep the page’s text, and check the words against it"))

    def article(self) -> Article | None:
        """Return the text that is to be kept; None when there is none, or a fault at the field."""
        # What is selected in a capture rests on that one.
        if not self.keep_text.data or not self.page_text.data or self.capture_id.data:
            return None
        draft = self.taken(PasteDraft, {"text": self.page_text.data})
        return pasted(draft.text) if draft else None
