"""The form that freezes a report."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from views.forms import fields
from views.forms.base import DraftForm


class FreezingForm(DraftForm):
    """Whether one is sure."""

    confirm = fields.tick(_("Freeze it all the same"))
