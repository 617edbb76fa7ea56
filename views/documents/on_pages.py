"""What pages borrow from documents: numbered sources on paper, and the formats to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.formats import FORMATS
from views.documents.formats import DOCUMENTS
from views.documents.notes import Notes, source_runs
from views.documents.tree import Address, Words
from views.shapes import Shape, joined

if TYPE_CHECKING:
    from flask import Flask
    from markupsafe import Markup

    from views.documents.formats import DocumentFormat
    from views.documents.tree import Run

_NOTE = Shape("<li>%s</li>")


def register(app: Flask) -> None:
    """Give templates the notes of a page, in which a source is numbered where it is first named."""
    app.jinja_env.globals["source_notes"] = Notes
    app.jinja_env.globals["source_runs"] = source_runs
    app.jinja_env.filters["noted"] = noted
    app.jinja_env.globals["report_formats"] = offered
    app.jinja_env.globals["citation_formats"] = FORMATS.values


def noted(notes: Notes) -> Markup:
    """Write the sources that a page has numbered, on one line each; their addresses show themselves."""
    return joined([_NOTE("".join(map(_text, source_runs(one)))) for one in notes.sources])


def _text(run: Run) -> str:
    return run.url if isinstance(run, Address) else run.text if isinstance(run, Words) else ""


def offered() -> list[DocumentFormat]:
    """Return the formats in which a report can be downloaded here."""
    return [chosen for chosen in DOCUMENTS.values() if chosen.available]
