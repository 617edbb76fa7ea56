"""The formats in which statements leave the desk: pages, API and command line all read this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citations.csl import write_csl
from citations.formatted.documents import DOCX, HTML, MARKDOWN, RTF, Document, styled_text
from citations.formatted.entries import dropped
from citations.jsonl import write_jsonl
from citations.linked.annotations import not_on_the_web, write_annotations, write_pair_annotations
from citations.linked.claim_review import write_claim_reviews
from citations.omissions import not_consulted
from citations.pair_formats import pair_biblatex, pair_bibtex, pair_csl, pair_ris, pair_text
from citations.ris import write_ris
from citations.styling import ATTRIBUTION, Styling
from citations.tables.csv_table import write_csv
from citations.tables.xlsx import cut_short, write_xlsx
from citations.tex.biblatex import write_biblatex
from citations.tex.bibtex import write_bibtex
from citations.text import write_text
from citations.wikitext.refused import not_for_wikipedia
from citations.wikitext.wikipedia import write_wikipedia

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from citations.exported import Exported
    from citations.omissions import Omission


class UnknownFormatError(LookupError):
    """No format has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown format {name!r}; the formats are {', '.join(FORMATS)}")
        self.name = name


LOSSLESS = "jsonl"
OURS = Styling()
Writer = Callable[["Exported"], "Iterator[str] | Iterator[bytes]"]


@dataclass(frozen=True)
class Format:
    """A format: its name, title for menus, media type, file suffix, and writer.

    Text is UTF-8; line ends are the writer's, so it is stored and sent as it comes.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    write: Writer
    #: Writes a pair as an item of its own before what both its statements rest on.
    write_pair: Writer | None = None
    #: Writes in a CSL style; the other writers know none.
    write_styled: Callable[[Exported, Styling], Iterator[str] | Iterator[bytes]] | None = None
    #: Yields what the format has no place for.
    leaves_out: Callable[[Exported], Iterator[Omission]] | None = None
    #: Yields what a style has no entry for.
    drops: Callable[[Exported, Styling], Iterator[Omission]] | None = None
    binary: bool = False
    #: Written by a program, all at once.
    whole: bool = False

    def written(self, exported: Exported, styling: Styling = OURS) -> Generator[bytes]:
        """Write what leaves the desk; a pair as one where the format can cite it."""
        for piece in self._pieces(exported, styling):
            yield piece.encode() if isinstance(piece, str) else piece

    def omissions(self, exported: Exported, styling: Styling = OURS) -> Iterator[Omission]:
        """Yield what is not in what `written` writes."""
        if self.leaves_out:
            yield from self.leaves_out(exported)
        if self.drops and styling.style != ATTRIBUTION:
            yield from self.drops(exported, styling)

    @property
    def lossless(self) -> bool:
        """Whether it holds all of the record, withdrawn statements and links included."""
        return self.name == LOSSLESS

    def streams(self, styling: Styling = OURS) -> bool:
        """Whether it is written while it is read, by no program that could fail in the midst."""
        return not (self.whole or self.binary or styling.style != ATTRIBUTION)

    def tells_links(self, *, pair: bool) -> bool:
        """Whether what links the statements is told, of a pair or of many."""
        return self.lossless or (pair and self.write_pair is not None)

    @property
    def content_type(self) -> str:
        """The media type with its character set, for a Content-Type header."""
        return self.media_type if self.binary else f"{self.media_type}; charset=utf-8"

    def _pieces(self, exported: Exported, styling: Styling) -> Iterator[str] | Iterator[bytes]:
        if self.write_styled and styling.style != ATTRIBUTION:
            return self.write_styled(exported, styling)
        writer = self.write_pair if exported.pair and self.write_pair else self.write
        return writer(exported)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _document(
    name: str, title: str, media_type: str, suffix: str, document: Document, *, binary: bool = False
) -> Format:
    return Format(
        name,
        title,
        media_type,
        suffix,
        document.write,
        write_pair=document.write_pair,
        write_styled=document.write_styled,
        drops=dropped,
        binary=binary,
        whole=True,
    )


_ALL = (
    Format("jsonl", "JSON Lines (lossless)", "application/jsonl", ".jsonl", write_jsonl),
    Format(
        "csl-json",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        ".json",
        write_csl,
        leaves_out=not_consulted,
        write_pair=pair_csl,
    ),
    Format(
        "bibtex",
        "BibTeX",
        "application/x-bibtex",
        ".bib",
        write_bibtex,
        leaves_out=not_consulted,
        write_pair=pair_bibtex,
    ),
    Format(
        "biblatex",
        "BibLaTeX",
        "application/x-biblatex",
        ".bib",
        write_biblatex,
        leaves_out=not_consulted,
        write_pair=pair_biblatex,
    ),
    Format(
        "ris",
        "RIS",
        "application/x-research-info-systems",
        ".ris",
        write_ris,
        leaves_out=not_consulted,
        write_pair=pair_ris,
    ),
    Format("csv", "CSV", "text/csv", ".csv", write_csv),
    Format(
        "xlsx",
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        write_xlsx,
        leaves_out=cut_short,
        binary=True,
    ),
    Format(
        "claimreview",
        "ClaimReview (JSON-LD)",
        "application/ld+json",
        ".jsonld",
        write_claim_reviews,
    ),
    Format(
        "webannotation",
        "Web Annotation (JSON-LD)",
        'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
        ".jsonld",
        write_annotations,
        leaves_out=not_on_the_web,
        write_pair=write_pair_annotations,
    ),
    Format(
        "text",
        "Plain text",
        "text/plain",
        ".txt",
        write_text,
        write_pair=pair_text,
        write_styled=styled_text,
        drops=dropped,
    ),
    _document("html", "HTML", "text/html", ".html", HTML),
    _document("markdown", "Markdown", "text/markdown", ".md", MARKDOWN),
    _document("rtf", "Rich text (RTF)", "application/rtf", ".rtf", RTF, binary=True),
    _document("docx", "Word (DOCX)", WORD, ".docx", DOCX, binary=True),
    Format(
        "wikipedia",
        "Wikipedia",
        "text/plain",
        ".txt",
        write_wikipedia,
        leaves_out=not_for_wikipedia,
    ),
)

FORMATS = {each.name: each for each in _ALL}
"""Every format by its name, in the order of menus."""


def format_named(name: str) -> Format:
    """Return the format of a name; raise UnknownFormatError, which names the known ones."""
    if name not in FORMATS:
        raise UnknownFormatError(name)
    return FORMATS[name]
