"""The form of a token: what it is called, what it may, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput

from desk.api_tokens import TokenDraft
from models.roles import SCOPES as GRANTED
from models.roles import Scope
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from desk.actors import Actor

SCOPES = (
    (Scope.READ, _("read: see and export")),
    (Scope.LOG, _("log: log, revise, capture, read articles, import, propose links")),
    (Scope.REVIEW, _("review: decide on links, rate, note corrections")),
    (Scope.ADMIN, _("admin: restrict topics")),
)
NEVER = "never"
DAYS = (
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("a year")),
    (NEVER, _("until it is revoked")),
)


class TokenForm(DraftForm):
    """A name, the scopes, and a length of life."""

    name = fields.text(_("Name"))
    scopes = SelectMultipleField(
        _("What it may do"),
        option_widget=CheckboxInput(),
        validate_choice=False,
        choices=fields.options(SCOPES),
    )
    days = fields.choose(_("How long it lives"), DAYS)

    def offer(self, by: Actor) -> None:
        """Offer only what grants this account anything."""
        useful = [one for one in SCOPES if any(by.may(right) for right in GRANTED[one[0]])]
        self.scopes.choices = fields.options(useful)

    def draft(self) -> TokenDraft | None:
        """Return the draft, or None with the faults at their fields."""
        days = None if self.days.data == NEVER else self.days.data
        values = {"name": self.name.data, "scopes": list(self.scopes.data or ())}
        return self.taken(TokenDraft, {**given(values), "days": days})
