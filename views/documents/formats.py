"""The formats in which a whole report leaves the desk; pages and command line read this."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from citations.formats import UnknownFormatError
from views.documents.edition import MOST, Edition
from views.documents.html import write_html
from views.documents.markdown import write_markdown
from views.documents.programs import docx_of, pdf_of
from views.documents.table import write_table
from views.documents.telling import told
from views.report_words import report_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.pairs import Pair
    from models.records import StatementRecord

MOST_PRINTED = 200
"""How many pairs a PDF tells: printing takes a program some 40 milliseconds a pair."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class DocumentFormat:
    """A format of a report: name, title for menus, media type, file suffix, and writer.

    `most`: how many pairs it holds at most; None where it holds all. `needs`: a module of an
    optional extra.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    writer: Callable[[Edition], bytes]
    most: int | None = MOST
    needs: str | None = None

    @property
    def available(self) -> bool:
        """Whether what it needs is installed."""
        return self.needs is None or find_spec(self.needs) is not None

    def write(self, edition: Edition) -> bytes:
        """Write as much of an edition as the format holds; raises NotWrittenError."""
        return self.writer(self.bounded(edition))

    def bounded(self, edition: Edition) -> Edition:
        """Return an edition that tells as much as the format holds."""
        return replace(edition, most=self.most or len(edition.report.pairs))

    @property
    def content_type(self) -> str:
        """The media type, with its character set where it is text."""
        text = self.media_type.startswith("text/") or self.name == "json"
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


class UnknownDocumentError(UnknownFormatError):
    """No format of a report has the name."""

    def __init__(self, name: str) -> None:
        LookupError.__init__(
            self, f"unknown format {name!r}; the formats are {', '.join(DOCUMENTS)}"
        )
        self.name = name


def document_format(name: str) -> DocumentFormat:
    """Return the format of a name; raise UnknownDocumentError, which names the known ones."""
    if name not in DOCUMENTS:
        raise UnknownDocumentError(name)
    return DOCUMENTS[name]


def _markdown(edition: Edition) -> bytes:
    return write_markdown(told(edition)).encode()


def _html(edition: Edition) -> bytes:
    return write_html(told(edition)).encode()


def _csv(edition: Edition) -> bytes:
    return "".join(write_table(edition)).encode()


def _json(edition: Edition) -> bytes:
    named = {"title": edition.title, "introduction": edition.introduction}
    whole = {name: text for name, text in named.items() if text} | _told_json(edition)
    return f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n".encode()


def _docx(edition: Edition) -> bytes:
    return docx_of(write_html(told(edition)))


def _pdf(edition: Edition) -> bytes:
    return pdf_of(write_html(told(edition)))


def _told_json(edition: Edition) -> dict[str, Any]:
    """Return the report as JSON, with who was asked about the links and without what is open."""
    report = edition.report
    keys = {pair.key for pair in report.pairs}
    pairs = tuple(_closed(pair, keys) for pair in report.pairs)
    whole = report_json(replace(report, pairs=pairs), edition.replies)
    del whole["counts"]["proposed"]
    return whole


def _closed(pair: Pair, keys: set[str]) -> Pair:
    return replace(pair, first=_of(pair.first, keys), second=_of(pair.second, keys))


def _of(side: StatementRecord, keys: set[str]) -> StatementRecord:
    """Return a statement with those of its links alone that the report tells."""
    return replace(side, links=tuple(link for link in side.links if link.key in keys))


_ALL = (
    DocumentFormat("markdown", "Markdown", "text/markdown", ".md", _markdown),
    DocumentFormat("html", "HTML", "text/html", ".html", _html),
    DocumentFormat("csv", "CSV", "text/csv", ".csv", _csv, most=None),
    DocumentFormat("json", "JSON", "application/json", ".json", _json, most=None),
    DocumentFormat("docx", "DOCX", _WORD, ".docx", _docx),
    DocumentFormat(
        "pdf", "PDF", "application/pdf", ".pdf", _pdf, most=MOST_PRINTED, needs="weasyprint"
    ),
)

DOCUMENTS = {each.name: each for each in _ALL}
"""Every format of a report by its name, in the order of menus."""
