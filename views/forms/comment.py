"""The form of a request for comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from desk.statement_drafts import ReplyDraft
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from models.records import ReplyRecord

ASKED, NOT_SOUGHT = "asked", "not_sought"
OF_ASKING = ("whom", "route", "answer")


class CommentForm(DraftForm):
    """Whom the desk asked for comment, when and how, and what came back; or why nobody."""

    sought = fields.radio(
        _("Comment"),
        ((ASKED, _("was asked for")), (NOT_SOUGHT, _("was not sought"))),
    )
    whom = fields.text(_("Whom"))
    asked = fields.written_date(_("Asked on"))
    route = fields.text(_("By what route"))
    deadline = fields.written_date(_("Deadline"))
    answer = fields.text(_("The answer, as a statement"))
    not_sought_because = fields.text(_("Why not"))
    version = fields.hidden()

    def fill(self, known: ReplyRecord) -> None:
        """Show what is noted now."""
        self.sought.data = ASKED if known.whom else NOT_SOUGHT
        for name in ("whom", "route", "asked", "deadline", "not_sought_because", "version"):
            self[name].data = getattr(known, name)
        self.answer.data = str(known.answer_id) if known.answer_id else None

    def draft(self) -> ReplyDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values: dict[str, Any]
        if self.sought.data == NOT_SOUGHT:
            values = {"not_sought_because": self.not_sought_because.data}
        else:
            values = {name: self[name].data for name in OF_ASKING}
            values |= {"asked": self.asked.edtf(), "deadline": self.deadline.edtf()}
        if not (values.get("whom") or values.get("not_sought_because")):
            name = "not_sought_because" if self.sought.data == NOT_SOUGHT else "whom"
            self.object_at(name, _("This is needed."))
            return None
        return self.taken(ReplyDraft, given(values))
