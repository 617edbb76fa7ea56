"""Cells with brackets in a table: titles come back as they left, and depth is no way in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desk.actors import named_actor
from desk.readers.faults import ImportRefusedError
from models.terms import Face
from tests.desk.importing import a_file, a_line, export
from tests.desk.test_import_tables import take, written
from tests.desk.test_round_trip import empty_desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from tests.databases import Databases

ODD_TITLES = ["[]", "[ ]", "[a]", '["a"]', '[["a"]]', "[", "]", '"a"', '["a"', '["a", "b"]', "[1]"]


@pytest.mark.parametrize("told", [{}, {"title_supplied": True}])
@pytest.mark.parametrize("title", ODD_TITLES)
def test_a_title_comes_back_as_it_is_whatever_brackets_it_has(
    title: str, told: dict[str, bool], store: Databases
) -> None:
    source = {"key": "a", "type": "book", "title": title, **told}
    with empty_desk(store) as first, empty_desk(store) as second:
        by = named_actor(first, None, Face.COMMAND)
        take(first, by, a_file(a_line(appearances=[{"source": source}])), "jsonl")
        table = written(first, "csv")
        assert not take(first, by, table).changed
        take(second, by, table)
        assert json.loads(export(second))["appearances"] == [{"source": source}]


@pytest.mark.parametrize("column", ["title", "topics", "relays", "translations", "authors"])
def test_a_cell_that_is_nested_deep_is_read_as_words_or_refused_by_name(
    column: str, writing: Session, command_line: Actor
) -> None:
    deep = "[" * 50_000 + "]" * 50_000
    names = ["quote", "speaker", "title", *([column] if column != "title" else [])]
    cells = ["Yes.", "Ann", *(["A page"] if column != "title" else []), deep]
    with pytest.raises(ImportRefusedError) as refused:
        take(writing, command_line, f"{','.join(names)}\n{','.join(cells)}\n")
    assert str(refused.value).startswith(f"line 2, column {len(cells)} ({column}): ")
