"""Reads documents back with pandoc: what kind of part each is, and its text."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from typing import Any

import pypandoc

from views.documents.tree import Address, Heading, Items, NoteMark, Quote, Together, Words, clean

#: The number of a note, which stands apart in plain text and above the line elsewhere.
_MARK = re.compile(r" ?(\[[0-9]+\])")
Part = tuple[str, str]
_LEAVES = {"Space": " ", "SoftBreak": " "}
#: Marks and what holds a place for them; all else would be markup that a text has become.
_AROUND = {"Strong", "Superscript", "Span", "Link"}


def pandoc(content: bytes, *arguments: str) -> bytes:
    """Run pandoc on some bytes."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments]
    done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=60)  # noqa: S603
    return done.stdout


def parts_read(content: bytes, kind: str) -> list[Part]:
    """Return the parts of a document in order, as a reader of CommonMark, HTML or DOCX has them."""
    whole = json.loads(pandoc(content, "--from", kind, "--to", "json"))
    return [part for block in whole["blocks"] for part in _parts(block)]


def parts_of(document: Any) -> list[Part]:  # noqa: ANN401 -- a document
    """Return the same of a document as it was told."""
    inner = (one.blocks if isinstance(one, Together) else (one,) for one in document.parts)
    told = [part for blocks in inner for block in blocks for part in _told(block)]
    notes = [("item", _text(runs)) for runs in document.notes]
    return [*told, *([("heading", document.notes_title), *notes] if notes else [])]


def plain_text(text: str) -> str:
    """Return a text with every space alike, and composed: readers keep the words, no more."""
    composed = unicodedata.normalize("NFC", text)
    return _MARK.sub(r"\1", " ".join(composed.split()))


def _told(block: Any) -> list[Part]:  # noqa: ANN401
    if isinstance(block, Heading):
        return [("heading", plain_text(clean(block.text)))]
    if isinstance(block, Items):
        return [("item", _text(runs)) for runs in block.items]
    if isinstance(block, Quote):
        return [("quote", _text(one.runs)) for one in block.paragraphs if _text(one.runs)]
    return [("paragraph", _text(block.runs))] if _text(block.runs) else []


def _text(runs: Any) -> str:  # noqa: ANN401
    return plain_text("".join(map(_run, runs)))


def _run(run: Words | NoteMark | Address) -> str:
    if isinstance(run, NoteMark):
        return f"[{run.number}]"
    return run.url if isinstance(run, Address) else clean(run.text)


def _parts(block: dict[str, Any], kind: str = "paragraph") -> list[Part]:
    name: str = block["t"]
    content: Any = block.get("c")
    if name == "Header":
        return [("heading", _read(content[2]))]
    if name == "BlockQuote":
        return [part for inner in content for part in _parts(inner, "quote")]
    if name in {"BulletList", "OrderedList"}:
        lists = content if name == "BulletList" else content[1]
        return [part for one in lists for inner in one for part in _parts(inner, "item")]
    if name == "Div":
        return [part for inner in content[1] for part in _parts(inner, kind)]
    assert name in {"Para", "Plain"}, name
    return [(kind, _read(content))] if _read(content) else []


def _read(inlines: list[dict[str, Any]]) -> str:
    return plain_text("".join(map(_inline, inlines)))


def _inline(one: dict[str, Any]) -> str:
    name: str = one["t"]
    content: Any = one.get("c")
    if name == "Str":
        return str(content)
    if name in _LEAVES:
        return _LEAVES[name]
    assert name in _AROUND, f"a text has become {name}: {content}"
    if name == "Link" and content[2][0].startswith("#source-"):
        return f"[{_read(content[1])}]"
    return "".join(map(_inline, content if name in {"Strong", "Superscript"} else content[1]))
