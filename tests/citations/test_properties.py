"""What holds of every format, whatever people write."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import rispy
from hypothesis import given, settings

from citations.cited import by_key, cited
from citations.csl import to_csl
from citations.exported import Held
from citations.formats import FORMATS
from citations.notes import note_of, statement_notes
from citations.tex.signs import tex_text
from citations.words import one_line
from models.csl import COLUMNS, csl_faults, name_faults
from models.formulas import as_it_was
from models.notes.written import read_note
from tests.citations.strategies import SELECTIONS
from tests.citations.writing import BY_PANDOC, text_of

if TYPE_CHECKING:
    from models.records import StatementRecord

    Selection = list[StatementRecord]

# Each example is a whole selection through a whole format.
FEW = settings(max_examples=40)
_DATES = ("issued", "accessed")


def _text(name: str, statements: Selection) -> str:
    return text_of(name, statements)


@FEW
@given(SELECTIONS)
def test_json_lines_give_back_every_word(statements: Selection) -> None:
    lines = [json.loads(line) for line in _text("jsonl", statements).split("\n") if line]
    expected = [(each.key, each.quote, each.claim) for each in by_key(statements)]
    assert [(line["key"], line.get("quote"), line["claim"]) for line in lines] == expected


@FEW
@given(SELECTIONS)
def test_a_table_gives_back_every_word_but_the_apostrophe(statements: Selection) -> None:
    reader = csv.DictReader(io.StringIO(_text("csv", statements), newline=""), strict=True)
    cells = [(row["quote"], row["claim"]) for row in reader]
    read = [tuple(map(as_it_was, row)) for row in cells]
    assert read == [(each.quote or "", each.claim) for each in by_key(statements)]


@FEW
@given(SELECTIONS)
def test_ris_gives_back_every_quote_on_one_line(statements: Selection) -> None:
    records = rispy.loads(_text("ris", statements))
    works = cited(statements)
    assert [record["id"] for record in records] == [work.source.key for work in works]
    for record, work in zip(records, works, strict=True):
        assert len(record["notes"]) >= len(work.findings) + len(work.source.notices)
        ours = [read_note(note) for note in record["notes"][: len(work.findings)]]
        assert ours == [note_of(finding) for finding in work.findings]


@FEW
@given(SELECTIONS)
def test_csl_items_hold_what_csl_allows(statements: Selection) -> None:
    for item in to_csl(Held(statements)):
        others = {name: value for name, value in item.items() if name not in COLUMNS}
        assert csl_faults(others) == []
        for date in filter(None, map(item.get, _DATES)):
            assert csl_faults({"event-date": date}) == []
        assert name_faults("author", item.get("author", [])) == []
    assert json.loads(_text("csl-json", statements)) == json.loads(
        json.dumps([*to_csl(Held(statements))])
    )


@FEW
@given(SELECTIONS)
def test_entries_stay_whole(statements: Selection) -> None:
    for name in ("bibtex", "biblatex"):
        text = _text(name, statements)
        entries = text.split("\n\n") if text else []
        assert len(entries) == len(cited(statements))
        for entry in entries:
            lines = entry.strip().split("\n")
            assert all(line.count("{") == line.count("}") for line in lines[1:-1])
            assert re.fullmatch(r"@[a-z]+\{[a-z]+,", lines[0])
            assert lines[-1] == "}"


@FEW
@given(SELECTIONS)
def test_biblatex_has_every_note_whole(statements: Selection) -> None:
    entries = _text("biblatex", statements).split("\n\n")
    for entry, work in zip(entries, cited(statements), strict=False):
        (written,) = re.findall(r"(?m)^  annotation = \{(.*)\},$", entry)
        for note in statement_notes(work):
            assert _bare(tex_text(note)) in _bare(written)


def _bare(tex: str) -> str:
    """Return TeX without braces, which come and go with what stands around them."""
    return re.sub(r"\\textbrace(left|right)\{\}|[{}\\]", "", tex)


@FEW
@given(SELECTIONS)
def test_plain_text_keeps_to_one_line_a_statement(statements: Selection) -> None:
    text = _text("text", statements)
    paragraphs = text.splitlines()[::2]
    assert len(paragraphs) == len(by_key(statements))
    for statement, paragraph in zip(by_key(statements), paragraphs, strict=True):
        assert one_line(statement.quote or "") in paragraph


@FEW
@given(SELECTIONS)
def test_every_format_ends_its_last_line(statements: Selection) -> None:
    for name in [name for name in FORMATS.keys() - BY_PANDOC if not FORMATS[name].binary]:
        assert _text(name, statements)[-1:] in {"\n", ""}
