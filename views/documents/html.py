"""HTML in one file: no script, nothing from outside, every text escaped by the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from views.documents.style import STYLE
from views.documents.tree import (
    Address,
    Heading,
    Items,
    NoteMark,
    Paragraph,
    Quote,
    Together,
    Words,
    clean,
    plain,
)
from views.scripts import direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from views.documents.tree import Block, Document, Run

#: The file may fetch nothing and run nothing, wherever it is opened.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(document: Document) -> str:
    """Write a document as HTML in UTF-8; notes are a numbered list that marks lead to."""
    root = Element("html", {"lang": document.language})
    _head(root, document)
    main = SubElement(SubElement(root, "body"), "main")
    for part in document.parts:
        if isinstance(part, Together):
            _blocks(SubElement(main, "section"), part.blocks)
        else:
            _blocks(main, [part])
    _notes(main, document)
    return f"<!DOCTYPE html>\n{tostring(root, encoding='unicode', method='html')}\n"


def _head(root: Element, document: Document) -> None:
    head = SubElement(root, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    SubElement(head, "meta", {"name": "referrer", "content": "no-referrer"})
    SubElement(head, "title").text = plain(document.title)
    SubElement(head, "style").text = STYLE


def _blocks(parent: Element, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            _runs(SubElement(parent, f"h{block.level}"), [Words(block.text)])
        elif isinstance(block, Items):
            items = SubElement(parent, "ul")
            for runs in block.items:
                _runs(SubElement(items, "li"), runs)
        elif isinstance(block, Quote):
            _blocks(SubElement(parent, "blockquote"), block.paragraphs)
        else:
            _paragraph(parent, block)


def _paragraph(parent: Element, paragraph: Paragraph) -> None:
    text = "".join(run.text for run in paragraph.runs if isinstance(run, Words))
    made = SubElement(parent, "p", {"dir": direction(paragraph.language, text)})
    if paragraph.language:
        made.set("lang", plain(paragraph.language))
    _runs(made, paragraph.runs)


def _runs(parent: Element, runs: Iterable[Run]) -> None:
    for run in runs:
        if isinstance(run, Words):
            _words(parent, run)
        elif isinstance(run, NoteMark):
            _link(SubElement(parent, "sup"), f"#source-{run.number}", str(run.number))
        else:
            _address(parent, run)


def _words(parent: Element, run: Words) -> None:
    if run.strong or run.marked:
        SubElement(parent, "strong" if run.strong else "mark").text = clean(run.text)
        return
    children = list(parent)
    if children:
        children[-1].tail = (children[-1].tail or "") + clean(run.text)
    else:
        parent.text = (parent.text or "") + clean(run.text)


def _address(parent: Element, run: Address) -> None:
    _link(parent, plain(run.url), plain(run.url)).set("rel", "noreferrer noopener")


def _link(parent: Element, address: str, text: str) -> Element:
    made = SubElement(parent, "a", {"href": address})
    made.text = text
    return made


def _notes(main: Element, document: Document) -> None:
    if not document.notes:
        return
    SubElement(main, "h2").text = plain(document.notes_title)
    noted = SubElement(main, "ol")
    for number, runs in enumerate(document.notes, start=1):
        _runs(SubElement(noted, "li", {"id": f"source-{number}"}), runs)
