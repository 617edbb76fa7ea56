"""The form by which many articles come in at once: files, a folder, or a list of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from pydantic import Field
from wtforms import MultipleFileField

from desk.drafts import Draft, Line
from desk.proposals.batches import Given
from views.forms import fields
from views.forms.base import DraftForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from werkzeug.datastructures import FileStorage

MOST = 500
"""How many articles are read in one go."""
SUFFIXES = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")


class AddressesDraft(Draft):
    """Lines that shall be web addresses of articles; one that is none does not stop the others."""

    addresses: Annotated[tuple[Line, ...], Field(max_length=MOST)] = ()


@dataclass(frozen=True)
class Brought:
    """The documents that came in, and how many files were left out since they are no articles."""

    documents: tuple[Given, ...]
    left_out: int = 0


class ManyForm(DraftForm):
    """Files, a folder, and addresses; whatever of a folder is no article is left out."""

    files = MultipleFileField(_("Files"))
    folder = MultipleFileField(_("Or a whole folder"))
    addresses = fields.long_text(_("Or web addresses, one a line"))

    def brought(self) -> Brought | None:
        """Return what is to be read, or None with the fault at the field."""
        chosen = [*_named(self.files.data), *_named(self.folder.data)]
        papers = [one for one in chosen if (one.filename or "").lower().endswith(SUFFIXES)]
        lines = dict.fromkeys(
            filter(None, map(str.strip, (self.addresses.data or "").splitlines()))
        )
        draft = self.taken(AddressesDraft, {"addresses": tuple(lines)})
        if draft is None:
            return None
        if not self._fits(len(papers) + len(lines), len(chosen)):
            return None
        found = [Given(one) for one in draft.addresses]
        found += [_given(one) for one in papers]
        return Brought(tuple(found), len(chosen) - len(papers))

    def _fits(self, count: int, chosen: int) -> bool:
        if count > MOST:
            told = ngettext("At most %(num)d article at once.", "At most %(num)d at once.", MOST)
            self.object_at("files", told)
        elif not count and chosen:
            none = gettext("None of these files is an article: HTML, PDF or plain text is read.")
            self.object_at("files", none)
        elif not count:
            self.object_at("files", gettext("Choose files or a folder, or give addresses."))
        return 0 < count <= MOST


def _named(chosen: Iterable[FileStorage | str] | None) -> Iterator[FileStorage]:
    """Yield the files that were chosen; a browser sends one without a name where none was."""
    for one in chosen or ():
        if not isinstance(one, str) and one.filename:
            yield one


def _given(file: FileStorage) -> Given:
    with file.stream as stream:
        return Given(file.filename or "", stream.read(), file.mimetype)
