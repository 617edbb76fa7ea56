from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.records import (
    AppearanceRecord,
    LinkRecord,
    RelayRecord,
    SourceRecord,
    SpeakerRecord,
    StatementRecord,
)
from models.terms import Answer, Form, LinkStatus, Relation, SpeakerKind, Standing, StatementStatus

WIRE = SourceRecord(id=1, key="wire", type="article", title="Wire report", seen=False)
CNN = SourceRecord(id=2, key="cnn", type="webpage", title="Ground", container_title="CNN")


def _statement(*found: AppearanceRecord, claim: str | None = None) -> StatementRecord:
    return StatementRecord(
        id=1,
        key="o1",
        version=1,
        form=Form.INDIRECT,
        speaker=SpeakerRecord(id=1, key="m", name="Mattis", kind=SpeakerKind.PERSON),
        status=StatementStatus.LOGGED,
        created_at=datetime(2026, 11, 21, tzinfo=UTC),
        said="2017-09-18",
        claim=claim,
        appearances=found,
    )


def _found(*relays: RelayRecord, source: SourceRecord = CNN, **exact: str) -> AppearanceRecord:
    return AppearanceRecord(id=1, source=source, relays=relays, **exact)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        (CNN, "CNN"),
        (WIRE, "Wire report"),
        (SourceRecord(id=3, key="b", type="book", title="T", publisher="Knopf"), "Knopf"),
    ],
)
def test_a_source_is_named_as_the_trade_names_it(source: SourceRecord, outlet: str) -> None:
    assert source.outlet == outlet


def test_the_origin_is_the_first_relay_s_source() -> None:
    found = _found(RelayRecord(name="Reuters", source=WIRE), RelayRecord(name="CNN"))
    assert found.origin("2017") == ("source", "wire")
    assert found.origin_name == "Reuters"


def test_else_it_is_that_relay_on_the_day_said() -> None:
    found = _found(RelayRecord(name="Reuters"))
    assert found.origin("2017-09-18") == ("relay", "reuters", "2017-09-18")
    assert found.origin(None) == ("relay", "reuters", "")


def test_else_it_is_the_source_itself() -> None:
    assert _found().origin("2017") == ("source", "cnn")
    assert _found().origin_name == "CNN"


def test_two_outlets_citing_one_wire_are_one_origin() -> None:
    relay = RelayRecord(name="Reuters", source=WIRE)
    assert _statement(_found(relay), _found(relay, source=WIRE), _found()).origins == (
        "Reuters",
        "CNN",
    )


def test_a_statement_shows_its_claim_else_the_passage() -> None:
    found = _found(exact="He said that no ground was given up.")
    assert _statement(_found(), found, claim="No ground was given up.").wording == (
        "No ground was given up."
    )
    assert _statement(_found(), found).wording == "He said that no ground was given up."
    assert _statement().wording == ""


def _link(relation: Relation, same_time: Answer | None) -> LinkRecord:
    return LinkRecord(
        id=1,
        key="l",
        version=1,
        from_id=1,
        from_key="a",
        to_id=2,
        to_key="b",
        relation=relation,
        status=LinkStatus.PROPOSED,
        same_time=same_time,
    )


def test_a_contradiction_knows_its_standing_and_no_other_link_has_one() -> None:
    assert _link(Relation.CONTRADICTS, Answer.NO).standing is Standing.APPARENT
    assert _link(Relation.SUPPORTS, None).standing is None
