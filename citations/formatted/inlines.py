"""Runs of formatted text, as pandoc's JSON has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citations.addresses import percent_encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    Inline = dict[str, Any]
    Inlines = list[Inline]

SPACE: Inline = {"t": "Space"}
_ADDRESS = re.compile(r"https?://\S+")
#: What no address has as it is, and what would end one in a document, or hide what follows.
_UNSAFE = re.compile(r"""[\x00-\x20\x7f<>"'`{}|\\^()\[\]]""")
_GAPS = frozenset({"Space", "SoftBreak", "LineBreak"})
_BOXES = frozenset({"Span", "Cite", "Note"})


def words(text: str) -> Inlines:
    """Return a text as it stands; what is an address alone is a link to itself."""
    runs: Inlines = []
    # A space that does not break stays within its word.
    for word in filter(None, text.split(" ")):
        runs += [SPACE, address(word) if _ADDRESS.fullmatch(word) else {"t": "Str", "c": word}]
    return runs[1:]


def address(url: str) -> Inline:
    """Return a link that shows its own address."""
    return {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": url}], [_target(url), ""]]}


def _target(url: str) -> str:
    """Return where a link leads, safe in every document; a sign that is not is percent-encoded."""
    return percent_encoded(url, _UNSAFE)


def text_of(inlines: Inlines) -> str:
    """Return the text alone, on one line."""
    return "".join(
        " " if one["t"] in _GAPS else one["c"] if one["t"] == "Str" else text_of(inside(one))
        for one in inlines
    )


def inside(one: Inline) -> Inlines:
    """Return what stands within a formatted run; nothing for what holds none."""
    content = one.get("c")
    if one["t"] == "Note":
        return in_blocks(content or [])
    if not isinstance(content, list):
        return []
    # Emph and its kin hold runs; Span, Quoted, Cite and Link hold them after what else they have.
    held = content if content and isinstance(content[0], dict) and "t" in content[0] else None
    if one["t"] in {"Span", "Quoted", "Cite", "Link"}:
        held = content[1]
    return held if isinstance(held, list) else []


def in_blocks(blocks: list[dict[str, Any]]) -> Inlines:
    """Return the runs of paragraphs, and of divisions and quotations with paragraphs, a space between."""
    runs: Inlines = []
    for block in blocks:
        held = {"Div": lambda c: in_blocks(c[1]), "BlockQuote": in_blocks}.get(block["t"], list)
        runs += [*([SPACE] if runs else []), *held(block["c"])]
    return runs


def leaves(inlines: Inlines) -> Iterator[Inline]:
    """Yield the runs that hold text itself or a gap, in their order; they may be changed."""
    for one in inlines:
        if one["t"] == "Str" or one["t"] in _GAPS:
            yield one
        else:
            yield from leaves(inside(one))


def plain(inlines: Inlines) -> Inlines:
    """Return the runs without boxes that say nothing to a reader, and without odd links.

    A label in the margin stands before its entry, with a space between. Only addresses of the web
    are links.
    """
    runs: Inlines = []
    for one in inlines:
        if one["t"] in _BOXES:
            held = plain(inside(one))
            label = one["t"] == "Span" and "csl-left-margin" in one["c"][0][1]
            apart = label and not text_of(held).endswith(" ")
            runs += [*held, *([SPACE] if apart else [])]
        elif one["t"] == "Link" and not _ADDRESS.fullmatch(one["c"][2][0]):
            runs += plain(inside(one))
        else:
            runs.append(_within(one))
    return runs


def _within(one: Inline) -> Inline:
    if one["t"] == "Str" or one["t"] in _GAPS or not inside(one):
        return one
    held = plain(inside(one))
    if one["t"] == "Link":
        # Its third part is the address, and a title that nobody gave.
        return {"t": "Link", "c": [one["c"][0], held, [_target(one["c"][2][0]), ""]]}
    return {"t": one["t"], "c": [one["c"][0], held] if one["t"] == "Quoted" else held}
