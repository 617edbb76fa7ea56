"""The forms of an appearance: where a statement was found, and taking it off again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from desk.drafts import Draft, Number, Words
from desk.source_drafts import AppearanceDraft
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.chains import ChainField, source_ids
from views.forms.statements import LOCATOR, SOURCE
from views.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records import AppearanceRecord


class AppearanceForm(DraftForm):
    """A source, the place in it, how the source knows, and through whose hands."""

    PLACES: ClassVar[dict[str, str]] = (
        {f"locator.{draft}": form for draft, form in LOCATOR.items()}
        | {f"source.{name}": f"source_{name}" for name in (*SOURCE, "authors")}
        | {"locator": "passage", "source": "source_id", "": "heard"}
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
    capture_id = fields.choose(_("Kept text"))
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
    relays = ChainField(_("Citing whom"), min_entries=1)
    version = fields.hidden()
    confirm = fields.tick(_("Store it all the same"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        super().__init__(*args, **kwargs)
        self.source_type.choices = fields.options(fields.item_types())

    def tell(self, found: AppearanceRecord) -> None:
        """Fill in a known appearance."""
        for name, field in LOCATOR.items():
            self[field].data = getattr(found, name)
        self.source_id.data = str(found.source.id)
        self.capture_id.data = str(found.capture_id or "")
        self.heard.data = found.heard
        self.relays.tell(found.relays)

    @property
    def sources_chosen(self) -> list[int]:
        """The ids of the known sources that are chosen in it."""
        own = number_in(self.source_id.data)
        return [*([own] if own else []), *source_ids(self.relays.rows)]

    def offer(self, known: Sequence[tuple[str, Any]], captures: Sequence[tuple[str, Any]]) -> None:
        """Offer known sources, and what was kept of the one that is chosen."""
        self.source_id.choices = fields.options([("", _("A new source")), *known])
        self.capture_id.choices = fields.options([("", _("as it is")), *captures])
        self.relays.offer(known)

    def draft(self) -> AppearanceDraft | None:
        """Return the draft, or None with the faults at their fields."""
        hops = [row.hop() for row in self.relays.filled]
        source = None if self.source_id.data else self._source()
        values = {
            "capture_id": self.capture_id.data if self.source_id.data else None,
            "source_id": self.source_id.data,
            "source": source,
            "locator": given({draft: self[form].data for draft, form in LOCATOR.items()}),
            "heard": self.heard.data or ("via" if hops else None),
            "relays": hops,
        }
        draft = self.taken(AppearanceDraft, given(values))
        if not (self.source_id.data or source):
            self.object_at("source_id", gettext("Choose the source, or describe a new one."))
            return None
        unclear = any(row.published.errors for row in self.relays.filled)
        return None if unclear else draft

    def object_at(self, path: str, reason: str) -> None:
        """Put a reason at its field; those of a hop stand in its row."""
        parts = path.split(".")
        if parts[0] == "relays" and len(parts) > 2:  # noqa: PLR2004 -- list, row, field
            row = self.relays.filled[int(parts[1])]
            field = row[parts[-1]] if parts[-1] in row.data else row.name
            field.errors = [*field.errors, reason]
        else:
            super().object_at(path, reason)

    def _source(self) -> dict[str, Any] | None:
        typed = given({name: self[f"source_{name}"].data for name in SOURCE if name != "type"})
        if not typed:
            return None
        return typed | {
            "type": self.source_type.data or "article-newspaper",
            "published": self.source_published.edtf(),
            "title_supplied": self.source_title_supplied.data,
            "authors": fields.csl_names(self.source_authors.data),
        }


class RemovalDraft(Draft):
    """Why, and of which version of the statement."""

    reason: Words
    version: Number


class RemovalForm(DraftForm):
    """The reason for taking an appearance off a statement."""

    reason = fields.long_text(_("Reason"))
    version = fields.hidden()

    def draft(self) -> RemovalDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {"reason": self.reason.data, "version": self.version.data}
        return self.taken(RemovalDraft, given(values))
