"""The form of an appearance: where a statement was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from flask_babel import lazy_gettext as _

from desk.source_drafts import AppearanceDraft
from views.forms import fields
from views.forms.base import given
from views.forms.chains import ChainField, source_ids
from views.forms.found import LOCATOR, FoundForm, places
from views.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records import AppearanceRecord


class AppearanceForm(FoundForm):
    """A source, the place in it, how the source knows, and through whose hands."""

    PLACES: ClassVar[dict[str, str]] = places() | {"": "heard"}

    capture_id = fields.choose(_("Kept text"))
    relays = ChainField(_("Citing whom"), min_entries=1)
    version = fields.hidden()
    confirm = fields.tick(_("Store it all the same"))

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
        self.offer_works(known)
        self.capture_id.choices = fields.options([("", _("as it is")), *captures])
        self.relays.offer(known)

    def draft(self) -> AppearanceDraft | None:
        """Return the draft, or None with the faults at their fields."""
        hops = [row.hop() for row in self.relays.filled]
        values = {
            "capture_id": self.capture_id.data if self.source_id.data else None,
            "source_id": self.source_id.data,
            "source": None if self.source_id.data else self.described(),
            "locator": self.locator(),
            "heard": self.heard.data or ("via" if hops else None),
            "relays": hops,
        }
        draft = self.taken(AppearanceDraft, given(values))
        unclear = any(row.published.errors for row in self.relays.filled)
        return draft if self.names_source(self.source_id.data) and not unclear else None

    def object_at(self, path: str, reason: str) -> None:
        """Put a reason at its field; those of a hop stand in its row."""
        parts = path.split(".")
        if parts[0] == "relays" and len(parts) > 2:  # noqa: PLR2004 -- list, row, field
            row = self.relays.filled[int(parts[1])]
            field = row[parts[-1]] if parts[-1] in row.data else row.name
            field.errors = [*field.errors, reason]
        else:
            super().object_at(path, reason)
