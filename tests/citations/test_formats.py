from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from citations.exported import Held
from citations.formats import FORMATS, UnknownFormatError, format_named
from citations.omissions import not_consulted
from tests.citations.golden import CASES, kept, left_out, left_out_path, written
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import bytes_of, lines_of, text_of

if TYPE_CHECKING:
    from models.records import StatementRecord

EMPTY = {
    "jsonl": "",
    "csl-json": "[\n]\n",
    "bibtex": "",
    "biblatex": "",
    "ris": "",
    "text": "",
    "wikipedia": "",
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_as_it_was(name: str, case: str) -> None:
    kind = FORMATS[name]
    now, then = written(kind, case), kept(kind, case)
    # Line by line: what pytest shows of a difference between bytes says little.
    assert lines_of(now) == lines_of(then), (
        "if this change is meant: python -m tests.citations.golden"
    )


@pytest.mark.parametrize("case", CASES)
def test_what_a_format_leaves_out_is_as_it_was(case: str) -> None:
    assert left_out(case) == left_out_path(case).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_in_which_statements_come_changes_nothing(
    name: str, at_tanf: tuple[StatementRecord, ...]
) -> None:
    shuffled = random.Random(4).sample([*at_tanf, *at_tanf[:5]], len(at_tanf) + 5)  # noqa: S311
    assert bytes_of(name, shuffled) == bytes_of(name, at_tanf)


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_selection_is_an_empty_file(name: str) -> None:
    assert text_of(name, []) == EMPTY[name]


def test_an_empty_table_still_names_its_columns() -> None:
    assert text_of("csv", []).startswith("key,form,quote,")


@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].binary])
def test_lines_end_as_the_standard_wants(name: str) -> None:
    text = text_of(name, every_type())
    returns = text.count("\r\n") if name in {"ris", "csv"} else 0
    assert text.count("\r") == returns
    assert text.endswith("\r\n" if returns else "\n")


def test_an_unknown_format_is_refused_with_the_names_of_the_known_ones() -> None:
    with pytest.raises(
        UnknownFormatError, match=r"'odt'.* jsonl, csl-json, bibtex, biblatex, ris, csv"
    ) as no:
        format_named("odt")
    assert no.value.name == "odt"


def test_a_format_is_found_by_its_name_and_says_its_character_set() -> None:
    assert format_named("ris") is FORMATS["ris"]
    assert format_named("csv").content_type == "text/csv; charset=utf-8"
    assert all(name == kind.name for name, kind in FORMATS.items())


def test_what_no_source_was_consulted_for_is_left_out_of_citations_by_source() -> None:
    stub = a_source(key="wire", seen=False)
    bare, unseen = (
        a_statement(key="a", claim="x"),
        a_statement(key="b", claim="x", appearances=(an_appearance(stub),)),
    )
    seen = a_statement(key="c", claim="x", appearances=(an_appearance(),))
    for kind in FORMATS.values():
        if kind.leaves_out is not_consulted:
            left = [one.key for one in kind.omissions(Held([seen, unseen, bare]))]
            assert left == ["a", "b"]
            assert text_of(kind.name, [bare, unseen]) == EMPTY[kind.name]


@pytest.mark.parametrize("name", ["csl-json", "bibtex", "biblatex", "ris"])
def test_a_work_is_written_a_statement_at_a_time_however_many_it_holds(name: str) -> None:
    found = an_appearance(a_source(csl={"annote": "seen"}))
    said = [a_statement(key=f"s{n:02}", claim="c", appearances=(found,)) for n in range(60)]
    few, many = ([*map(len, FORMATS[name].written(Held(some)))] for some in (said[:2], said))
    assert max(few) == max(many)
    assert sum(many) > 10 * sum(few)
