"""Known already? The question before a source that looks like a known one is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from desk.same_works import alike
from desk.sources import same_source
from views.context import reading
from views.numbers import number_in

if TYPE_CHECKING:
    from desk.source_drafts import NewSourceDraft
    from views.forms.describing import DescribingForm
    from views.forms.found import FoundForm

PICKED = "known_work"


def picked_work() -> int | None:
    """Return the known work that somebody said it is."""
    return number_in(request.form.get(PICKED))


def take_picked(form: FoundForm) -> None:
    """Take the known work that somebody said it is for the source, whatever is described."""
    picked = picked_work()
    if picked is not None:
        form.source_id.data = str(picked)


def asks_which_work(form: DescribingForm, draft: NewSourceDraft | None) -> bool:
    """Ask once whether a described source is one that is known; tell whether that is asked now.

    One that is surely known, by its very address, is not asked about.
    """
    if draft is None or same_source(reading(), draft):
        return False
    return form.show_works(alike(reading(), draft))
