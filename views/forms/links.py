"""The forms of links and of decisions on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from desk.link_drafts import DecisionDraft, JudgementDraft, LinkDraft, LinkWords
from views.forms import fields
from views.forms.base import DraftForm, given

if TYPE_CHECKING:
    from typing import Self

    from models.records import LinkRecord

WORDS = ("relation", "rationale", "words", "to_words", "same_time", "same_place", "same_meaning")
#: Nobody has said yet, or not any more, what became of a position.
OPEN = "open"
ANSWERS = (("yes", _("yes")), ("no", _("no")), ("unknown", _("unknown")))


class LinkForm(DraftForm):
    """A link: what one statement does to the other, and why."""

    relation = fields.radio(
        _("What the first does to the second"),
        (
            ("contradicts", _("conflicts with")),
            ("supports", _("supports")),
            ("repeats", _("repeats")),
            ("corrects", _("corrects")),
        ),
    )
    rationale = fields.long_text(_("Why"))
    words = fields.text(_("Words that matter in the first"))
    to_words = fields.text(_("Words that matter in the second"))
    same_time = fields.radio(_("Same time?"), ANSWERS)
    same_place = fields.radio(_("Same place?"), ANSWERS)
    same_meaning = fields.radio(_("Same meaning?"), ANSWERS)
    reject_opposite = fields.tick(_("Reject the link that says the opposite"))
    confirm = fields.tick(_("They conflict all the same"))
    version = fields.hidden()

    def draft(self, from_id: int, to_id: int) -> LinkDraft | None:
        """Return the draft of a new link, or None with the faults at their fields."""
        sides = {"from_id": from_id, "to_id": to_id}
        return self.taken(
            LinkDraft, self._values() | sides | {"reject_opposite": self.reject_opposite.data}
        )

    def words_draft(self) -> LinkWords | None:
        """Return the draft of a link's words, or None with the faults at their fields."""
        return self.taken(LinkWords, self._values())

    def fill(self, link: LinkRecord) -> None:
        """Show what a link says now."""
        for name in (*WORDS, "version"):
            self[name].data = getattr(link, name)

    def _values(self) -> dict[str, Any]:
        return given({name: self[name].data for name in WORDS})


class DecisionForm(DraftForm):
    """A decision: confirmed, rejected with a reason, taken back with a reason."""

    reason = fields.text(_("Reason"))
    override_reason = fields.text(_("Why you decide alone"))
    version = fields.hidden()

    def draft(self) -> DecisionDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {"reason": self.reason.data, "override_reason": self.override_reason.data}
        return self.taken(DecisionDraft, given(values))


class JudgementForm(DraftForm):
    """What became of the position of a speaker who stands against himself."""

    outcome = fields.radio(
        _("What did you find?"),
        (
            ("changed", _("the position changed")),
            ("explained", _("explained: both are held")),
            (OPEN, _("still open")),
        ),
    )
    outcome_why = fields.text(_("Why, for readers of the report"))
    version = fields.hidden()

    @classmethod
    def of(cls, link: LinkRecord) -> Self:
        """Return the form as it shows what was found so far."""
        found = {"outcome": link.outcome or OPEN, "outcome_why": link.outcome_why}
        return cls(None, **found, version=link.version)

    def draft(self) -> JudgementDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = given({"outcome": self.outcome.data, "outcome_why": self.outcome_why.data})
        return self.taken(JudgementDraft, values | ({"outcome": None} if self._open else {}))

    @property
    def _open(self) -> bool:
        return bool(self.outcome.data == OPEN)
