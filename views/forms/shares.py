"""The form that makes a guest link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from desk.freezing.sharing import USUAL_DAYS, ShareDraft
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from collections.abc import Iterable

NEVER = "never"


class SharingForm(DraftForm):
    """For whom, which version, and for how long."""

    label = fields.text(_("For whom"))
    number = fields.choose(_("Which version"))
    days = fields.choose(
        _("For how long"),
        (
            ("7", _("7 days")),
            (str(USUAL_DAYS), _("30 days")),
            ("90", _("90 days")),
            ("365", _("a year")),
            (NEVER, _("until it is revoked")),
        ),
    )
    confirm = fields.tick(_("Share it all the same"))

    def offer(self, numbers: Iterable[int]) -> None:
        """Offer the frozen versions."""
        versions = [(str(one), gettext("version %(number)d", number=one)) for one in numbers]
        latest = ("", gettext("always the latest"))
        self.number.choices = fields.options([latest, *versions])

    def draft(self) -> ShareDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = given({"label": self.label.data, "number": self.number.data})
        days = self.days.data or str(USUAL_DAYS)
        return self.taken(ShareDraft, values | {"days": None if days == NEVER else days})
