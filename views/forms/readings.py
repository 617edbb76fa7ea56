"""The form by which many articles come in at once: files, a folder, or a list of addresses."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import MultipleFileField

from views.forms import fields
from views.forms.base import DraftForm

MOST = 500
"""How many articles are read in one go."""
SUFFIXES = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")


class ManyForm(DraftForm):
    """Files and addresses; whatever of a folder is no article is left out and named."""

    files = MultipleFileField(_("Files"))
    folder = MultipleFileField(_("Or a whole folder"))
    addresses = fields.long_text(_("Or web addresses, one a line"))
