from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from citations.tables.columns import COLUMNS
from models.records import RelayRecord, TranslationRecord
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from models.records import StatementRecord


def _rows(*statements: StatementRecord) -> list[dict[str, str]]:
    text = text_of("csv", statements)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_there_is_one_row_for_each_statement(at_tanf: tuple[StatementRecord, ...]) -> None:
    rows = _rows(*at_tanf)
    assert [row["key"] for row in rows] == [statement.key for statement in at_tanf]
    assert all(set(row) == set(COLUMNS) for row in rows)


def test_a_row_tells_who_said_what_when_and_where_it_stands(
    at_tanf: tuple[StatementRecord, ...],
) -> None:
    row = next(row for row in _rows(*at_tanf) if row["key"] == "o2")
    assert (row["quote"], row["form"], row["speaker_kind"]) == ("", "indirect", "unnamed")
    assert (row["said"], row["said_precision"]) == ("2017-09~", "month, approximate")
    assert row["chain"] == "CNN, citing Reuters (original not consulted)"
    assert json.loads(row["relays"]) == ["Reuters"]
    assert json.loads(row["topics"]) == ["Coalition garrison at At Tanf, Syria"]


def test_a_row_tells_authors_place_translations_context_and_note() -> None:
    said = TranslationRecord(language="fr", text="Non.", by="Ann")
    simple = [{"family": "van den Berg", "given": "Jan"}, {"literal": "AFP"}]
    found = an_appearance(
        a_source(authors=simple, accessed="2020-01-02"), page="7", time="00:12:30"
    )
    (row,) = _rows(
        a_statement(
            quote="q", context="A rally.", note="Seen.", translations=(said,), appearances=(found,)
        )
    )
    assert (row["authors"], row["accessed"]) == ("van den Berg, Jan; AFP", "2020-01-02")
    assert (row["page"], row["time"]) == ("7", "00:12:30")
    assert (row["context"], row["note"]) == ("A rally.", "Seen.")
    told = {"language": "fr", "text": "Non.", "by": "Ann", "kind": "ours"}
    assert json.loads(row["translations"]) == [told]


@pytest.mark.parametrize(
    "name",
    [
        {"literal": "Smith, Jones; Co"},
        {"literal": "[Staff]"},
        {"family": "X"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
    ],
)
def test_authors_that_a_line_would_not_tell_apart_are_a_list(name: dict[str, str]) -> None:
    found = an_appearance(a_source(authors=[name, {"literal": "AFP"}]))
    (row,) = _rows(a_statement(quote="q", appearances=(found,)))
    assert json.loads(row["authors"]) == [name, {"literal": "AFP"}]


def test_other_sources_are_listed() -> None:
    stub = an_appearance(a_source(key="wire", seen=False))
    web = an_appearance(a_source(key="web"), relays=(RelayRecord(name="Reuters"),))
    (row,) = _rows(a_statement(quote="q", appearances=(stub, web)))
    assert (row["source"], row["consulted"], row["also_in"]) == ("web", "yes", '["wire"]')


def test_a_statement_without_a_source_has_empty_cells() -> None:
    (row,) = _rows(a_statement(quote="q"))
    assert (row["source"], row["chain"], row["consulted"], row["also_in"]) == ("", "", "", "")


@pytest.mark.parametrize(
    "start",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "'=1",
        "＝1",
        " =1",
        "\u200b=1",
        "\u00a0\ufeff@x",
    ],
)
def test_what_a_spreadsheet_would_calculate_is_neutralised(start: str) -> None:
    (row,) = _rows(a_statement(quote=start))
    assert row["quote"] == f"'{start}"


@pytest.mark.parametrize("text", ["'tis so", "a=b", " a", "1-2", "“=1”"])
def test_other_cells_are_left_as_they_are(text: str) -> None:
    (row,) = _rows(a_statement(quote=text))
    assert row["quote"] == text
