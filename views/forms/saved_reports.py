"""The form of a saved report: its title, its introduction, and the report's own filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from flask_babel import lazy_gettext as _

from desk.saved_reports import SavedReportDraft
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.filters import ReportForm

if TYPE_CHECKING:
    from desk.saved_reports import SavedReportRecord
    from desk.scopes import ReportScope


class SavedReportForm(ReportForm):
    """What a report is called and what it is about."""

    class Meta(DraftForm.Meta):
        """It is stored, so it needs a token."""

        csrf = True

    PLACES: ClassVar[dict[str, str]] = ReportForm.PLACES | {
        f"scope.{name}": name for name in ("since", "until", "kind")
    }

    title = fields.text(_("Title"))
    introduction = fields.long_text(_("Introduction"))
    version = fields.hidden()
    #: So a form drops a field of its parent; what is saved is of whatever day it is opened.
    view = None  # type: ignore[assignment]
    as_of = None  # type: ignore[assignment]

    def draft(self, scope: ReportScope) -> SavedReportDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = given({"title": self.title.data, "introduction": self.introduction.data})
        return self.taken(SavedReportDraft, values | {"scope": scope})

    def fill(self, saved: SavedReportRecord) -> None:
        """Show what is stored."""
        for name in ("title", "introduction", "version"):
            self[name].data = getattr(saved, name)
        for name, value in scope_args(saved.scope).items():
            self[name].data = value


def scope_args(scope: ReportScope) -> dict[str, str]:
    """Return a scope as the address of the report has it."""
    told = scope.model_dump(mode="json", exclude_none=True, exclude={"before"})
    return {ReportForm.PLACES.get(name, name): str(value) for name, value in told.items()}
