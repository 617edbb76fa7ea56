"""The forms of speakers: who it is, that two are one, who an unnamed one was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField

from desk.merging.drafts import IdentityDraft
from desk.refusals import AmbiguousSpeakerError
from desk.statement_drafts import SpeakerDraft
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.choosing import ChoosingForm
from views.forms.statements import NEW

if TYPE_CHECKING:
    from desk.refusals import RefusedError
    from models.records import SpeakerRecord

KINDS = (
    ("person", _("a person")),
    ("organisation", _("an organisation")),
    ("group", _("a group")),
)
UNNAMED = (("unnamed", _("not named by the source")),)
OFFICE = {"title": "title", "organisation": "organisation", "from": "since", "until": "until"}
SPARE = 2
WIKIDATA = ("https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/")


class OfficeForm(Form):
    """An office that a speaker held."""

    title = fields.text(_("Office"))
    organisation = fields.text(_("Of"))
    since = fields.written_date(_("From"))
    until = fields.written_date(_("Until"))


class SpeakerForm(ChoosingForm):
    """A speaker: names, offices, for whom they speak."""

    TOGETHER: ClassVar[dict[str, tuple[str, ...]]] = {"kind": ("kind", "plural")}
    CHOSEN: ClassVar[tuple[str, ...]] = (
        *("name", "kind", "aliases", "offices", "speaks_for", "wikidata", "note"),
    )

    name = fields.text(_("Name"))
    kind = fields.choose(_("Speaker is"), KINDS)
    plural = fields.tick(_("Several people"))
    aliases = fields.long_text(_("Other names"))
    offices = FieldList(FormField(OfficeForm), _("Offices"))
    speaks_for = fields.text(_("Speaks for"))
    wikidata = fields.text(_("Wikidata"))
    note = fields.long_text(_("Note"))
    confirm = fields.tick(_("Make another one all the same"))

    def draft(self) -> SpeakerDraft | None:
        """Return the draft, or None with the faults at their fields."""
        self._places = [place for place, office in enumerate(self.offices) if _is_filled(office)]
        values = {
            "name": self.name.data,
            "kind": self.kind.data,
            "plural": self.plural.data,
            "aliases": _lines(self.aliases.data),
            "offices": [_office(self.offices[place]) for place in self._places],
            "speaks_for": self.speaks_for.data,
            "wikidata": _number(self.wikidata.data),
            "note": self.note.data,
        }
        draft = self.taken(SpeakerDraft, given(values))
        rows = (office.form for office in self.offices)
        unclear = any(row.since.errors or row.until.errors for row in rows)
        return None if unclear else draft

    def object_at(self, path: str, reason: str) -> None:
        """Put a reason at its field; those of an office stand in its row."""
        parts = path.split(".")
        if parts[0] == "offices" and len(parts) > 1:
            row = self.offices[self._places[int(parts[1])]].form
            field = row[OFFICE.get(parts[-1], "title")]
            field.errors = [*field.errors, reason]
        else:
            super().object_at(path, reason)

    def fill(self, speaker: SpeakerRecord, version: int) -> None:
        """Show what is kept of a speaker now."""
        for name in ("name", "kind", "plural", "speaks_for", "wikidata", "note"):
            self[name].data = getattr(speaker, name)
        self.aliases.data = "\n".join(speaker.aliases)
        for office in speaker.offices:
            self.offices.append_entry({name: getattr(office, name) for name in OFFICE.values()})
        self.version.data = str(version)

    def make_room(self, *, unnamed: bool = False) -> None:
        """Offer two empty rows for offices, and for an unnamed speaker to stay so."""
        self.kind.choices = fields.options(UNNAMED if unnamed else KINDS)
        empty = sum(not _is_filled(office) for office in self.offices)
        for _row in range(SPARE - empty):
            self.offices.append_entry()


class IdentityForm(DraftForm):
    """Who an unnamed speaker was."""

    PLACES: ClassVar[dict[str, str]] = {"speaker_id": "name"}

    name = fields.text(_("Who it was"))
    speaker_id = fields.choose(_("Which one"))
    kind = fields.choose(_("Speaker is"), KINDS)
    reason = fields.long_text(_("How we know"))
    version = fields.hidden()

    def draft(self) -> IdentityDraft | None:
        """Return the draft, or None with the faults at their fields."""
        chosen = self.speaker_id.data
        known = chosen if chosen != NEW else None
        values = {
            "version": self.version.data,
            "reason": self.reason.data,
            "speaker_id": known,
            "name": None if known else self.name.data,
            "kind": self.kind.data,
            "new_speaker": chosen == NEW,
        }
        return self.taken(IdentityDraft, given(values))

    def object_to(self, refused: RefusedError) -> None:
        """Put the desk's refusal at its field: which of several speakers, where they are listed."""
        if isinstance(refused, AmbiguousSpeakerError):
            self.speaker_id.errors = [refused.reason]
        else:
            super().object_to(refused)


def _lines(text: str | None) -> list[str]:
    lines = (line.strip() for line in (text or "").splitlines())
    return list(dict.fromkeys(filter(None, lines)))


def _is_filled(office: Any) -> bool:  # noqa: ANN401 -- a FormField
    return any(office.form[name].data for name in OFFICE.values())


def _office(office: Any) -> dict[str, Any]:  # noqa: ANN401 -- a FormField
    row = office.form
    held = {"title": row.title.data, "organisation": row.organisation.data}
    return given(held | {"from": row.since.edtf(), "until": row.until.edtf()})


def _number(wikidata: str | None) -> str | None:
    """Return the number of a Wikidata item, also out of its address."""
    for start in WIKIDATA:
        wikidata = wikidata.removeprefix(start) if wikidata else None
    return wikidata
