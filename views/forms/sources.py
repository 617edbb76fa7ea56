"""The form of a pasted article."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from desk.captures import ArticleDraft
from views.forms import fields
from views.forms.base import DraftForm, given

SOURCE = (
    "title",
    "container_title",
    "publisher",
    "url",
    "published",
    "accessed",
    "archived_url",
    "language",
)


def _unix_lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


class ArticleForm(DraftForm):
    """An article to keep: what it is, and its text."""

    PLACES: ClassVar[dict[str, str]] = {
        f"source.{name}": name for name in (*SOURCE, "authors", "title_supplied")
    } | {"source.type": "source_type"}

    source_type = fields.choose(_("Kind of source"))
    title = fields.text(_("Title"))
    title_supplied = fields.tick(_("It has no title; this one is ours"))
    container_title = fields.text(_("Newspaper, site or programme"))
    publisher = fields.text(_("Publisher"))
    authors = fields.text(_("Authors"))
    url = fields.text(_("Web address"))
    published = fields.text(_("Published"))
    accessed = fields.text(_("Looked at"))
    archived_url = fields.text(_("Archived copy"))
    language = fields.text(_("Language"))
    text = TextAreaField(_("The article’s text"), filters=[_unix_lines])

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        super().__init__(*args, **kwargs)
        self.source_type.choices = fields.options(fields.item_types())

    def draft(self) -> ArticleDraft | None:
        """Return the draft, or None with the faults at their fields."""
        source = given({name: self[name].data for name in SOURCE})
        source |= {
            "type": self.source_type.data or "article-newspaper",
            "title_supplied": self.title_supplied.data,
            "authors": fields.csl_names(self.authors.data),
        }
        return self.taken(ArticleDraft, {"source": source, "text": self.text.data})
