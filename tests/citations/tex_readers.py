"""What reads our entries: biber with its data model, pandoc, bibtexparser."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pypandoc
from bibtexparser.entrypoint import parse_string

if TYPE_CHECKING:
    from pathlib import Path

    from bibtexparser.model import Entry

    from tests.citations.conftest import Run

NO_AUTHOR = r"'author'$"
NO_DATE = r"- one of 'date, year'"
NO_ADDRESS = r"- one of 'url, doi"


def complaints(run: Run, folder: Path, text: str, *allowed: str) -> list[str]:
    """Return what biber has against entries, but for mandatory fields that may be missing.

    biber ends with status 0 whatever it finds, so what it prints is read.
    """
    (folder / "x.bib").write_text(text, encoding="utf-8")
    told = run("biber", "--tool", "--validate-datamodel", "x.bib").stdout.splitlines()
    wrong = [line for line in told if line.startswith(("WARN", "ERROR"))]
    absent = [re.compile(f"Missing mandatory field {field}") for field in allowed]
    return [line for line in wrong if not any(each.search(line) for each in absent)]


def as_pandoc_reads(text: str, form: str) -> dict[str, dict[str, Any]]:
    """Return the CSL items that pandoc makes of entries, by their keys."""
    done = subprocess.run(  # noqa: S603 -- the program and its arguments are this test's own
        [pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson"],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return {item["id"]: item for item in json.loads(done.stdout)}


def as_bibtexparser_reads(text: str) -> dict[str, Entry]:
    """Return the entries by their keys; raise AssertionError if there is one it cannot read."""
    library = parse_string(text)
    assert library.failed_blocks == []
    return library.entries_dict
