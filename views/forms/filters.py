"""Filters: forms that are read from the address, so that a list can be kept and shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from flask import request
from flask_babel import lazy_gettext as _

from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from typing import Self

    from desk.drafts import Draft

    D = TypeVar("D", bound="Draft")


class FilterForm(DraftForm):
    """A GET form without a token, filled from the address."""

    class Meta(DraftForm.Meta):
        """Reading needs no token."""

        csrf = False

    @classmethod
    def from_address(cls, **options: Any) -> Self:  # noqa: ANN401 -- as WTForms
        """Return the form as the address fills it."""
        return cls(request.args, **options)

    def scope(self, draft: type[D], **fixed: Any) -> D:  # noqa: ANN401 -- the scope's own fields
        """Return the scope, without what cannot be read; the fault stands at its field."""
        values = given({**self.data, **fixed})
        asked = {name: value for name, value in values.items() if name in draft.model_fields}
        taken = self.taken(draft, asked)
        if taken is not None:
            return taken
        wrong = {name for name, field in self._fields.items() if field.errors}
        return draft.model_validate({k: v for k, v in asked.items() if k not in wrong})

    @property
    def faulty(self) -> bool:
        """Whether a filter cannot be read; then nothing is shown, rather than everything."""
        return any(field.errors for field in self._fields.values())

    @property
    def args(self) -> dict[str, str]:
        """What is set, for links that keep it."""
        return {name: str(value) for name, value in self.data.items() if value}


class SearchForm(FilterForm):
    """Words to look for."""

    q = fields.text(_("Search"))


class PartyFilterForm(FilterForm):
    """Filters by speaker (id, key or name), topic, source and dates."""

    PLACES: ClassVar[dict[str, str]] = {
        "speaker_id": "speaker",
        "topic_id": "topic",
        "source_id": "source",
    }

    speaker = fields.text(_("Speaker"))
    topic = fields.choose(_("Topic"))
    source = fields.choose(_("Source"))
    since = fields.text(_("Since"))
    until = fields.text(_("Until"))


class StatementFilterForm(PartyFilterForm):
    """Filters of the list of statements."""

    q = fields.text(_("Search"))
    status = fields.choose(
        _("Status"),
        (
            ("", _("logged")),
            ("proposed", _("proposed")),
            ("withdrawn", _("withdrawn")),
        ),
    )


class ReportForm(PartyFilterForm):
    """Filters of the contradiction report."""

    view = fields.radio(
        _("Show"), (("grouped", _("by disputed statement")), ("pairs", _("as pairs")))
    )


class CitationForm(FilterForm):
    """Which format to cite in."""

    format = fields.choose(_("Format"))
    to = fields.text(_("To whom"))
