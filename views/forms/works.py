"""The forms of a source: all that is known of a work, and merging it with another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from desk.source_drafts import SourceDraft
from views.forms import fields
from views.forms.base import given
from views.forms.choosing import ChoosingForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records import SourceRecord

TEXTS = (
    "type",
    "title",
    "container_title",
    "publisher",
    "genre",
    "url",
    "archived_url",
    "language",
)
TEXTS_BUT_TITLE = tuple(name for name in TEXTS if name != "title")
DATES = ("published", "accessed")
SIMPLE = ({"literal"}, {"family"}, {"family", "given"}, {"family", "given", "suffix"})
PARTING = frozenset(",;\n{")


class SourceForm(ChoosingForm):
    """Every field of a source; whether it was consulted is not typed but done."""

    TOGETHER: ClassVar[dict[str, tuple[str, ...]]] = {"title": ("title", "title_supplied")}
    CHOSEN: ClassVar[tuple[str, ...]] = (*TOGETHER, *TEXTS_BUT_TITLE, *DATES, "authors", "csl")

    PLACES: ClassVar[dict[str, str]] = {"seen": "title"}

    type = fields.choose(_("Kind of source"))
    title = fields.text(_("Title"))
    title_supplied = fields.tick(_("It has no title; this one is ours"))
    container_title = fields.text(_("Newspaper, site or programme"))
    publisher = fields.text(_("Publisher"))
    authors = fields.long_text(_("Authors"))
    published = fields.written_date(_("Published"))
    url = fields.text(_("Web address"))
    archived_url = fields.text(_("Archived copy"))
    accessed = fields.written_date(_("Looked at"))
    language = fields.text(_("Language"))
    genre = fields.text(_("Genre"))
    csl = fields.long_text(_("Other CSL variables, as JSON"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        super().__init__(*args, **kwargs)
        self.type.choices = fields.options(fields.item_types())

    def tell(self, source: SourceRecord) -> None:
        """Fill in what is known."""
        for name in (*TEXTS, *DATES, "title_supplied"):
            self[name].data = getattr(source, name)
        self.authors.data = names_text(source.authors)
        self.csl.data = csl_text(source.csl)

    def draft(self) -> SourceDraft | None:
        """Return the draft, or None with the faults at their fields."""
        authors, csl = self._authors(), self._csl()
        values = {name: self[name].data for name in TEXTS}
        values |= {"published": self.published.edtf(), "accessed": self.accessed.edtf()}
        values |= {"title_supplied": self.title_supplied.data, "authors": authors, "csl": csl}
        return self.taken(SourceDraft, given(values))

    def _authors(self) -> list[dict[str, Any]]:
        try:
            return names_of(self.authors.data)
        except ValueError as error:
            self.object_at("authors", str(error))
            return []

    def _csl(self) -> Any:  # noqa: ANN401 -- whatever JSON holds; the draft looks at it
        if self.csl.data is None:
            return {}
        try:
            return json.loads(self.csl.data, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            self.object_at("csl", _json_fault(error))
            return {}


def names_text(names: Sequence[dict[str, Any]]) -> str:
    """Return CSL names a line each: “Family, Given, Suffix”, a name as a whole, or JSON for all else."""
    return "\n".join(map(_name_text, names))


def names_of(text: str | None) -> list[dict[str, Any]]:
    """Return the CSL names that lines or semicolons part; raises ValueError for JSON with a fault."""
    names: list[dict[str, Any]] = []
    for line in (text or "").splitlines():
        if line.lstrip().startswith("{"):
            names.append(_json_name(line))
        else:
            names += fields.csl_names(line)
    return names


def csl_text(csl: dict[str, Any]) -> str:
    """Return variables as JSON that people can edit; nothing when there are none."""
    return json.dumps(csl, ensure_ascii=False, indent=2, sort_keys=True) if csl else ""


def _name_text(name: dict[str, Any]) -> str:
    plain = set(name) in SIMPLE and not any(PARTING & set(part) for part in name.values())
    line = ", ".join(
        str(name[part]) for part in ("family", "given", "suffix", "literal") if part in name
    )
    if plain and fields.csl_names(line) == [name]:
        return line
    return json.dumps(name, ensure_ascii=False)


def _json_name(line: str) -> dict[str, Any]:
    try:
        name = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ValueError(_json_fault(error)) from error
    # The draft says what is wrong with a name; this says only that it is one.
    return dict(name) if isinstance(name, dict) else {}


def _refuse_constant(name: str) -> None:
    message = f"{name} is not JSON"
    raise ValueError(message)


def _json_fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        place = {"line": error.lineno, "column": error.colno, "what": error.msg}
        return str(
            gettext("This is not JSON: %(what)s at line %(line)s, column %(column)s.", **place)
        )
    if isinstance(error, RecursionError):
        return str(gettext("It is nested too deeply."))
    return str(error)


class DetailsForm(SourceForm):
    """What an article says of itself, looked at by a person before its dates are counted."""

    published_unknown = fields.tick(_("The date of publication is not known"))

    def is_dated(self) -> bool:
        """Tell whether the day of publication is known, or that nobody knows it; else ask."""
        if self.published.data or self.published_unknown.data:
            return True
        self.object_at("published", when_asked())
        return False


def when_asked() -> str:
    """Ask when an article was published, and say why."""
    asked = gettext(
        "When was it published? “On Monday” is counted from that day. If nobody knows, say so."
    )
    return str(asked)
