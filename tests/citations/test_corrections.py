"""A correction follows what is exported again, in every format that can say it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
import rispy

from citations.corrections import correction_words
from models.records import CorrectionRecord, NoticeRecord, RelayRecord
from models.terms import NoticeKind
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from models.records import StatementRecord

NOTICE = NoticeRecord(
    kind=NoticeKind.CORRECTED, date="2017-09-19", note="It was another post.", touches=("s1",)
)
TOLD = "Corrected on 19 September 2017: It was another post."
OWN = CorrectionRecord(
    link_id=1,
    statement_id=2,
    speaker="James Mattis",
    own=True,
    said="2017-09-20",
    rationale="He takes it back",
)
TAKEN_BACK = "Corrected by the speaker on 20 September 2017: He takes it back."
WIRE = a_source(key="wire", title="Wire", publisher="Reuters", seen=False, notices=(NOTICE,))


def _noticed(**parts: object) -> StatementRecord:
    found = an_appearance(a_source(container_title="CNN", notices=(NOTICE,)))
    known = {"key": "s1", "quote": "We left.", "appearances": (found,), "corrections": (OWN,)}
    return a_statement(**(known | parts))


@pytest.mark.parametrize("name", ["text", "csl-json", "bibtex", "ris", "csv"])
def test_a_re_export_carries_what_corrects_it(name: str) -> None:
    written = text_of(name, [_noticed()])
    assert TOLD in written
    assert TAKEN_BACK in written
    # Once for people; readers of ours know it by the mark of the note beside the statements.
    told = written.replace(f"{TOLD} [gainsay 1; aside]", "").count(TOLD)
    assert told == (0 if name == "ris" else 1)


def test_readers_give_the_corrections_back() -> None:
    [record] = rispy.loads(text_of("ris", [_noticed()]))
    assert {f"{TOLD} [gainsay 1; aside]", f"{TAKEN_BACK} [gainsay 1; aside]"} <= set(
        record["notes"]
    )
    table = io.StringIO(text_of("csv", [_noticed()]), newline="")
    [row] = csv.DictReader(table)
    assert json.loads(row["corrections"]) == [TOLD, TAKEN_BACK]
    [item] = json.loads(text_of("csl-json", [_noticed()]))
    assert item["note"].split("\n\n")[-2:] == [TOLD, TAKEN_BACK]


def test_the_notice_of_a_wire_report_says_whose_it_is() -> None:
    hop = RelayRecord(name="Reuters", source=WIRE)
    relayed = _noticed(appearances=(an_appearance(a_source(), relays=(hop,)),), corrections=())
    assert list(correction_words(relayed)) == [f"Reuters: {TOLD}"]
    for name in ("csl-json", "ris", "text"):
        assert f"Reuters: {TOLD}" in text_of(name, [relayed])


def test_a_notice_on_other_words_of_the_work_is_none_on_these() -> None:
    assert list(correction_words(_noticed(key="s9", corrections=()))) == []


def test_somebody_else_is_named() -> None:
    other = CorrectionRecord(link_id=1, statement_id=2, speaker="A spokesman", own=False)
    assert list(correction_words(_noticed(key="s9", corrections=(other,)))) == [
        "Corrected by A spokesman."
    ]
