"""Filters: forms that are read from the address, so that a list can be kept and shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from flask import request

from desk.asof.knowing import refuse_day_to_come
from desk.refusals import RefusedError
from models import this_day
from views.catalogue import lazy_gettext as _
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.dates import WrittenDateField

if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import Self

    from flask_babel.speaklater import LazyString

    from desk.called import Called
    from desk.drafts import Draft
    from desk.statement_scopes import Order

    D = TypeVar("D", bound="Draft")


LONG = 2_000
"""Up to how many characters in its fields a form of filters is kept as it was drawn."""


class FilterForm(DraftForm):
    """A GET form without a token, filled from the address."""

    class Meta(DraftForm.Meta):
        """Reading needs no token."""

        csrf = False

    #: What its filters name, once it is looked up.
    named: dict[str, Called] | None = None

    @classmethod
    def from_address(cls, **options: Any) -> Self:  # noqa: ANN401 -- as WTForms
        """Return the form as the address fills it."""
        return cls(request.args, **options)

    def scope(self, draft: type[D], **fixed: Any) -> D:  # noqa: ANN401 -- the scope's own fields
        """Return the scope, without what cannot be read; the fault stands at its field."""
        dates = {field.name: field.edtf() for field in self._dates()}
        values = given({**self.data, **dates, **fixed})
        asked = {name: value for name, value in values.items() if name in draft.model_fields}
        taken = self.taken(draft, asked)
        if taken is not None:
            return taken
        wrong = {name for name, field in self._fields.items() if field.errors}
        return draft.model_validate({k: v for k, v in asked.items() if k not in wrong})

    @property
    def faulty(self) -> bool:
        """Whether a filter cannot be read; then nothing is shown, rather than everything."""
        return any(field.errors for field in self._fields.values())

    @property
    def standing(self) -> tuple[Hashable, ...]:
        """All of it that can be seen, as a frozen value."""
        return tuple(map(_standing, self))

    @property
    def lengthy(self) -> bool:
        """Whether more was typed than a form of filters is kept for."""
        typed = (field.data for field in self if isinstance(field.data, str))
        return sum(map(len, typed)) > LONG

    @property
    def args(self) -> dict[str, str]:
        """What is set, for links that keep it; a date as it was understood."""
        dates = {field.name: field.edtf_read for field in self._dates() if field.edtf_read}
        return {name: str(value) for name, value in {**self.data, **dates}.items() if value}

    def _dates(self) -> list[WrittenDateField]:
        return [field for field in self if isinstance(field, WrittenDateField)]


def _standing(field: Any) -> Hashable:  # noqa: ANN401 -- of any kind
    choices = tuple([(one.value, str(one.label)) for one in getattr(field, "choices", ())])
    read = tuple(getattr(field, name, None) for name in ("named", "shared_name", "read"))
    understood = getattr(field, "understood", None)
    return (field.name, field.data, tuple(map(str, field.errors)), choices, read, understood)


class SearchForm(FilterForm):
    """Words to look for."""

    q = fields.text(_("Search"))


class SpeakerFilterForm(SearchForm):
    """Words of a name, and the order of the list."""

    order = fields.choose(_("Order"), (("", _("by name")), ("newest", _("last described first"))))


class PartyFilterForm(FilterForm):
    """Filters by speaker (id, key or name), topic, source and dates."""

    PLACES: ClassVar[dict[str, str]] = {
        "speaker_id": "speaker",
        "topic_id": "topic",
        "source_id": "source",
    }

    #: Whether the box for the speaker says the name of who was found.
    says_name: ClassVar[bool] = True

    speaker = fields.party(_("Speaker"))
    topic = fields.choose(_("Topic"))
    source = fields.choose(_("Source"))
    since = fields.written_date(_("Since"))
    until = fields.written_date(_("Until"))


class StatementFilterForm(PartyFilterForm):
    """Filters of the list of statements, and their order."""

    #: Those that are put away until one of them is used.
    RARE: ClassVar[tuple[str, ...]] = (
        "form",
        "relation",
        "captured",
        "unsourced",
        "check",
        "language",
    )

    ORDERS: ClassVar[tuple[tuple[str, LazyString], ...]] = (
        ("logged", _("last logged first")),
        ("said", _("last said first")),
        ("oldest", _("first said first")),
        ("relevance", _("best match first")),
    )

    q = fields.text(_("Search"))
    status = fields.choose(
        _("Status"),
        (
            ("", _("logged")),
            ("proposed", _("proposed")),
            ("withdrawn", _("withdrawn")),
            ("all", _("all")),
        ),
    )
    form = fields.choose(
        _("Quoted or paraphrased"),
        (
            ("", _("any form")),
            ("direct", _("quoted")),
            ("mixed", _("paraphrased, with quoted words")),
            ("indirect", _("paraphrased")),
        ),
    )
    relation = fields.choose(
        _("Links"),
        (
            ("", _("linked or not")),
            ("contradicts", _("conflicts with another")),
            ("supports", _("supports another, or is supported")),
            ("repeats", _("repeats another")),
            ("corrects", _("corrects another, or is corrected")),
            ("none", _("no link yet")),
        ),
    )
    captured = fields.choose(
        _("Capture"),
        (("", _("with or without")), ("yes", _("source captured")), ("no", _("no capture"))),
    )
    unsourced = fields.choose(
        _("Way back to a source"),
        (("", _("with or without")), ("no", _("leads to a source")), ("yes", _("unsourced"))),
    )
    check = fields.choose(
        _("Quote check"),
        (
            ("", _("any outcome")),
            ("found", _("found in source")),
            ("found_with_ellipsis", _("found with ellipsis")),
            ("pieced_together", _("pieced together from several quotations")),
            ("negation", _("found, but a negation is left out or put in")),
            ("differs", _("differs from the source")),
            ("changed_since_capture", _("source changed since capture")),
            ("not_found", _("not found in source")),
            ("not_checked", _("not checked")),
        ),
    )
    language = fields.text(_("Language"))
    order = fields.choose(_("Order"), ORDERS)

    def name_usual_order(self, usual: Order) -> None:
        """Call the order in which a list stands by itself by its name, in the place of the same one."""
        rest = [(value, label) for value, label in self.ORDERS if value != usual.value]
        # An address that asks for it by name keeps it when the list is narrowed.
        stands = usual.value if self.order.data == usual.value else ""
        self.order.choices = fields.options([(stands, dict(self.ORDERS)[usual.value]), *rest])

    @property
    def rare(self) -> bool:
        """Whether one of the rarer filters is used, so that it has to be seen."""
        return any(self[name].data or self[name].errors for name in self.RARE)


class PartnerFilterForm(PartyFilterForm):
    """What the other statement of a link is searched by."""

    q = fields.text(_("Search the other statement"))
    #: So a form drops a field of its parent.
    source = None  # type: ignore[assignment]

    @property
    def narrow(self) -> bool:
        """Whether a filter beside the words is used, so that it has to be seen."""
        rest = (self.speaker, self.topic, self.since, self.until)
        return any(field.data or field.errors for field in rest)

    @property
    def asked(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.q.data) or self.narrow


class ReportForm(PartyFilterForm):
    """Filters of the contradiction report."""

    PLACES: ClassVar[dict[str, str]] = PartyFilterForm.PLACES | {"set_id": "set"}

    set = fields.choose(_("Set"))
    kind = fields.choose(
        _("Who against whom"),
        (
            ("", _("all pairs")),
            ("self", _("a speaker against themselves")),
            ("others", _("different speakers")),
            ("unnamed", _("a side is unnamed")),
        ),
    )
    as_of = fields.written_date(_("As known on"))
    view = fields.radio(
        _("Show"), (("grouped", _("by disputed statement")), ("pairs", _("as pairs")))
    )

    def scope(self, draft: type[D], **fixed: Any) -> D:  # noqa: ANN401 -- the scope's own fields
        """Return the scope; a day to come is refused at its field."""
        taken = super().scope(draft, **fixed)
        try:
            refuse_day_to_come(getattr(taken, "as_of", None), this_day())
        except RefusedError as refused:
            self.object_to(refused)
        return taken


class CoverageForm(FilterForm):
    """Filters of balance and coverage."""

    PLACES: ClassVar[dict[str, str]] = {"topic_id": "topic", "set_id": "set"}

    topic = fields.choose(_("Topic"))
    set = fields.choose(_("Set"))
    since = fields.written_date(_("Since"))
    until = fields.written_date(_("Until"))


class PictureForm(ReportForm):
    """Filters of a picture: all that the report has, without its ways to show them."""

    #: To say the name would be a query more than a picture may ask.
    says_name = False
    #: So a form drops a field of its parent.
    view = None  # type: ignore[assignment]


class NetworkForm(PictureForm):
    """Filters of the network, and what its nodes are."""

    of = fields.radio(_("Nodes"), (("statements", _("statements")), ("speakers", _("speakers"))))
