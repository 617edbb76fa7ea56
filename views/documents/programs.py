"""Reports as Word and PDF, each written by a program from our HTML."""

from __future__ import annotations

import sys
from pathlib import Path

from citations.programs import NotWrittenError, pandoc, run

MOST_CHARACTERS = 2_000_000
"""How long the HTML is that a program is given: with as much text a pair as most have, it never is."""
_PRINTING = Path(__file__).with_name("printing.py")


def docx_of(html: str) -> bytes:
    """Return HTML as a Word document, its first heading as the title; raises NotWrittenError."""
    formats = ["--from", "html", "--to", "docx", "--shift-heading-level-by=-1", "--output", "-"]
    return pandoc(formats, _bounded(html))


def pdf_of(html: str) -> bytes:
    """Return HTML as PDF, from a process that fetches nothing; raises NotWrittenError."""
    return run([sys.executable, "-I", str(_PRINTING)], _bounded(html))


def _bounded(html: str) -> bytes:
    if len(html) > MOST_CHARACTERS:
        message = "The report is too long for this format. Narrow it, or choose another format."
        raise NotWrittenError(message)
    return html.encode()
