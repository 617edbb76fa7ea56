"""The forms of a rating and of taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from desk.statement_drafts import ReviewDraft
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records import ReviewRecord
    from models.setting_records import RatingRecord

OURS, THEIRS = "ours", "theirs"
TYPED = ("summary", "date")
OTHERS = ("organisation", "word", "value", "best", "worst", "url")


class ReviewForm(DraftForm):
    """A rating: with a word of the desk's scale, or as another organisation gave it."""

    whose = fields.radio(
        _("Who rates"), ((OURS, _("this desk")), (THEIRS, _("another organisation")))
    )
    ours = fields.choose(_("Rating"))
    our_url = fields.text(_("Our published review"))
    organisation = fields.text(_("Organisation"))
    word = fields.text(_("Its rating, in its words"))
    url = fields.text(_("Web address of its review"))
    value = fields.text(_("Value"))
    worst = fields.text(_("Worst"))
    best = fields.text(_("Best"))
    date = fields.written_date(_("Rated on"))
    summary = fields.long_text(_("Summary"))
    version = fields.hidden()

    def offer(self, scale: Sequence[RatingRecord], kept: str | None = None) -> None:
        """Offer the words of the scale, and one that was given on an earlier scale."""
        words = [one.word for one in scale]
        words += [kept] if kept and kept not in words else []
        self.ours.choices = fields.options([("", _("choose…")), *((one, one) for one in words)])

    def fill(self, review: ReviewRecord) -> None:
        """Show what a rating says now."""
        theirs = review.organisation is not None
        self.whose.data = THEIRS if theirs else OURS
        for name in (*TYPED, "version"):
            self[name].data = getattr(review, name)
        if theirs:
            for name in OTHERS:
                self[name].data = getattr(review, name)
        else:
            self.ours.data, self.our_url.data = review.word, review.url

    def draft(self) -> ReviewDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values: dict[str, Any] = {"summary": self.summary.data, "date": self.date.edtf()}
        if self.whose.data != THEIRS:
            values |= {"word": self.ours.data, "url": self.our_url.data}
        elif not self.organisation.data:
            self.object_at("organisation", _("Name the organisation, or choose “this desk”."))
            return None
        else:
            values |= {name: self[name].data for name in OTHERS}
        return self.taken(ReviewDraft, given(values))

    def object_at(self, path: str, reason: str) -> None:
        """Put a reason at the field for what this desk says, or for what another one does."""
        ours = {"word": "ours", "url": "our_url"} if self.whose.data != THEIRS else {}
        super().object_at(ours.get(path, path), reason)
