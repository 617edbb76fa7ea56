"""What every form that describes a new source has: the works it may be, and which were shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.forms import fields
from views.forms.base import DraftForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records import SourceRecord


class DescribingForm(DraftForm):
    """A form in which a source can be described as a new one."""

    #: The known works that somebody was shown, by their ids.
    works_seen = fields.hidden()
    #: The known works that the described one may be, once they are asked about.
    alike: Sequence[SourceRecord] = ()

    def show_works(self, found: Sequence[SourceRecord]) -> bool:
        """Ask about works that nobody has been shown yet; tell whether there are any."""
        seen = (self.works_seen.data or "").split()
        if all(str(work.id) in seen for work in found):
            return False
        self.alike = found
        ids = dict.fromkeys([*seen, *(str(work.id) for work in found)])
        self.works_seen.data = " ".join(ids)
        return True
