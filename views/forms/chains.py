"""The part of a form that tells through whose hands a statement came to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField

from desk.source_drafts import HOPS
from views.forms import fields
from views.forms.base import given
from views.forms.relays import NAME_ONLY, STUB, RelayForm, offered_reports
from views.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records import RelayRecord

    Row = dict[str, Any]

EMPTY_ROWS = 1
#: One more than a chain may have: the hop that is too many is refused by name, not dropped.
ROWS = HOPS + 1


class HopForm(RelayForm):
    """One hop, and what is known of its report if nobody here has consulted it."""

    title = fields.text(_("Title of the report"))
    outlet = fields.text(_("Outlet of the report"))
    published = fields.written_date(_("Published"))

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        typed = (self.name, self.verb, self.title, self.outlet, self.published)
        return not any(field.data for field in typed)

    def hop(self) -> dict[str, Any]:
        """Return what a draft of the hop holds."""
        told = given({"name": self.name.data, "verb": self.verb.data})
        if self.source.data == STUB:
            return told | {"source": self._stub()}
        return told | given({"source_id": self.source.data})

    def _stub(self) -> dict[str, Any]:
        name = self.name.data
        return given(
            {
                "type": "article-newspaper",
                "title": self.title.data or f"Report by {name}",
                "title_supplied": not self.title.data,
                "publisher": self.outlet.data or name,
                "published": self.published.edtf(),
                "seen": False,
            }
        )


class ChainField(FieldList):  # type: ignore[type-arg]  # the library's own cannot be subscripted
    """The hops of a chain, nearest to the speaker first; rows are added, moved and taken out."""

    def __init__(self, label: Any, **options: Any) -> None:  # noqa: ANN401 -- lazy text, as WTForms
        super().__init__(FormField(HopForm), label, max_entries=ROWS, **options)

    @property
    def rows(self) -> list[HopForm]:
        """The forms of the hops."""
        return [entry.form for entry in self.entries]

    @property
    def filled(self) -> list[HopForm]:
        """The rows in which something stands."""
        return [row for row in self.rows if not row.blank]

    def offer(self, known: Sequence[tuple[str, Any]]) -> None:
        """Offer known sources as reports."""
        for row in self.rows:
            row.source.choices = offered_reports(list(known))

    def rearrange(self, deed: str) -> None:
        """Do what a button says: `add`, or `up-3`, `down-3`, `remove-3` for the row it stands at."""
        rows = [row.data for row in self.rows]
        verb, _dash, place = deed.partition("-")
        self._put([*rows, {}] if verb == "add" else _moved(rows, verb, _place(place)))

    def tell(self, relays: Sequence[RelayRecord]) -> None:
        """Fill in the hops of a known chain, with an empty row behind them."""
        self._put([*map(_row, relays), *({} for _one in range(EMPTY_ROWS))])

    def _put(self, rows: Sequence[Row]) -> None:
        while self.entries:
            self.pop_entry()
        for row in rows[:HOPS]:
            self.append_entry(row)


def source_ids(rows: Sequence[HopForm]) -> list[int]:
    """Return the known sources that are chosen in these rows."""
    return [found for row in rows if (found := number_in(row.source.data))]


def _row(hop: RelayRecord) -> Row:
    source = str(hop.source.id) if hop.source else NAME_ONLY
    return {"name": hop.name, "verb": hop.verb, "source": source}


def _place(text: str) -> int:
    return (
        int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(ROWS**2)) else -1
    )


def _moved(rows: list[Row], verb: str, place: int) -> list[Row]:
    if not 0 <= place < len(rows):
        return rows
    row = rows.pop(place)
    if verb == "remove":
        return rows
    step = {"up": -1, "down": 1}.get(verb, 0)
    rows.insert(max(0, place + step), row)
    return rows
