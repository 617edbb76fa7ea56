"""What has changed since a report was frozen, as its banner says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.freezing.banners import LinkChange, LinkWhat, Since
from desk.pairs import Pair, make_pair
from desk.since import Change, What
from models.records import CorrectionRecord, LinkRecord, SpeakerRecord, StatementRecord
from models.terms import Form, LinkStatus, Relation, SpeakerKind, StatementStatus
from tests.views.english import english
from views.since_words import since_lines


def _side(number: int, name: str, **parts: object) -> StatementRecord:
    bare = StatementRecord(
        id=number,
        key=f"s{number}",
        version=1,
        form=Form.DIRECT,
        speaker=SpeakerRecord(id=number, key=name, name=name, kind=SpeakerKind.PERSON),
        status=StatementStatus.LOGGED,
        created_at=datetime(2026, 11, 21, tzinfo=UTC),
        quote="We left.",
        said="2017-09-18",
    )
    return replace(bare, **parts)  # type: ignore[arg-type]


def _pair(**parts: object) -> Pair:
    link = LinkRecord(
        id=7,
        key="l",
        version=1,
        from_id=1,
        from_key="s1",
        to_id=2,
        to_key="s2",
        relation=Relation.CONTRADICTS,
        status=LinkStatus.CONFIRMED,
    )
    return make_pair(link, _side(1, "Mattis", **parts), _side(2, "Dillon"))


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (LinkWhat.REJECTED, "was rejected since"),
        (LinkWhat.WITHDRAWN, "was withdrawn since"),
    ],
)
def test_what_became_of_a_link_is_told_for_what_it_is(what: LinkWhat, told: str) -> None:
    with english():
        [line] = since_lines(Since(links=(LinkChange(7, what),)), [_pair()])
    assert line.endswith(told)
    assert "Mattis" in line


def test_a_correction_that_is_no_side_is_told_by_its_speaker_and_date() -> None:
    correction = CorrectionRecord(
        link_id=8, statement_id=3, speaker="A spokesman", own=False, said="2017-09-20"
    )
    gone = Since((Change(3, What.WITHDRAWN), Change(1, What.REVISED)))
    with english():
        [taken, revised] = since_lines(gone, [_pair(corrections=(correction,))])
    assert "A spokesman" in taken
    assert taken.endswith("20 September 2017 (a correction): the statement was withdrawn since")
    assert revised.endswith("18 September 2017: the statement was revised since")


def test_a_change_of_a_statement_without_a_name_is_told_as_well() -> None:
    with english():
        told = since_lines(Since((Change(9, What.REDACTED),)), [_pair()])
    assert [line.partition(":")[0] for line in told] == ["A statement behind this report"]
