"""The forms of the export ledger."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from desk.ledger import AddressDraft
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.filters import FilterForm


class LedgerForm(FilterForm):
    """Which exports to show."""

    statement = fields.text(_("Statement"))
    source = fields.text(_("Source"))
    by = fields.choose(_("By whom"))
    since = fields.text(_("Since"))
    changed = fields.tick(_("Only what has to be followed up"))
    PLACES = {"statement_id": "statement", "source_id": "source", "account_id": "by"}  # noqa: RUF012


class AddressForm(DraftForm):
    """To whom an export went."""

    to_whom = fields.text(_("To whom"))

    def draft(self) -> AddressDraft | None:
        """Return the draft, or None with the faults at their fields."""
        return self.taken(AddressDraft, given({"to_whom": self.to_whom.data}))
