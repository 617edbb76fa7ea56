"""Columns of tables that hold lists of records: authors and translations."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from desk.readers.faults import ImportRefusedError
from tests.desk.importing import bring, export
from tests.desk.test_import_tables import RICH, take, written

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor


@pytest.mark.parametrize(
    "author", [{"family": "Roe", "given": "Ann"}, {"literal": "Smith, Jones; Co"}, {"family": "X"}]
)
def test_authors_place_and_translations_come_back_from_a_table(
    writing: Session, admin: Actor, author: dict[str, str]
) -> None:
    bring(writing, admin, RICH)
    table = written(writing, "csv")
    cells = next(csv.DictReader(io.StringIO(table, newline="")))
    cells |= {"key": "new", "source": "new", "title": "New", "url": "", "page": "7", "time": "1:30"}
    cells |= {"authors": json.dumps([author]), "context": "A rally.", "accessed": "2020-01-02"}
    made = io.StringIO(newline="")
    rows = csv.DictWriter(made, cells)
    rows.writeheader()
    rows.writerow(cells)
    assert take(writing, admin, made.getvalue()).made
    told = json.loads(export(writing).splitlines()[0])
    assert (told["key"], told["context"], told["note"]) == ("new", "A rally.", "Seen on video.")
    assert told["translations"] == [{"kind": "ours", "language": "fr", "text": "Non."}]
    found = told["appearances"][0]
    assert (found["locator"]["page"], found["locator"]["time"]) == ("7", "1:30")
    assert (found["source"]["authors"], found["source"]["accessed"]) == ([author], "2020-01-02")
    [row] = csv.DictReader(io.StringIO(made.getvalue(), newline=""))
    row["translations"] = '[{"language": "de", "text": "Nein."}]'
    changed = io.StringIO(newline="")
    rows = csv.DictWriter(changed, row)
    rows.writeheader()
    rows.writerow(row)
    assert take(writing, admin, changed.getvalue(), update=True).updated == ["new"]
    told = json.loads(export(writing).splitlines()[0])
    assert [one["text"] for one in told["translations"]] == ["Nein."]


@pytest.mark.parametrize("cell", ["Non.", "[1]", "{", "[" * 20_000])
def test_a_cell_that_holds_no_translations_is_refused(
    writing: Session, admin: Actor, cell: str
) -> None:
    table = f'quote,speaker,title,translations\nYes.,Ann,A page,"{cell}"\n'
    with pytest.raises(ImportRefusedError) as refused:
        take(writing, admin, table)
    assert "it is no JSON list of translations" in str(refused.value)
