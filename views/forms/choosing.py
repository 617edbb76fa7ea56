"""What a form has of which two people may edit the record at once: its parts, one by one."""

from __future__ import annotations

from typing import ClassVar

from views.forms import fields
from views.forms.base import DraftForm


class ChoosingForm(DraftForm):
    """A form whose fields are told apart when somebody else was faster; see views/conflicts.py."""

    #: The fields between whose versions is chosen.
    CHOSEN: ClassVar[tuple[str, ...]] = ()
    #: What is chosen as one, by the field that names it.
    TOGETHER: ClassVar[dict[str, tuple[str, ...]]] = {}
    #: What follows from other fields, and makes no difference by itself.
    FOLLOWING: ClassVar[frozenset[str]] = frozenset()

    version = fields.hidden()
    #: What the form began with, as digests.
    loaded = fields.hidden()
