"""The forms by which topics are renamed and merged."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _

from desk.topic_deeds import RenamingDraft, TopicMergerDraft
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.filters import FilterForm


class RenamingForm(DraftForm):
    """What a topic is to be called."""

    name = fields.text(_("Name"))
    version = fields.hidden()

    def draft(self) -> RenamingDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {"name": self.name.data, "version": self.version.data}
        return self.taken(RenamingDraft, given(values))


class OtherTopicForm(FilterForm):
    """Which other topic is the same case."""

    other = fields.text(_("The other topic"))


class TopicMergerForm(DraftForm):
    """That two topics are one."""

    PLACES: ClassVar[dict[str, str]] = {"other": ""}

    version, other_version = fields.hidden(), fields.hidden()

    def draft(self) -> TopicMergerDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {"version": self.version.data, "other_version": self.other_version.data}
        return self.taken(TopicMergerDraft, given(values))
