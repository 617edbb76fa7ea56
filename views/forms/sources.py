"""The forms by which an article comes in: pasted, uploaded, or by its web address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FileField, TextAreaField

from desk.drafts import ArticleText, Draft
from desk.source_drafts import SourceDraft
from views.forms import fields
from views.forms.base import DraftForm, given
from views.forms.describing import DescribingForm
from views.forms.works import when_asked

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

TEXTS = ("title", "container_title", "publisher", "url", "archived_url", "language")
DATES = ("published", "accessed")
DETAILS = (*TEXTS, *DATES, "authors")
WAYS = ("text", "file", "address")


class PasteDraft(Draft):
    """A pasted text."""

    text: ArticleText


class SourceDetailsDraft(Draft):
    """What a source is."""

    source: SourceDraft


def _unix_lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


class BringingForm(DraftForm):
    """Three ways to bring an article, of which one is taken."""

    text = TextAreaField(_("Or paste the article’s text"), filters=[_unix_lines])
    file = FileField(_("Or upload a file"))
    address = fields.text(_("Give its web address"))
    #: The number of an article that was read and waits to be described, or confirmed.
    article = fields.hidden()
    confirm = fields.tick(_("It is the whole text"))

    def way(self, known: str | None = None) -> str | None:
        """Return the one way that was taken, or None with the fault at the fields.

        The `known` address of a source stands there already: it counts only where it stands alone.
        """
        taken = [name for name in WAYS if self._given(name)]
        if len(taken) > 1 and known and self.address.data == known:
            taken.remove("address")
        if not taken:
            missing = gettext("Give a web address, choose a file, or paste the text.")
            self.object_at("text", missing)
        for name in taken[1:]:
            one = gettext(
                "You brought the article in two ways. Leave one of them empty; the address of a "
                "pasted article stands in “Web address”."
            )
            self.object_at(name, one)
        return taken[0] if len(taken) == 1 else None

    def pasted(self) -> str | None:
        """Return the pasted text, or None with the fault at the field."""
        draft = self.taken(PasteDraft, {"text": self.text.data})
        return draft.text if draft else None

    @property
    def upload(self) -> FileStorage:
        """The uploaded file."""
        found: FileStorage = self.file.data
        return found

    def _given(self, name: str) -> bool:
        if name == "file":
            return bool(getattr(self.file.data, "filename", None))
        return bool((self[name].data or "").strip())


class ArticleForm(BringingForm, DescribingForm):
    """An article to keep: how it comes in, and what it is."""

    PLACES: ClassVar[dict[str, str]] = {
        f"source.{name}": name for name in (*DETAILS, "title_supplied")
    } | {"source.type": "source_type"}

    source_type = fields.choose(_("Kind of source"))
    title = fields.text(_("Title"))
    title_supplied = fields.tick(_("It has no title; this one is ours"))
    container_title = fields.text(_("Newspaper, site or programme"))
    publisher = fields.text(_("Publisher"))
    authors = fields.text(_("Authors"))
    url = fields.text(_("Web address"))
    published = fields.written_date(_("Published"))
    published_unknown = fields.tick(_("The date of publication is not known"))
    accessed = fields.written_date(_("Looked at"))
    archived_url = fields.text(_("Archived copy"))
    language = fields.text(_("Language"))

    #: Whether it is asked when the article was published.
    asks_when = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        super().__init__(*args, **kwargs)
        self.source_type.choices = fields.options(fields.item_types())

    def is_dated(self, published: str | None) -> bool:
        """Tell whether it is known when the article was published, or that nobody knows; else ask."""
        if published or self.published_unknown.data:
            return True
        self.asks_when = True
        self.object_at("published", when_asked())
        return False

    def typed(self) -> dict[str, Any]:
        """Return what was typed about the source, by the names of the form."""
        told = {name: self[name].data for name in (*DETAILS, "source_type")}
        told |= {"title_supplied": self.title_supplied.data or None}
        return given(told)

    def tell(self, details: dict[str, Any]) -> None:
        """Fill in what is known of the source."""
        for name, value in details.items():
            if name in self:
                self[name].data = value

    def source(self) -> SourceDraft | None:
        """Return what the source is, or None with the faults at their fields."""
        source = given({name: self[name].data for name in TEXTS})
        source |= given({"published": self.published.edtf(), "accessed": self.accessed.edtf()})
        source |= {
            "type": self.source_type.data or "article-newspaper",
            "title_supplied": self.title_supplied.data,
            "authors": fields.csl_names(self.authors.data),
        }
        draft = self.taken(SourceDetailsDraft, {"source": source})
        return draft.source if draft else None
