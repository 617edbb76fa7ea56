"""One run of pandoc over CSL items: their entries in the style's order, and their citations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from citations.formatted.inlines import in_blocks, inside, text_of
from citations.programs import WAIT, NotWrittenError, pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citations.canon import JSON
    from citations.formatted.inlines import Inlines

    Blocks = list[dict[str, Any]]

_ALL = '---\nnocite: "@*"\n---\n'
_REF = "ref-"


@dataclass(frozen=True)
class CitedRun:
    """What a style makes of items: runs by the items' ids."""

    entries: dict[str, Inlines]
    citations: dict[str, Inlines]


def cited_run(items: Sequence[JSON], style: bytes, locale: str, *, cite: bool = False) -> CitedRun:
    """Format items in a style and a locale; raises NotWrittenError.

    With `cite` each is cited alone as well. Without a locale the style's own is taken.
    """
    # Each in a paragraph of its own: side by side they would be told apart, or shortened.
    asked = "\n\n".join(f"[@{item['id']}]" for item in items) if cite else _ALL
    blocks = cited_blocks(items, style, locale, asked.encode())
    return CitedRun(dict(entries_in(blocks)), dict(_citations(blocks)))


def cited_blocks(
    items: Sequence[JSON], style: bytes, locale: str, asked: bytes, reader: str = "markdown"
) -> Blocks:
    """Return what pandoc makes of a document that cites items; raises NotWrittenError."""
    with TemporaryDirectory() as folder:
        bibliography, rules = Path(folder) / "items.json", Path(folder) / "style.csl"
        bibliography.write_text(json.dumps(items), encoding="utf-8")
        rules.write_bytes(style)
        arguments = ["--citeproc", f"--bibliography={bibliography}", f"--csl={rules}"]
        spoken = [f"--metadata=lang={locale}"] if locale else []
        formats = [f"--from={reader}", "--to=json"]
        written = pandoc([*arguments, *spoken, *formats], asked, wait=WAIT)
    return _read(written)


def _read(written: bytes) -> Blocks:
    try:
        blocks: Blocks = json.loads(written)["blocks"]
    except RecursionError as error:
        message = "It is nested too deep to be written in a style. Choose another format."
        raise NotWrittenError(message) from error
    return blocks


def entries_in(blocks: Blocks) -> Iterator[tuple[str, Inlines]]:
    """Yield the entries of a bibliography by the items' ids; one without a word is none."""
    for block in blocks:
        if block["t"] == "Div":
            name = block["c"][0][0]
            if name.startswith(_REF):
                runs = in_blocks(block["c"][1])
                if any(sign.isalnum() for sign in text_of(runs)):
                    yield name.removeprefix(_REF), runs
            else:
                yield from entries_in(block["c"][1])


def _citations(blocks: Blocks) -> Iterator[tuple[str, Inlines]]:
    for block in blocks:
        if block["t"] == "Para" and block["c"][0]["t"] == "Cite":
            [cite] = block["c"]
            yield cite["c"][0][0]["citationId"], inside(cite)
