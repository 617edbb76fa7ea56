"""The field for a date as people write it; see `WrittenDateField` for how a form uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from wtforms import StringField

from desk.written_dates import UnclearDateError, WrittenDate, read_written
from views.date_words import when
from views.forms.base import optional_text

if TYPE_CHECKING:
    from collections.abc import Sequence

READ = "_read"
"""What the name of a date field ends with where the form tells which EDTF a person was shown."""


class WrittenDateField(StringField):
    """A date in EDTF, figures or words.

    Make one with `fields.written_date(label)` and ask it for `edtf(published)` where the draft is
    built: EDTF, or None when it is empty or something has to be said first. Then a reason stands
    at the field, and `DraftForm.taken` returns no draft. `published` is the EDTF date of the
    source, from which “Monday” is counted; without it such words are refused with a remedy.

    What was counted, or can be read two ways, is taken only once the form sends `NAME_read` with
    the EDTF that the page showed. `forms.field` draws that, and static/dates.js shows it live.
    """

    def __init__(self, label: Any, against: Sequence[str] = (), **options: Any) -> None:  # noqa: ANN401
        super().__init__(label, filters=[optional_text], **options)
        #: The names of the form's fields that say when the source was published.
        self.against = tuple(against)
        #: How it was understood, for the page.
        self.understood: WrittenDate | None = None
        #: The EDTF that the page showed when the form was sent.
        self.read: str | None = None

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- as WTForms
        """Take what was typed, and which reading of it was shown."""
        super().process(formdata, *args, **options)
        self.read = formdata.get(self.name + READ) if formdata else None

    def edtf(self, published: str | None = None) -> str | None:
        """Return what was typed as EDTF; None with a reason at the field if it is not clear yet."""
        found = self.understand(published)
        if found is None:
            return None
        if not found.asks or self.read in found.choices:
            return self.read if found.asks else found.edtf
        self._object(_which(found))
        return None

    def understand(self, published: str | None = None) -> WrittenDate | None:
        """Read what stands in the field, for the page to show; what cannot be read is objected."""
        self.understood = None
        if self.data is None:
            return None
        try:
            self.understood = read_written(self.data, published, alone=not self.against)
        except UnclearDateError as unclear:
            self._object(unclear.reason)
        return self.understood

    @property
    def edtf_read(self) -> str | None:
        """The EDTF that was taken, once the field was asked for it; None while it is not clear."""
        found = self.understood
        if found is None or (found.asks and self.read not in found.choices):
            return None
        return self.read if found.asks else found.edtf

    def words(self) -> str | None:
        """Return the words that are worth keeping: those that say it otherwise than we do."""
        found = self.understood
        if found is None or not found.in_words:
            return None
        ours = {when(one, weekday=day) for one in found.choices for day in (True, False)}
        told = found.text.strip()
        return None if told.casefold() in {one.casefold() for one in ours} else told

    def _object(self, reason: str) -> None:
        self.errors = [*self.errors, reason]


def _which(found: WrittenDate) -> str:
    if found.edtf is None:
        return str(_("This can be read in more than one way. Choose one below."))
    return str(_("Look at how this is understood; press the button again if that is right."))
