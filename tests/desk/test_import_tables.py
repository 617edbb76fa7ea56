"""Tables and reference files on a desk that knows some of what they say."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import func, select

from desk.actors import named_actor
from desk.exports import chosen
from desk.importing.imports import FileName, ImportOptions, ImportResult, import_read
from desk.readers.faults import ImportRefusedError
from desk.readers.formats import IMPORT_FORMATS, read_file
from models import Source, Speaker, Statement
from models.terms import Face, Verdict
from tests.citations.writing import text_of
from tests.desk.importing import SOURCE, a_file, a_line, bring, export
from tests.desk.random_files import Line, files
from tests.desk.test_round_trip import empty_desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from tests.databases import Databases

RICH = a_line(
    note="Seen on video.",
    said="2017-09-18",
    topics=["At Tanf"],
    translations=[{"language": "fr", "text": "Non.", "kind": "ours"}],
    reviews=[{"word": "False"}],
    speaker={"key": "mattis", "name": "James Mattis", "kind": "person", "aliases": ["Jim"]},
    appearances=[
        {
            "source": SOURCE | {"publisher": "CNN", "csl": {"volume": "7"}, "published": "2017-09"},
            "locator": {"exact": "He said: “We have not ceded any of the ground.”", "prefix": "x"},
            "heard": "via",
            "relays": [{"name": "Reuters", "verb": "told"}],
        },
        {"source": SOURCE | {"key": "other", "title": "Elsewhere"}},
    ],
)


def take(
    session: Session,
    by: Actor,
    content: str | bytes,
    format_: str = "csv",
    *,
    update: bool = False,
    keep_good: bool = False,
) -> ImportResult:
    """Import a file of some format and commit."""
    raw = content.encode() if isinstance(content, str) else content
    read = read_file(raw, "", format_)
    options = ImportOptions(update=update, keep_good=keep_good)
    result = import_read(session, read, by, options, FileName(raw, "x"))
    session.commit()
    return result


def written(session: Session, format_: str) -> str:
    """Return all that the desk holds, as it leaves in a format."""
    ids = session.scalars(select(Statement.id)).all()
    text = text_of(format_, list(chosen(session, ids)))
    session.rollback()
    return text


def _count(session: Session, kind: type[Source | Speaker | Statement]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


@pytest.mark.parametrize("format_", list(IMPORT_FORMATS))
def test_what_left_the_desk_changes_nothing_when_it_comes_back(
    at_tanf: Session, command_line: Actor, format_: str
) -> None:
    before = export(at_tanf)
    result = take(at_tanf, command_line, written(at_tanf, format_), format_)
    assert (result.changed, result.faults) == (False, [])
    assert {row.verdict for row in result.rows} == {Verdict.MATCHED}
    assert export(at_tanf) == before


def test_csl_json_of_ours_brings_the_statements_whole(
    writing: Session, admin: Actor, command_line: Actor
) -> None:
    bring(writing, admin, RICH)
    whole, lossless = written(writing, "csl-json"), export(writing)
    assert json.loads(whole)
    statement = writing.scalars(select(Statement)).one()
    assert statement.key == "s1"
    assert take(writing, command_line, whole, "csl-json").matched == ["s1"]
    assert export(writing) == lossless


def test_a_table_tells_only_what_it_has_columns_for(writing: Session, admin: Actor) -> None:
    bring(writing, admin, RICH)
    before = export(writing)
    same = "key,quote,speaker,note,source\ns1,We have not ceded any of the ground.,James Mattis,"
    result = take(writing, admin, same + "Seen on video.,cnn-report\n")
    assert (result.changed, result.matched) == (False, ["s1"])
    assert export(writing) == before


def test_an_update_from_a_table_leaves_the_rest_as_it_was(writing: Session, admin: Actor) -> None:
    bring(writing, admin, RICH)
    table = "key,quote,speaker,role,source,published,topics\ns1,No.,James Mattis,Secretary,"
    table += 'cnn-report,2017-10,"[""At Tanf"", ""Syria""]"\n'
    with pytest.raises(ImportRefusedError) as refused:
        take(writing, admin, table)
    writing.rollback()
    assert str(refused.value).startswith("line 2, quote: “s1” is known and says otherwise")
    assert take(writing, admin, table, update=True).updated[0] == "s1"
    told = json.loads(export(writing))
    assert (told["quote"], told["role"]) == ("No.", "Secretary")
    assert told["topics"] == ["At Tanf", "Syria"]
    assert told["appearances"][0]["source"]["published"] == "2017-10"
    for name in ("note", "said", "translations", "reviews", "speaker"):
        assert told[name] == json.loads(a_file(RICH))[name]
    assert told["appearances"][0]["relays"] == [{"name": "Reuters", "verb": "told"}]
    assert told["appearances"][0]["source"]["csl"] == {"volume": "7"}
    assert told["appearances"][1]["source"]["title"] == "Elsewhere"


def test_a_table_may_find_a_known_statement_in_another_source(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, RICH)
    table = "key,quote,speaker,title,passage,relays\n"
    table += "s1,We have not ceded any of the ground.,James Mattis,A third page,Words.,AP; AFP\n"
    assert take(writing, admin, table, update=True).updated == ["s1"]
    found = json.loads(export(writing))["appearances"]
    assert [one["source"]["title"] for one in found] == ["The outpost", "Elsewhere", "A third page"]
    assert found[2]["relays"] == [{"name": "AP"}, {"name": "AFP"}]


def test_another_speaker_in_a_table_is_another_speaker(writing: Session, admin: Actor) -> None:
    bring(writing, admin, RICH)
    table = "key,quote,speaker,source\ns1,We have not ceded any of the ground.,Rex,cnn-report\n"
    with pytest.raises(ImportRefusedError) as refused:
        take(writing, admin, table)
    assert "line 2, speaker.name: “s1” is known" in str(refused.value)


def test_rows_without_keys_are_known_again(writing: Session, admin: Actor) -> None:
    table = "quote,speaker,said,title,url\nYes.,Ann,2017,A page,https://example.org/a\n"
    table += "No.,Ann,2018,The same page,http://www.example.org/a/\n"
    first = take(writing, admin, table)
    assert (len(first.made), _count(writing, Source), _count(writing, Speaker)) == (2, 1, 1)
    again = take(writing, admin, table)
    assert (again.changed, len(again.matched)) == (False, 2)
    other = take(writing, admin, table.replace("2018", "2019"))
    assert len(other.made) == 1


def test_a_statement_said_after_its_source_was_published_is_taken_with_a_warning(
    writing: Session, admin: Actor
) -> None:
    table = "quote,speaker,said,title,published\nYes.,Ann,2018,A page,2017\n"
    result = take(writing, admin, table)
    [row] = [row for row in result.rows if row.what == "statement"]
    assert row.verdict is Verdict.MADE
    assert row.why.startswith("Said 2018, but the source was published 2017")


WORKS: list[Any] = [
    {"id": "w1", "type": "article-newspaper", "title": "One", "URL": "https://example.org/1"},
    {"id": "w2", "type": "article-journal", "title": "Two", "DOI": "10.1/ABC"},
    {"id": "w3", "type": "book", "title": "Three", "ISBN": "978-3-16-148410-0"},
    {"id": "W 4", "type": "webpage", "title": "Four", "container-title": "The Daily"},
]


def test_works_are_made_once_and_known_by_any_of_their_numbers(
    writing: Session, admin: Actor
) -> None:
    first = take(writing, admin, json.dumps(WORKS), "csl-json")
    assert (len(first.parties), _count(writing, Source)) == (4, 4)
    assert not take(writing, admin, json.dumps(WORKS), "csl-json").changed
    ris = (
        "TY  - NEWS\nTI  - One\nUR  - http://www.example.org/1/\nER  - \n"
        "TY  - JOUR\nTI  - Two\nDO  - https://doi.org/10.1/abc\nER  - \n"
        "TY  - BOOK\nTI  - Three\nSN  - 9783161484100\nER  - \n"
        "TY  - ELEC\nTI  - FOUR\nT2  - The Daily\nER  - \n"
    )
    result = take(writing, admin, ris, "ris")
    assert (result.changed, _count(writing, Source)) == (False, 4)
    assert {row.verdict for row in result.rows} == {Verdict.MATCHED}


def test_a_known_work_keeps_what_it_says_until_an_update_is_asked_for(
    writing: Session, admin: Actor
) -> None:
    take(writing, admin, json.dumps(WORKS), "csl-json")
    bib = "@article{x, title={Two}, doi={10.1/abc}, publisher={P}, author={A, B}, volume=3}"
    result = take(writing, admin, bib, "bibtex")
    [row] = result.rows
    assert row.verdict is Verdict.MATCHED
    assert (
        row.why == "the record says otherwise (authors, publisher, csl.DOI, csl.volume) and is kept"
    )
    assert take(writing, admin, bib, "bibtex", update=True).updated == ["w2"]
    work = writing.scalars(select(Source).where(Source.key == "w2")).one()
    assert (work.publisher, work.csl["volume"], work.type) == ("P", "3", "article-journal")
    assert work.authors == [{"family": "A", "given": "B"}]


def test_a_citation_key_that_is_the_key_of_another_work_is_refused(
    writing: Session, admin: Actor
) -> None:
    take(writing, admin, json.dumps(WORKS), "csl-json")
    with pytest.raises(ImportRefusedError) as refused:
        take(writing, admin, "@misc{w1, title={Another}}", "bibtex")
    writing.rollback()
    assert "line 1, key: “w1” is the key of another source, “One”" in str(refused.value)
    [fault] = take(
        writing,
        admin,
        "@misc{w1, title={Another}}\n@misc{n1, title={New}}",
        "bibtex",
        keep_good=True,
    ).faults
    assert (fault.line, _count(writing, Source)) == (1, 5)


def test_what_a_work_cannot_keep_is_named_in_its_row(writing: Session, admin: Actor) -> None:
    result = take(writing, admin, "@misc{a, title={T}, mood={glad}}", "bibtex")
    assert [row.why for row in result.rows] == ["no place for mood"]


EXAMPLES = 12
#: What a table cannot carry: stubs behind a chain, further sources, and what follows from them.
UNCARRIED = ("chain", "also_in", "corrections")


def _carried(table: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    return [{name: cell for name, cell in row.items() if name not in UNCARRIED} for row in rows]


def _told_apart(lines: list[Line]) -> bool:
    """Tell whether the speakers and outlets of a file have names of their own, as a table needs."""
    names = {(one["speaker"]["key"], one["speaker"]["name"]) for one in lines}
    return len({name for _key, name in names}) == len(names)


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
@given(lines=files().filter(_told_apart))
def test_a_table_comes_back_as_it_left_as_far_as_it_carries(
    store: Databases, lines: list[Line]
) -> None:
    told = [line for line in lines if line["status"] != "withdrawn"]
    keys = {line["key"] for line in told}
    alone = [{k: v for k, v in one.items() if k not in ("links", "reply_requests")} for one in told]
    with empty_desk(store) as first, empty_desk(store) as second:
        by = named_actor(first, None, Face.COMMAND)
        _without_touching(alone, keys)
        take(first, by, a_file(*alone), "jsonl")
        table = written(first, "csv")
        assert not take(first, by, table).changed
        take(second, by, table)
        assert _carried(written(second, "csv")) == _carried(table)
        assert not take(second, by, table).changed


def _without_touching(lines: list[Line], keys: set[str]) -> None:
    for line in lines:
        for found in line["appearances"]:
            for source in (
                found["source"],
                *(hop.get("source", {}) for hop in found.get("relays", [])),
            ):
                for notice in source.get("notices", []):
                    notice["touches"] = [key for key in notice.get("touches", []) if key in keys]
