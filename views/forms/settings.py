"""The form of the desk's settings: its scale grows, shrinks and turns around without script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField

from desk.settings import MOST_RATINGS, SettingDraft
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.setting_records import RatingRecord, SettingRecord

PLAIN = ("name", "home", "base_url")
_ACT = re.compile(r"(remove|up|down)-([0-9]{1,2})")
_PLACE = re.compile(r"ratings\.([0-9]+)\.(word|value)")


class RatingForm(Form):
    """A word of the scale."""

    word = fields.text(_("Word"))
    value = fields.text(_("Value"))


class SettingForm(DraftForm):
    """What the desk says of itself, and the words it rates with."""

    name = fields.text(_("Name of the desk"))
    home = fields.text(_("Web page of the desk"))
    base_url = fields.text(_("Address of this desk"))
    ratings = FieldList(FormField(RatingForm), max_entries=MOST_RATINGS)
    version = fields.hidden()

    def draft(self) -> SettingDraft | None:
        """Return the draft, or None with the faults at their fields; empty rows are left out."""
        rows = [row for row in self._rows() if any(row.values())]
        values: dict[str, Any] = given({name: self[name].data for name in PLAIN})
        return self.taken(SettingDraft, values | {"ratings": [given(row) for row in rows]})

    def fill(self, settings: SettingRecord) -> None:
        """Show what the settings are now."""
        for name in (*PLAIN, "version"):
            self[name].data = getattr(settings, name)
        self.put(settings.ratings)

    def put(self, ratings: Sequence[RatingRecord]) -> None:
        """Show these words as the scale."""
        self._show([{"word": one.word, "value": str(one.value)} for one in ratings])

    def turn(self, act: str) -> None:
        """Do what a button of the scale says: `add`, `remove-2`, `up-2`, `down-2`.

        Words move, the values stay, so that they still rise from the worst to the best.
        """
        rows, deed, place = self._rows(), *_read(act)
        if deed == "add" and len(rows) < MOST_RATINGS:
            rows.append(dict.fromkeys(("word", "value")))
        elif deed == "remove" and place < len(rows):
            del rows[place]
        elif deed in {"up", "down"}:
            _swap(rows, place, place + (1 if deed == "down" else -1))
        self._show(rows)

    def object_at(self, path: str, reason: str) -> None:
        """Put a reason at the row of the scale that it speaks of."""
        found = _PLACE.fullmatch(path)
        filled = [row for row in self.ratings if any(row.data.values())]
        if found and int(found[1]) < len(filled):
            field = filled[int(found[1])].form[found[2]]
            field.errors = [*field.errors, reason]
        else:
            super().object_at(path, reason)

    @property
    def scale_faults(self) -> list[str]:
        """What is wrong with the scale as a whole."""
        return [one for one in self.ratings.errors if isinstance(one, str)]

    def _rows(self) -> list[dict[str, str | None]]:
        return [{name: row.data[name] for name in ("word", "value")} for row in self.ratings]

    def _show(self, rows: Sequence[dict[str, str | None]]) -> None:
        while self.ratings.entries:
            self.ratings.pop_entry()
        self.ratings.last_index = -1
        for row in rows:
            self.ratings.append_entry(row)


def _read(act: str) -> tuple[str, int]:
    found = _ACT.fullmatch(act)
    return (found[1], int(found[2])) if found else (act, 0)


def _swap(rows: list[dict[str, str | None]], one: int, other: int) -> None:
    if min(one, other) >= 0 and max(one, other) < len(rows):
        rows[one]["word"], rows[other]["word"] = rows[other]["word"], rows[one]["word"]
