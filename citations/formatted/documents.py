"""Formatted citations as documents: plain text by us, all others by pandoc from the same paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from citations.formatted import mending
from citations.formatted.entries import entries
from citations.formatted.formatter import PANDOC
from citations.formatted.inlines import text_of, words
from citations.formatted.locales import OWN, USUAL
from citations.pair_formats import pair_line, pair_text
from citations.programs import NotWrittenError
from citations.text import write_text
from citations.words import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citations.exported import Exported
    from citations.formatted.formatter import Blocks
    from citations.formatted.inlines import Inlines
    from citations.styling import Styling

    Block = dict[str, Any]

TOGETHER = 500
"""How many attributions pandoc is given at once, where a document may be written in parts."""
MOST = 5_000
"""How many attributions a document holds that is written as a whole."""
STYLE = """
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
.entry { margin: .8rem 0 0; padding-inline-start: 2rem; text-indent: -2rem; }
blockquote { margin: .3rem 0 0 2rem; }
p { margin: .35rem 0; unicode-bidi: plaintext; }
""".strip()


def styled_text(exported: Exported, styling: Styling) -> Iterator[str]:
    """Write an entry a line, with what was found in it indented below; a blank line between."""
    for place, entry in enumerate(entries(exported, styling)):
        lines = [_line(entry.runs), *(f"  {_line(each)}" for each in entry.below)]
        yield ("\n" if place else "") + "\n\n".join(lines) + "\n"
    if exported.pair:
        yield f"\n{pair_line(exported.pair)}\n"


@dataclass(frozen=True)
class Document:
    """A format that pandoc writes, with its name and options there.

    `parts`: it may be written in parts. `page`: these stand in a page of ours. `entries`: the name
    of its style for entries. `prepare` and `mend`: what is set right before and after.
    """

    to: str
    options: tuple[str, ...] = ()
    parts: bool = False
    page: bool = False
    entries: str = ""
    prepare: Callable[[Blocks], None] | None = None
    mend: Callable[[bytes], bytes] = bytes

    def write(self, exported: Exported) -> Iterator[bytes]:
        """Write an attribution a statement in our own style, a paragraph each."""
        return self._written(map(_paragraph, write_text(exported)))

    def write_pair(self, exported: Exported) -> Iterator[bytes]:
        """Write the pair with its reasons, then an attribution a statement."""
        return self._written(map(_paragraph, pair_text(exported)))

    def write_styled(self, exported: Exported, styling: Styling) -> Iterator[bytes]:
        """Write an entry a source in a CSL style, then what was found in it; raises as entries."""
        told = chain.from_iterable(
            [self._entry(entry.runs), *map(_quote, entry.below)]
            for entry in entries(exported, styling)
        )
        pair = [_paragraph(pair_line(exported.pair))] if exported.pair else []
        return self._written([*told, *pair], styling.locale)

    def _entry(self, runs: Inlines) -> Block:
        paragraph = {"t": "Para", "c": runs}
        if not self.page and not self.entries:
            return paragraph
        attributes = ["", ["entry"], [["custom-style", self.entries]] if self.entries else []]
        return {"t": "Div", "c": [attributes, [paragraph]]}

    def _written(self, blocks: Iterable[Block], language: str = USUAL) -> Iterator[bytes]:
        rest = iter(blocks)
        yield _head(language).encode() if self.page else b""
        most = TOGETHER if self.parts else MOST
        first = True
        while (held := list(islice(rest, most))) or (first and not self.parts):
            yield (b"\n" if self.parts and not first else b"") + self._part(held, rest)
            first = False
        yield b"</body>\n</html>\n" if self.page else b""

    def _part(self, held: Blocks, rest: Iterator[Block]) -> bytes:
        if not self.parts and next(rest, None):
            message = (
                f"A document holds at most {MOST} paragraphs. Narrow it, or choose plain text."
            )
            raise NotWrittenError(message)
        if self.prepare:
            self.prepare(held)
        return self.mend(PANDOC.document(held, self.to, *self.options))


HTML = Document("html", parts=True, page=True)
MARKDOWN = Document("commonmark", parts=True, prepare=mending.for_markdown, mend=mending.markdown)
RTF = Document("rtf", ("--standalone",), mend=mending.rtf)
DOCX = Document("docx", entries="Bibliography")


def _line(runs: Inlines) -> str:
    return one_line(text_of(runs))


def _paragraph(text: str) -> Block:
    return {"t": "Para", "c": words(one_line(text))}


def _quote(runs: Inlines) -> Block:
    return {"t": "BlockQuote", "c": [{"t": "Para", "c": runs}]}


def _head(language: str) -> str:
    spoken = escape(language if language != OWN else USUAL)
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Citations</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n"
    )
