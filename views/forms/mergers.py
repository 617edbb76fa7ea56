"""The forms by which two records are made one."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _

from desk.merging.drafts import BothSeenDraft, MergerDraft
from views.forms import fields
from views.forms.base import DraftForm, given


class VersionsForm(DraftForm):
    """Which versions were seen of both."""

    PLACES: ClassVar[dict[str, str]] = {"other": ""}

    version, other_version = fields.hidden(), fields.hidden()


class BothSeenForm(VersionsForm):
    """That two topics, or two sources, are one."""

    def draft(self) -> BothSeenDraft | None:
        """Return the draft, or None with the faults at the form."""
        values = {"version": self.version.data, "other_version": self.other_version.data}
        return self.taken(BothSeenDraft, given(values))


class MergerForm(VersionsForm):
    """That two speakers are one."""

    same = fields.tick(_("These two are one person: the source names neither, and I know it"))
    reason = fields.text(_("How we know"))

    def draft(self) -> MergerDraft | None:
        """Return the draft, or None with the faults at their fields."""
        names = ("version", "other_version", "same", "reason")
        return self.taken(MergerDraft, given({name: self[name].data for name in names}))
