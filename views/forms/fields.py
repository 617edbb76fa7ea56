"""Fields that several forms share; `written_date` is the one for every date people type."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.widgets import Select

from views.catalogue import lazy_gettext as _
from views.forms.base import as_it_stands, optional_text
from views.forms.dates import WrittenDateField
from views.kinds_of_work import FURTHER
from views.shapes import NOTHING, Shape, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

FILTERS = [optional_text]
COMMON_TYPES = (
    ("article-newspaper", _("Newspaper or wire article")),
    ("article-magazine", _("Magazine article")),
    ("webpage", _("Web page")),
    ("post", _("Social media post")),
    ("post-weblog", _("Blog post")),
    ("broadcast", _("Television or radio broadcast")),
    ("speech", _("Speech or press conference")),
    ("interview", _("Interview")),
    ("hearing", _("Hearing or testimony")),
    ("report", _("Report or press release")),
)


_SELECT, _SET = Shape("<select%s>%s</select>"), Shape(" %s")
_ATTRIBUTE = Shape(' %s="%s"')
_OPTION = Shape('<option value="%s">%s</option>')
_CHOSEN = Shape('<option selected value="%s">%s</option>')


class PartyField(StringField):
    """Somebody by name, key or number; what was found is shown by its name, where that says it."""

    #: The name to show; what was asked for is kept for the links of the page.
    named: str | None = None
    #: A name that several have, which stands beside what was asked for.
    shared_name: str | None = None

    def _value(self) -> str:
        return self.named or self.data or ""


class Options(Select):
    """A list whose options have neither attributes of their own nor groups: filters offer hundreds."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:  # noqa: ANN401 -- as WTForms
        """Write the list, with the option at which the field stands."""
        told = sorted({"name": field.name, "id": field.id, **attributes}.items())
        named = joined([_attribute(name, value) for name, value in told])
        choices = tuple([(str(one.value), str(one.label)) for one in field.choices])
        return _SELECT(named, _written(choices, field.data))


def _attribute(name: str, value: object) -> Markup:
    if value is None or value is False:
        return NOTHING
    return _SET(name.rstrip("_")) if value is True else _ATTRIBUTE(name.rstrip("_"), value)


# Page after page offers the same; by their types too, since HTML and the same text are equal.
@lru_cache(maxsize=64, typed=True)
def _written(choices: tuple[tuple[str, str], ...], chosen: str | None) -> Markup:
    """Write options by their values and labels, which are in the language of the page."""
    return joined(
        [(_CHOSEN if value == chosen else _OPTION)(value, label) for value, label in choices]
    )


def text(label: Any, **options: Any) -> StringField:  # noqa: ANN401 -- lazy text, widget options
    """Return a line of text that may be left empty."""
    return StringField(label, filters=FILTERS, **options)


def party(label: Any) -> PartyField:  # noqa: ANN401
    """Return a line for somebody by name, key or number, that may be left empty."""
    return PartyField(label, filters=FILTERS)


def long_text(label: Any, **options: Any) -> TextAreaField:  # noqa: ANN401
    """Return several lines of text that may be left empty."""
    return TextAreaField(label, filters=FILTERS, **options)


def written_date(label: Any, against: Iterable[str] = ()) -> WrittenDateField:  # noqa: ANN401
    """Return a date in EDTF, figures or words, that may be left empty.

    `against` names the form's fields that say when the source was published. Where the draft is
    built, ask the field for `edtf(published)`.
    """
    return WrittenDateField(label, against=tuple(against))


def hidden() -> HiddenField:
    """Return a hidden field that may be empty."""
    return HiddenField(filters=FILTERS)


def verbatim() -> HiddenField:
    """Return a hidden field that keeps every space; only line ends are folded to LF."""
    return HiddenField(filters=[as_it_stands])


def tick(label: Any) -> BooleanField:  # noqa: ANN401
    """Return a box to tick."""
    return BooleanField(label)


def radio(label: Any, choices: Iterable[tuple[str, Any]]) -> RadioField:  # noqa: ANN401
    """Return a choice of one, which may be none; the draft checks it."""
    return RadioField(label, choices=options(choices), validate_choice=False, filters=FILTERS)


def choose(label: Any, choices: Iterable[tuple[str, Any]] = ()) -> SelectField:  # noqa: ANN401
    """Return a list to choose one from; the draft checks it."""
    taken: dict[str, Any] = {"validate_choice": False, "filters": FILTERS, "widget": Options()}
    return SelectField(label, choices=options(choices), **taken)


def options(choices: Iterable[tuple[str, Any]]) -> list[Any]:
    """Return values and labels as WTForms wants them."""
    return [SelectChoice(value, label) for value, label in choices]


def item_types() -> list[tuple[str, Any]]:
    """Return the CSL item types in words, the common ones first, the others by their words."""
    rest = ((name, str(words)) for name, words in FURTHER.items())
    capital = ((name, words[:1].upper() + words[1:]) for name, words in rest)
    return [*COMMON_TYPES, *sorted(capital, key=lambda each: each[1].casefold())]


def csl_names(line: str | None) -> list[dict[str, str]]:
    """Return CSL names from “Family, Given; Family, Given, Jr.; Name as a whole”."""
    people = (person.strip() for person in re.split(r"[;\n]", line or ""))
    return [_csl_name(person) for person in people if person]


def _csl_name(person: str) -> dict[str, str]:
    family, given, suffix = (*map(str.strip, person.split(",", 2)), "", "")[:3]
    if not given:
        return {"literal": person}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})
