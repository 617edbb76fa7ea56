"""Citations in a CSL style: a footnote, or what stands in the text, each as if it came first.

All stand in one run of pandoc, so that works are told apart as in the bibliography.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from citations.formatted.cited_runs import cited_blocks, entries_in
from citations.formatted.inlines import inside, text_of, words
from citations.formatted.items import name_of
from citations.formatted.locators import Cite
from citations.formatted.marks import locator_as_is
from citations.programs import pandoc_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citations.canon import JSON
    from citations.formatted.inlines import Inlines
    from citations.formatted.rules import Rules

    Block = dict[str, Any]

_CSL = "http://purl.org/net/xbiblio/csl"
#: pandoc takes a page for one by its name in the locale; so each style has this one besides.
_PAGE = "gainsaypage"
#: Behind a heading of this class no work has been cited before.
_ANEW: Block = {"t": "Header", "c": [1, ["", ["reset-citation-positions"], []], []]}


def citations(
    items: Sequence[JSON], cites: Sequence[Cite], rules: Rules, locale: str
) -> dict[str, Inlines]:
    """Return what each cites, by the name of its place; raises NotWrittenError.

    They stand in the order of the style's bibliography; what has no entry there comes last, in its
    own order. One without a word is not among them.
    """
    if not cites:
        return {}
    within = rules.notes or rules.numbers
    every = [*cites, *(Cite(item["id"]) for item in items)]
    asked = [block for cite in every for block in (_ANEW, _paragraph(cite, within=within))]
    whole = {"pandoc-api-version": pandoc_version(), "meta": {}, "blocks": asked}
    blocks = cited_blocks(
        items, _with_page(rules.whole), locale, json.dumps(whole).encode(), "json"
    )
    order = {name: place for place, (name, _runs) in enumerate(entries_in(blocks))}
    written = list(_written(blocks))
    # Where a style says nothing of a work, a page of it would say nothing either.
    bare = zip(items, written[len(cites) :], strict=True)
    said = {item["id"] for item, runs in bare if any(map(str.isalnum, text_of(runs)))}
    told = [place for place, cite in enumerate(cites) if cite.item in said]
    told.sort(key=lambda place: order.get(cites[place].item, len(order)))
    return {name_of(place): written[place] for place in told}


def _paragraph(cite: Cite, *, within: bool) -> Block:
    cited = {
        "citationId": cite.item,
        "citationPrefix": [],
        "citationSuffix": _suffix(cite, within=within),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[cited], []]}]}


def _suffix(cite: Cite, *, within: bool) -> Inlines:
    """Return where in the work it stands, as pandoc reads it; it does not know CSL's timestamp.

    So a time is a place without a name `within` what a style writes of a footnote or around a
    number; behind an author and a year, where some styles call every place a page, it is none.
    """
    if cite.page:
        return words(f", {{{_PAGE} {locator_as_is(cite.page)}}}")
    time = locator_as_is(cite.time, digits=True)
    return words(f", {{{time}}}" if within else f", {time}") if time else []


@lru_cache(maxsize=64)
def _with_page(style: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    root = etree.fromstring(style, parser)
    locale = etree.SubElement(root, f"{{{_CSL}}}locale")
    terms = etree.SubElement(locale, f"{{{_CSL}}}terms")
    # No label is written by this form of a term.
    etree.SubElement(terms, f"{{{_CSL}}}term", name="page", form="verb").text = _PAGE
    return bytes(etree.tostring(root))


def _written(blocks: list[Block]) -> Iterator[Inlines]:
    for block in blocks:
        if block["t"] == "Para":
            yield [run for cite in block["c"] for run in inside(cite)]
