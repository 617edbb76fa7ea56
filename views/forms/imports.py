"""The form of a file to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FileField

from desk.readers.faults import ImportRefusedError
from desk.readers.formats import IMPORT_FORMATS, format_of
from desk.readers.texts import MOST_BYTES
from views.forms import fields
from views.forms.base import DraftForm
from views.import_jobs import ImportTask

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

MOST_NAME = 200


class ImportForm(DraftForm):
    """A file, its format where the file does not tell it, and how it is taken."""

    file = FileField(_("File"))
    format = fields.choose(
        _("Format"),
        (
            ("", _("as the file’s name and content tell")),
            *((each.name, each.title) for each in IMPORT_FORMATS.values()),
        ),
    )
    update = fields.tick(_("Bring known records up to date"))
    partial = fields.tick(_("Keep the good lines of a file with faults"))

    #: The name of the file that was sent with faults; a browser does not fill it in again.
    sent: str = ""

    def taken_file(self) -> tuple[ImportTask, bytes] | None:
        """Return what to do with which bytes, or None with the faults at their fields."""
        given: FileStorage | None = self.file.data or None
        self.sent = (given.filename or "")[-MOST_NAME:] if given else ""
        content = _bytes(given) if given else b""
        name = self.format.data or None
        if not content:
            self.object_at("file", _missing(self.sent))
        elif name is not None and name not in IMPORT_FORMATS:
            self.object_at("format", gettext("Choose one of the list."))
        else:
            return self._task(content, name)
        return None

    def _task(self, content: bytes, name: str | None) -> tuple[ImportTask, bytes] | None:
        try:
            found = format_of(content, self.sent, name)
        except ImportRefusedError as refused:
            self.refusal_status = 413 if len(content) > MOST_BYTES else self.refusal_status
            self.object_at("file", refused.faults[0].reason)
            return None
        update, partial = bool(self.update.data), bool(self.partial.data)
        return ImportTask(self.sent, found.name, update=update, partial=partial), content


def _bytes(given: FileStorage) -> bytes:
    with given.stream as stream:
        return stream.read(MOST_BYTES + 1)


def _missing(name: str) -> str:
    return str(gettext("There is nothing in the file.") if name else gettext("Choose a file."))
