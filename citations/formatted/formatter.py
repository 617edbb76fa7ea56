"""What formats: CSL items to entries and citations, and entries to documents."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

from citations.formatted.bibliography import bibliography
from citations.formatted.citations import citations
from citations.formatted.inlines import plain
from citations.formatted.items import literal_dates, place_of
from citations.formatted.kept import Kept, Key
from citations.formatted.marks import brought_back
from citations.programs import WAIT, pandoc, pandoc_version
from citations.styling import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citations.canon import JSON
    from citations.formatted.inlines import Inlines
    from citations.formatted.locators import Cite
    from citations.formatted.rules import Rules

    Blocks = list[dict[str, Any]]


class Formatter(Protocol):
    """Formats CSL items in a style, and paragraphs as documents; raises NotWrittenError."""

    def entries(self, items: Sequence[JSON], rules: Rules, locale: str) -> dict[str, Inlines]:
        """Return the entries by the items' ids, in the style's order; not those it has none for."""

    def citations(
        self, items: Sequence[JSON], cites: Sequence[Cite], rules: Rules, locale: str
    ) -> dict[str, Inlines]:
        """Return what each cites by the name of its place, in the style's order of the items."""

    def document(self, blocks: Blocks, to: str, *options: str) -> bytes:
        """Return paragraphs as a document in a format of pandoc's."""


class Pandoc:
    """The formatter that runs pandoc; entries formatted before are taken from what was kept."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._kept = kept or Kept()

    def entries(self, items: Sequence[JSON], rules: Rules, locale: str) -> dict[str, Inlines]:
        """Return the entries by the items' ids, in the style's order; raises NotWrittenError."""
        key = Key.of(items, rules=rules.digest, locale=locale, part=Part.BIBLIOGRAPHY)
        found = self._kept.get(key)
        if found is None:
            dates = {item["id"]: literal_dates(item) for item in items}
            written = bibliography(items, rules, locale)
            found = {name: plain(brought_back(runs, dates[name])) for name, runs in written.items()}
            self._kept.put(key, found)
        return found

    def citations(
        self, items: Sequence[JSON], cites: Sequence[Cite], rules: Rules, locale: str
    ) -> dict[str, Inlines]:
        """Return the citations by the names of their places; raises NotWrittenError."""
        told = [*items, *map(asdict, cites)]
        key = Key.of(told, rules=rules.digest, locale=locale, part=Part.CITATION)
        found = self._kept.get(key)
        if found is None:
            dates = {item["id"]: literal_dates(item) for item in items}
            written = citations(items, cites, rules, locale)
            found = {
                name: plain(brought_back(runs, dates[cites[place_of(name)].item]))
                for name, runs in written.items()
            }
            self._kept.put(key, found)
        return found

    def document(self, blocks: Blocks, to: str, *options: str) -> bytes:
        """Return paragraphs as a document in a format of pandoc's; raises NotWrittenError."""
        whole = {"pandoc-api-version": pandoc_version(), "meta": {}, "blocks": blocks}
        formats = ["--from=json", f"--to={to}", "--wrap=none", "--output=-", *options]
        return pandoc(formats, json.dumps(whole).encode(), wait=WAIT)


PANDOC = Pandoc()
"""The formatter of this process."""
