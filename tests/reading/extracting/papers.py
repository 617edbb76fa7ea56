"""Files to read: pages and PDFs as small as they can be."""

from __future__ import annotations

import io
import zlib

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

QUOTE = "We have not ceded any of the ground we have taken to anybody"
LONG = f"“{QUOTE},” Mattis told reporters who travelled with him on Monday."
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Outpost closed - CNN</title><meta property="og:title" content="Outpost closed">
<meta name="author" content="Ann Able; Bob Baker"><meta property="og:site_name" content="CNN">
<meta property="article:published_time" content="2017-09-19T10:00:00Z"></head><body>
<nav><a href="/">Home of the news</a></nav><article><h1>Outpost closed</h1>
<p>{LONG}</p><blockquote>“It was routine,” a spokesman said.</blockquote>
<p>Nothing <b>more</b> was said about the outpost that day, officials of the coalition added.</p>
<figure><figcaption>The gate, shut.</figcaption></figure><script>evil()</script></article>
<footer>All rights kept by somebody who is no part of the article, of course.</footer></body></html>"""


def a_pdf(*lines: str, title: str | None = None) -> PdfWriter:
    """Return a PDF with a page of text, a line a line."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    return _with_stream(f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("cp1252"), title)


def drawn(stream: str) -> PdfWriter:
    """Return a PDF with a page of these operators; /F1 is a typeface."""
    return _with_stream(stream.encode("cp1252"))


def a_picture() -> bytes:
    """Return a PDF of a page without a letter on it."""
    return written(_with_stream(b"0 0 10 10 re f"))


def a_bomb(times: int) -> bytes:
    """Return a small PDF whose one page unfolds into so many lines of text."""
    made = _with_stream(b"BT /F1 12 Tf 14 TL 72 720 Td " + b"(ground) Tj T* " * times + b"ET")
    made.pages[0]["/Contents"].get_object()
    for one in made.pages:
        one.compress_content_streams()
    return written(made)


def a_deflated_bomb() -> bytes:
    """Return a PDF whose stream unfolds a thousandfold, twice over."""
    inner = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    head = b"/Length %d /Filter [/FlateDecode /FlateDecode]" % len(inner)
    raw = written(a_pdf("ground"))
    start, end = raw.index(b"stream\n"), raw.index(b"\nendstream")
    first = raw.rindex(b"<<", 0, start)
    return raw[:first] + b"<<" + head + b">>\nstream\n" + inner + raw[end:]


def written(made: PdfWriter) -> bytes:
    """Return the bytes of a PDF."""
    kept = io.BytesIO()
    made.write(kept)
    return kept.getvalue()


def _with_stream(content: bytes, title: str | None = None) -> PdfWriter:
    made = PdfWriter()
    page = made.add_blank_page(612, 792)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = made._add_object(stream)  # noqa: SLF001 -- no public way
    if title:
        made.add_metadata({"/Title": title, "/Author": "Ann Able, Bob Baker"})
    return made
