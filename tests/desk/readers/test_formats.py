"""Which format a file is in: what it is called, what it looks like, what somebody says."""

from __future__ import annotations

import pytest

from desk.readers.faults import ImportRefusedError
from desk.readers.formats import IMPORT_FORMATS, format_of, read_file
from tests.desk.importing import a_file, a_line


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("a.jsonl", b"", "jsonl"),
        ("a.ndjson", b'{"key": 1}', "jsonl"),
        ("A.CSV", b"quote,speaker\n", "csv"),
        ("a.tsv", b"whatever", "csv"),
        ("a.json", b" [ {}]", "csl-json"),
        ("a.json", b'{"title": "x", "id": "y"}', "csl-json"),
        ("a.bib", b"% words @ home\n@misc{a, title={x}}", "bibtex"),
        ("a.ris", b"TY  - BOOK\n", "ris"),
        ("", b'{"quote": "x"}\n{"quote": "y"}', "jsonl"),
        ("", b"\xef\xbb\xbfTY  - BOOK\n", "ris"),
        ("", b'"Quote";"Speaker"\n', "csv"),
        ("", b"\n@article{a,\n", "bibtex"),
        ("notes.txt", b"[]", "csl-json"),
    ],
)
def test_a_format_is_told_by_name_and_content(name: str, content: bytes, format_: str) -> None:
    assert format_of(content, name).name == format_


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b'{"quote": "x"}', "it is called .csv but looks like JSON Lines, not CSV"),
        ("a.jsonl", b"TY  - BOOK\n", "looks like RIS, not JSON Lines"),
        ("a.json", b'{"quote": "x", "form": "direct", "title": 1}', "looks like JSON Lines"),
        ("a.txt", b"Some words.", "in no format that can be imported (jsonl, csv, csl-json"),
        ("", b"", "in no format"),
        ("a.csv", b"\xff\xfeq\0", "this is UTF-16"),
        ("a.csv", b"\xff\xfe\0\0q", "this is UTF-32"),
        ("a.xlsx", b"PK\x03\x04", "a spreadsheet or a ZIP archive"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "this is a spreadsheet"),
        ("a.csv.gz", b"\x1f\x8b", "unpack it first"),
        ("a.pdf", b"%PDF-1.7", "this is a PDF"),
        ("a.csv", b"x" * (20 * 1024 * 1024 + 1), "at most 20 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_line(
    name: str, content: bytes, words: str
) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        format_of(content, name)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_format_that_somebody_names_is_taken() -> None:
    assert format_of(b"Some words.", "a.csv", "ris").name == "ris"
    assert len(read_file(a_file(a_line()), "a.csv", "jsonl")) == 1


def test_how_far_the_reading_is_can_be_followed() -> None:
    seen: list[tuple[int, int]] = []
    lines = a_file(*(a_line(f"s{number}") for number in range(120)))
    read_file(lines, "a.jsonl", progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 120)
    assert seen[-1] == (120, 120)
    assert len(seen) >= 4


@pytest.mark.parametrize("name", list(IMPORT_FORMATS))
def test_every_format_has_a_title_and_suffixes(name: str) -> None:
    chosen = IMPORT_FORMATS[name]
    assert chosen.title
    assert all(suffix.startswith(".") for suffix in chosen.suffixes)


def test_no_more_than_a_thousand_faults_are_listed() -> None:
    read = read_file(b"quote,speaker\n" + b"x\n" * 1_500, "a.csv")
    assert len(read.faults) == 1_001
    assert "500 more faults" in read.faults[-1].reason
