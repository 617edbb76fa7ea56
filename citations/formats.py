"""The formats in which statements leave the desk: pages, API and command line all read this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citations.bibtex import write_bibtex
from citations.csl import write_csl
from citations.csv_table import write_csv
from citations.jsonl import write_jsonl
from citations.pair_formats import pair_bibtex, pair_csl, pair_ris, pair_text
from citations.ris import write_ris
from citations.text import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citations.pairs import CitedPair
    from models.records import StatementRecord


class UnknownFormatError(LookupError):
    """No format has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown format {name!r}; the formats are {', '.join(FORMATS)}")
        self.name = name


LOSSLESS = "jsonl"


@dataclass(frozen=True)
class Format:
    """A format: its name, title for menus, media type, file suffix, and writer.

    The text is UTF-8; line ends are the writer's, so it is stored and sent as it comes.
    `by_source`: it cites the sources consulted, so it leaves out statements found in none.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    write: Callable[[Iterable[StatementRecord]], Iterator[str]]
    by_source: bool = False
    #: Writes a pair as an item of its own before what both its statements rest on.
    write_pair: Callable[[CitedPair, Iterable[StatementRecord]], Iterator[str]] | None = None

    def written(
        self, statements: Iterable[StatementRecord], pair: CitedPair | None = None
    ) -> Iterator[str]:
        """Write the statements, and the pair that they make where the format can cite one."""
        if pair is None or self.write_pair is None:
            return self.write(statements)
        return self.write_pair(pair, statements)

    @property
    def lossless(self) -> bool:
        """Whether it holds all of the record, withdrawn statements and links included."""
        return self.name == LOSSLESS

    @property
    def content_type(self) -> str:
        """The media type with its character set, for a Content-Type header."""
        return f"{self.media_type}; charset=utf-8"


_ALL = (
    Format("jsonl", "JSON Lines (lossless)", "application/jsonl", ".jsonl", write_jsonl),
    Format(
        "csl-json",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        ".json",
        write_csl,
        by_source=True,
        write_pair=pair_csl,
    ),
    Format(
        "bibtex",
        "BibTeX",
        "application/x-bibtex",
        ".bib",
        write_bibtex,
        by_source=True,
        write_pair=pair_bibtex,
    ),
    Format(
        "ris",
        "RIS",
        "application/x-research-info-systems",
        ".ris",
        write_ris,
        by_source=True,
        write_pair=pair_ris,
    ),
    Format("csv", "CSV", "text/csv", ".csv", write_csv),
    Format("text", "Plain text", "text/plain", ".txt", write_text, write_pair=pair_text),
)

FORMATS = {each.name: each for each in _ALL}
"""Every format by its name, in the order of menus."""


def format_named(name: str) -> Format:
    """Return the format of a name; raise UnknownFormatError, which names the known ones."""
    if name not in FORMATS:
        raise UnknownFormatError(name)
    return FORMATS[name]
