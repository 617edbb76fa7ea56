"""Files of known statements in great strokes, with the outcome of the way line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.importing.files import ByLineError
from desk.read_models.checking import differences
from desk.readers.faults import ImportRefusedError
from tests.desk.both_ways import by_line, in_bulk, record, same_both_ways, told, two_desks
from tests.desk.importing import a_file, a_line, a_link
from tests.desk.test_bulk_imports import PAPER, TABLE, UNNAMED

if TYPE_CHECKING:
    from tests.databases import Databases

KNOWN = a_file(
    a_line("s1", topics=["A", "B"], links=[a_link("s2", key="l1")]),
    a_line("s2", links=[a_link("s1", "corrects", key="l2")]),
    a_line("s3", speaker=UNNAMED, appearances=[{"source": PAPER}]),
    a_line("s4", translations=[{"language": "de", "text": "Nein."}]),
    a_line(None, quote="Without a key."),
    a_line("s7", speaker={"name": "Jane Roe"}),
)


@pytest.mark.parametrize(("name", "content"), [("case.jsonl", KNOWN), ("case.csv", TABLE.encode())])
def test_a_file_that_is_imported_once_more_changes_nothing(
    store: Databases, name: str, content: bytes
) -> None:
    with two_desks(store) as (one, other):
        for desk in (one, other):
            by_line(desk, content, name)
        before = record(one)
        one.rollback()
        first, second = by_line(one, content, name), in_bulk(other, content, name)
        assert not second.changed
        assert told(second) == told(first)
        assert record(other) == record(one) == before
        assert not any(differences(other).values())


def test_known_lines_beside_new_ones_have_one_outcome_both_ways(store: Databases) -> None:
    """New ones are linked to known ones, and known ones to new ones and to each other."""
    new = [
        a_line("s8", links=[a_link("s1", key="l8"), a_link("s7", key="l9")]),
        a_line("s1", topics=["B", "A"], links=[a_link("s7", key=None)]),
        a_line("s9", speaker=UNNAMED, links=[a_link("s8", "repeats", key=None)]),
        a_line("s2", links=[a_link("s1", "corrects", key="l2"), a_link("s9", key="l10")]),
        a_line("s7", speaker={"name": "Jane Roe"}),
    ]
    same_both_ways(store, KNOWN, a_file(*new))


def test_an_update_that_changes_nothing_known_has_one_outcome_both_ways(store: Databases) -> None:
    same_both_ways(store, KNOWN, KNOWN + a_file(a_line("s8")), update=True)


def test_what_is_brought_up_to_date_is_looked_at_line_by_line(store: Databases) -> None:
    """The words, the speaker, the date that sorts it, the topics, and a link."""
    changed = [
        a_line("s1", said="2018-01", topics=["C"], links=[a_link("s2", key="l1")]),
        a_line("s2", quote="Another one.", links=[a_link("s1", "corrects", key="l2")]),
        a_line("s3", speaker={"key": "roe", "name": "Jane Roe"}),
        a_line("s4"),
        a_line("s5", links=[a_link("s3", key="l5")]),
    ]
    changed[1]["links"][0]["rationale"] = "It was put right."
    with two_desks(store) as (one, _other):
        by_line(one, KNOWN, "before.jsonl")
        with pytest.raises(ByLineError):
            in_bulk(one, a_file(*changed), "case.jsonl", update=True)
        one.rollback()
        assert len(by_line(one, a_file(*changed), "case.jsonl", update=True).updated) == 5
        assert not any(differences(one).values())


def test_lines_that_say_otherwise_are_told_all_at_once(store: Databases) -> None:
    lines = [a_line("s1", quote="No."), a_line("s9"), a_line("s2", said="2001")]
    with two_desks(store) as (one, other):
        for desk in (one, other):
            by_line(desk, KNOWN, "before.jsonl")
        with pytest.raises(ImportRefusedError) as first:
            by_line(one, a_file(*lines), "case.jsonl")
        with pytest.raises(ImportRefusedError) as second:
            in_bulk(other, a_file(*lines), "case.jsonl")
        assert second.value.faults == first.value.faults
