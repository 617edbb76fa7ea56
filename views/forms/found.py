"""The fields that tell where a statement was found: the source, the place in it, who heard it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from views.forms import fields
from views.forms.base import given
from views.forms.describing import DescribingForm

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCATOR = {
    "exact": "passage",
    "prefix": "prefix",
    "suffix": "suffix",
    "start": "start",
    "end": "end",
    "page": "page",
    "time": "time",
}
SOURCE = (
    "type",
    "title",
    "container_title",
    "publisher",
    "url",
    "published",
    "archived_url",
)


def places(at: str = "") -> dict[str, str]:
    """Return the field for each part of an appearance, which stands at this path in the draft."""
    parts = {f"locator.{draft}": form for draft, form in LOCATOR.items()}
    parts |= {f"source.{name}": f"source_{name}" for name in (*SOURCE, "authors")}
    parts |= {"locator": "passage", "source": "source_id"}
    return {at + path: field for path, field in parts.items()}


class FoundForm(DescribingForm):
    """A source that is known or described anew, the place in it, and how it knows."""

    passage = fields.long_text(_("Passage in the source’s words"))
    prefix, suffix = fields.verbatim(), fields.verbatim()
    start, end = fields.hidden(), fields.hidden()
    page = fields.text(_("Page"))
    time = fields.text(_("Time in the recording"))
    heard = fields.radio(
        _("How the source knows"),
        (
            ("direct", _("heard it")),
            ("via", _("citing others")),
            ("unstated", _("not stated")),
        ),
    )
    source_id = fields.choose(_("Source"))
    source_type = fields.choose(_("Kind of source"))
    source_title = fields.text(_("Title"))
    source_title_supplied = fields.tick(_("It has no title; this one is ours"))
    source_container_title = fields.text(_("Newspaper, site or programme"))
    source_publisher = fields.text(_("Publisher"))
    source_authors = fields.text(_("Authors"))
    source_url = fields.text(_("Web address"))
    source_published = fields.written_date(_("Published"))
    source_archived_url = fields.text(_("Archived copy"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        super().__init__(*args, **kwargs)
        self.source_type.choices = fields.options(fields.item_types())

    def offer_works(self, known: Sequence[tuple[str, Any]]) -> None:
        """Offer known sources, or a new one."""
        self.source_id.choices = fields.options([("", gettext("A new source")), *known])

    def locator(self) -> dict[str, Any]:
        """Return the place in the source, as a draft takes it."""
        return given({draft: self[form].data for draft, form in LOCATOR.items()})

    def described(self) -> dict[str, Any] | None:
        """Return the source that is described anew, as a draft takes it; None when none is."""
        typed = given({name: self[f"source_{name}"].data for name in SOURCE if name != "type"})
        if not typed:
            return None
        return typed | {
            "type": self.source_type.data or "article-newspaper",
            "published": self.source_published.edtf(),
            "title_supplied": self.source_title_supplied.data,
            "authors": fields.csl_names(self.source_authors.data),
        }

    def names_source(self, known: str | None) -> bool:
        """Tell whether a source is known or described; if neither, say so at the field."""
        if not (known or self.described()):
            self.object_at("source_id", gettext("Choose the source, or describe a new one."))
        return not self.source_id.errors
