"""The form of a statement, for logging and for editing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField

from desk.name_lists import names_in, names_line
from desk.refusals import AmbiguousSpeakerError
from desk.repeating import SightingDraft
from desk.source_drafts import HOPS
from desk.statement_drafts import PLAIN, StatementDraft
from models import terms
from views.forms import fields
from views.forms.base import given, optional_text
from views.forms.choosing import ChoosingForm
from views.forms.found import FoundForm, places
from views.forms.relays import RelayForm, hop_of, offered_reports
from views.numbers import number_in

if TYPE_CHECKING:
    from wtforms import Field

    from desk.refusals import RefusedError
    from views.forms.dates import WrittenDateField

NEW = "new"
DATES = ("said", "about")
#: The fields that say when the source was published, which “Monday” is counted from.
PUBLISHED = ("capture_id", "source_id", "source_published")
MARKS = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}


def without_marks(text: str | None) -> str | None:
    """Take off the quotation marks around a whole quote; they are not part of the words."""
    words = optional_text(text)
    if words is None or words in MARKS or MARKS.get(words[0]) != words[-1]:
        return words
    inner = words[1:-1]
    return words if {words[0], words[-1]} & set(inner) else inner.strip() or None


class StatementForm(FoundForm, ChoosingForm):
    """A statement: what was said, by whom, when, and how we know."""

    PLACES: ClassVar[dict[str, str]] = places("appearance.") | {
        "appearance.source_id": "source_id",
        "appearance.capture_id": "capture_id",
        "appearance.heard": "heard",
        "appearance.relays": "relays",
        "appearance": "heard",
        "speaker": "speaker_name",
        "speaker_id": "speaker_name",
        "speaker.name": "speaker_name",
        "speaker.kind": "speaker_kind",
        "": "passage",
    }

    #: Nobody wants the name of the one and the kind of the other.
    TOGETHER: ClassVar[dict[str, tuple[str, ...]]] = {
        "speaker_name": ("speaker_name", "speaker_id", "speaker_kind", "speaker_plural"),
        "passage": ("passage", "prefix", "suffix", "start", "end"),
        "said": ("said", "said_text"),
        "about": ("about", "about_text"),
        "heard": ("heard", "relays"),
    }
    CHOSEN: ClassVar[tuple[str, ...]] = (
        *("form", "quote", "claim", "role", "told", "in_answer_to", "topics", "where", "language"),
        *("context", "note", "page", "time", "source_id", *TOGETHER),
    )
    #: Where a passage stands, and which of several a name means, follows from passage and name.
    FOLLOWING: ClassVar[frozenset[str]] = frozenset(
        {"prefix", "suffix", "start", "end", "speaker_id"}
    )

    quote = fields.long_text(_("Quote"))
    form = fields.radio(
        _("Quoted or paraphrased"),
        (
            ("direct", _("Direct")),
            ("indirect", _("Paraphrase")),
            ("mixed", _("Paraphrase with quoted words")),
        ),
    )
    speaker_name = fields.text(_("Speaker"))
    speaker_id = fields.choose(_("Which one"))
    speaker_kind = fields.choose(
        _("Speaker is"),
        (
            ("person", _("a person")),
            ("organisation", _("an organisation")),
            ("group", _("a group")),
            ("unnamed", _("not named by the source")),
        ),
    )
    speaker_plural = fields.tick(_("Several people"))
    role = fields.text(_("Role at the time"))
    said = fields.written_date(_("Said"), against=PUBLISHED)
    said_text = fields.text(_("Date as published"))
    told = fields.text(_("Told"))
    in_answer_to = fields.text(_("In answer to"))
    relays = FieldList(FormField(RelayForm), min_entries=2, max_entries=HOPS + 1)
    claim = fields.text(_("In one plain sentence, it claims that…"))
    topics = fields.text(_("Topics"))
    where = fields.text(_("Where"))
    about = fields.written_date(_("When the thing spoken of happened"), against=PUBLISHED)
    about_text = fields.text(_("That date as published"))
    language = fields.text(_("Language"))
    context = fields.long_text(_("Context"))
    note = fields.long_text(_("Note"))
    capture_id = fields.hidden()
    confirm = fields.tick(_("Log it all the same"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        super().__init__(*args, **kwargs)
        self.quote.data = without_marks(self.quote.data)
        self.offer_sources([])
        #: The words kept beside each date of the stored version; new words take their place.
        self.stored_words: dict[str, str | None] = {}
        #: The topics of the stored version; text that means them leaves them as they are.
        self.stored_topics: tuple[str, ...] = ()

    @property
    def sources_chosen(self) -> list[int]:
        """The ids of the known sources that are chosen in it."""
        chosen = [self.source_id.data, *(relay.form.source.data for relay in self.relays)]
        return [found for found in map(number_in, chosen) if found]

    def offer_sources(self, known: list[tuple[str, Any]]) -> None:
        """Offer known sources as the source and as the reports behind it."""
        self.offer_works(known)
        offered = offered_reports(known)
        for relay in self.relays:
            relay.form.source.choices = offered

    def draft(self, published: str | None = None) -> StatementDraft | None:
        """Return the draft, or None with the faults at their fields.

        Words such as “Monday” are counted from the EDTF date on which the source was published.
        """
        plain = {name: self[name].data for name in PLAIN}
        values = given(plain | self._dates(published)) | {
            "form": self._form(),
            "topics": self._topics(),
            "new_speaker": self.speaker_id.data == NEW,
            "confirmed": self.confirm.data,
            "appearance": self._appearance(),
        }
        draft = self.taken(StatementDraft, values | self._speaker())
        return draft if self._names_all() else None

    def sighting(self) -> SightingDraft | None:
        """Return where a known statement was found too, or None with the faults at their fields."""
        found = {"appearance": self._appearance(), "confirmed": self.confirm.data}
        draft = self.taken(SightingDraft, found)
        return draft if self.names_source(self._known()) else None

    def _names_all(self) -> bool:
        """Tell whether speaker and source are named; what is missing is said at once."""
        if not self._speaker():
            self.object_at("speaker_name", gettext("Name the speaker, or describe an unnamed one."))
        return self.names_source(self._known()) and not self.speaker_name.errors

    def object_to(self, refused: RefusedError) -> None:
        """Put the desk's refusal at its field: which of several speakers, where they are listed."""
        if isinstance(refused, AmbiguousSpeakerError):
            self.speaker_id.errors = [refused.reason]
        else:
            super().object_to(refused)

    def object_at(self, path: str, reason: str) -> None:
        """Put a reason at its field; those of a relay stand in its row."""
        parts = path.split(".")
        if parts[:2] == ["appearance", "relays"] and parts[2:]:
            self._relay_field(int(parts[2]), parts[-1]).errors = [reason]
        else:
            super().object_at(path, reason)

    def understand_dates(self, published: str | None) -> None:
        """Show how the dates in the form are understood, without objecting to any."""
        for name in (*DATES, "source_published"):
            field = self.date(name)
            if not field.errors:
                field.understand(published)
                field.errors = []

    def date(self, name: str) -> WrittenDateField:
        """Return a date field of the form by its name."""
        return cast("WrittenDateField", self[name])

    def _dates(self, published: str | None) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for name in DATES:
            kept = f"{name}_text"
            found[name], typed = self.date(name).edtf(published), self[kept].data
            words = self.date(name).words()
            fresh = typed is None or typed == self.stored_words.get(kept)
            found[kept] = words if words and fresh else typed
        return found

    def _topics(self) -> tuple[str, ...]:
        line = self.topics.data or ""
        unchanged = line.split() == names_line(self.stored_topics).split()
        return self.stored_topics if unchanged else tuple(names_in(line))

    def _form(self) -> str:
        if self.form.data:
            return str(self.form.data)
        return "direct" if self.quote.data or not self._has_substance() else "indirect"

    def _has_substance(self) -> bool:
        return bool(self.passage.data or self.claim.data)

    def _speaker(self) -> dict[str, Any]:
        chosen = self.speaker_id.data
        if chosen and chosen != NEW:
            return {"speaker_id": chosen}
        if self.speaker_name.data is None:
            return {}
        return {
            "speaker": {
                "name": self.speaker_name.data,
                "kind": self.speaker_kind.data or terms.SpeakerKind.PERSON,
                "plural": self.speaker_plural.data,
            }
        }

    def _appearance(self) -> dict[str, Any]:
        return given(
            {
                "capture_id": self.capture_id.data,
                "source_id": self.source_id.data,
                "source": None if self._known() else self.described(),
                "locator": self.locator(),
                "heard": self.heard.data or ("via" if self._relays() else None),
                "relays": self._relays(),
            }
        )

    def _known(self) -> str | None:
        return self.capture_id.data or self.source_id.data

    def _relays(self) -> list[dict[str, Any]]:
        rows = (relay.form for relay in self.relays)
        return [hop_of(row) for row in rows if row.filled]

    def _relay_field(self, place: int, name: str) -> Field:
        row = [relay.form for relay in self.relays if relay.form.filled][place]
        field: Field = row["verb" if name == "verb" else "name"]
        return field
