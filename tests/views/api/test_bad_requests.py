"""What a client may get wrong: each is refused by name, with the status it ought to have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.views.api.test_statements import body
from tests.views.stored import rows
from views.api.bodies import MOST_FAULTS

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.views.api.conftest import Program

GOOD = json.dumps(body())
DEEP = '{"a":' * 100 + "1" + "}" * 100
MANY_NAMES = "{" + ",".join(f'"{number}": 0' for number in range(100_000)) + ', "7": 0}'
"""As many as a body may hold; they are looked through once."""
DEEPER = "[" * 100_000


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ("", 400, "Line 1"),
        ("{", 400, "Line 1"),
        (GOOD[:-1], 400, "Line 1"),
        (b"\xff\xfe", 400, "UTF-8"),
        (DEEP, 400, "deep"),
        (DEEPER, 400, "deep"),
        ('{"form": NaN}', 400, "NaN"),
        ('{"form": ' + "9" * 5_000 + "}", 400, "JSON"),
        ('{"form": "direct", "form": "direct"}', 400, "“form” stands twice"),
        pytest.param(MANY_NAMES, 400, "“7” stands twice", id="many names"),
        ("[]", 422, "object"),
        ("null", 422, "object"),
        ('"text"', 422, "object"),
    ],
)
def test_what_is_no_object_is_refused(
    sent: str | bytes, status: int, told: str, program: Program
) -> None:
    answer = program.ask("POST", "/statements", data=sent, content_type="application/json")
    assert answer.status_code == status, answer.text
    assert told in answer.text.encode().decode("unicode_escape") or told in json.dumps(
        answer.json, ensure_ascii=False
    )


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"nonsense": 1}, "#/nonsense"),
        ({"form": "spoken"}, "#/form"),
        ({"form": 1}, "#/form"),
        ({"quote": 1}, "#/quote"),
        ({"quote": ["a"]}, "#/quote"),
        ({"confirmed": "yes"}, "#/confirmed"),
        ({"confirmed": 1}, "#/confirmed"),
        ({"speaker_id": "1"}, "#/speaker_id"),
        ({"speaker_id": 0}, "#/speaker_id"),
        ({"speaker_id": 2**31}, "#/speaker_id"),
        ({"speaker_id": 10**40}, "#/speaker_id"),
        ({"speaker_id": 1.5}, "#/speaker_id"),
        ({"speaker_id": 12345, "speaker": None}, "#/speaker_id"),
        ({"said": "yesterday"}, "#/said"),
        ({"topics": ["a", 1]}, "#/topics/1"),
        ({"appearance": {"source": {"type": "novel", "title": "x"}}}, "#/appearance/source/type"),
        ({"a/b~c": 1}, "#/a~1b~0c"),
        ({"quote": "a\0b"}, "#/quote"),
        ({"quote": "a\ud800b"}, "#/quote"),
        ({"topics": ["\udfff"]}, "#/topics/0"),
        ({"\ud800": 1}, "#/\ud800"),
    ],
)
def test_a_fault_is_told_where_it_stands(
    change: dict[str, Any], place: str, program: Program, engine: Engine
) -> None:
    answer = program.post("/statements", {**body(), **change})
    assert answer.status_code == 422, answer.text
    assert answer.content_type == "application/problem+json"
    assert place in [fault["pointer"] for fault in answer.json["errors"]]  # type: ignore[index]
    assert rows(engine, "statement") == []


SOURCE = body()["appearance"]["source"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"speaker_id": 1}, "#/speaker"),
        ({"speaker_id": 1, "speaker": None, "new_speaker": True}, "#/new_speaker"),
        ({"appearance": {"source": SOURCE, "source_id": 1}}, "#/appearance/source"),
        ({"appearance": {"source": SOURCE, "capture_id": 1}}, "#/appearance/capture_id"),
        (
            {
                "appearance": {
                    "source_id": 1,
                    "relays": [{"name": "AP", "source": SOURCE, "source_id": 1}],
                }
            },
            "#/appearance/relays/0/source_id",
        ),
    ],
)
def test_what_is_known_by_its_id_is_not_described_anew(
    change: dict[str, Any], place: str, program: Program, engine: Engine
) -> None:
    """Of two that are named, none is dropped in silence: neither is taken."""
    assert program.post("/statements", body()).status_code == 201
    kept = rows(engine, "statement")
    answer = program.post("/statements", {**body(2), **change})
    assert answer.status_code == 422, answer.text
    [fault] = answer.json["errors"]  # type: ignore[index]
    assert (fault["pointer"], fault["code"]) == (place, "both")
    assert rows(engine, "statement") == kept


def test_a_relayed_work_takes_no_notices(program: Program, engine: Engine) -> None:
    """Notices come in by the exchange format, and are placed on a source that is known."""
    notice = {"kind": "retracted", "note": "It was not so."}
    hop = {"name": "Reuters", "source": {**SOURCE, "notices": [notice]}}
    found = {"source": {**SOURCE, "title": "Another"}, "relays": [hop]}
    answer = program.post("/statements", {**body(), "appearance": found})
    assert answer.status_code == 422, answer.text
    [fault] = answer.json["errors"]  # type: ignore[index]
    assert fault["pointer"] == "#/appearance/relays/0/source/notices"
    assert rows(engine, "statement") == rows(engine, "source") == []


@pytest.mark.parametrize(("told", "seen"), [({}, False), ({"seen": True}, True)])
def test_a_relayed_work_counts_as_read_only_where_that_is_said(
    told: dict[str, Any], *, seen: bool, program: Program, engine: Engine
) -> None:
    hop = {"name": "Reuters", "source": {**SOURCE, "title": "A wire", **told}}
    found = {"source": SOURCE, "relays": [hop]}
    answer = program.post("/statements", {**body(), "appearance": found})
    assert answer.status_code == 201, answer.text
    known = {source["title"]: source["seen"] for source in rows(engine, "source")}
    assert known == {SOURCE["title"]: True, "A wire": seen}


def test_what_is_too_large_is_refused(program: Program) -> None:
    long = program.post("/statements", body(quote="a" * 1_000_001))
    assert (long.status_code, long.json["errors"][0]["pointer"]) == (413, "#/quote")  # type: ignore[index]
    huge = program.ask(
        "POST", "/statements", data=b" " * (2 * 2**20 + 1), content_type="application/json"
    )
    assert (huge.status_code, huge.content_type) == (413, "application/problem+json")
    assert "At most 2 MB" in huge.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize("kind", [None, "text/plain", "multipart/form-data", "application/xml"])
def test_what_is_not_json_is_refused(kind: str | None, program: Program) -> None:
    answer = program.ask("POST", "/statements", data=GOOD, content_type=kind)
    assert answer.status_code == 415
    assert answer.headers["Accept-Post"] == "application/json"


def test_other_ways_are_refused(program: Program) -> None:
    answer = program.ask("DELETE", "/statements")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert program.get("/statements", headers={"Accept": "text/html"}).status_code == 406
    assert program.get("/nothing").status_code == 404
    assert program.get("/nothing").content_type == "application/problem+json"
    assert "takes GET" in answer.json["detail"]  # type: ignore[index]
    assert "/api/v1/openapi.json" in program.get("/nothing").json["detail"]  # type: ignore[index]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.0", "2147483648", "9" * 40, "%D9%A1"])
def test_a_number_that_no_record_has_is_not_found(number: str, program: Program) -> None:
    assert program.get(f"/statements/{number}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("speaker_id=x", "speaker_id"),
        ("speaker_id=1&speaker_id=2", "speaker_id"),
        ("speaker_id=99999999999999999999", "speaker_id"),
        ("captured=yes", "captured"),
        ("form=spoken", "form"),
        ("since=soon", "since"),
        ("since=2018&until=2017", "until"),
        ("nonsense=1", "nonsense"),
        ("before=1", "before"),
        ("fields=id,nonsense", "fields"),
        ("fields=", "fields"),
        ("cursor=x", "cursor"),
        ("cursor=", "cursor"),
    ],
)
def test_what_an_address_asks_for_is_refused_by_name(
    asked: str, name: str, program: Program
) -> None:
    answer = program.get(f"/statements?{asked}")
    assert answer.status_code == 422, answer.text
    assert [fault["parameter"] for fault in answer.json["errors"]] == [name]  # type: ignore[index]


def test_a_cursor_leads_on_in_its_own_list_alone(program: Program) -> None:
    for number in range(53):
        assert program.post("/statements", body(number)).status_code == 201
    first = program.get("/statements?order=logged&fields=key").json
    assert first is not None
    assert (len(first["data"]), set(first["data"][0])) == (50, {"id", "key"})
    link = program.get("/statements?order=logged").headers["Link"]
    target, relation = link.split("; ")
    assert (target[1:-1].split("cursor=")[1], relation) == (first["next"], 'rel="next"')
    assert len(program.get(target[1:-1].removeprefix("/api/v1")).json["data"]) == 3  # type: ignore[index]
    rest = program.get(f"/statements?order=logged&cursor={first['next']}").json
    assert rest is not None
    assert (len(rest["data"]), rest["next"]) == (3, None)
    assert program.get(f"/statements?order=said&cursor={first['next']}").status_code == 422
    assert program.get(f"/statements?cursor={first['next']}").status_code == 422


def test_two_who_edit_at_once_do_not_undo_each_other(program: Program) -> None:
    made = program.post("/statements", body())
    address, tag = made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]
    first = program.put(address, {**body(2), "new_speaker": False}, tag)
    assert first.status_code == 200
    second = program.put(address, body(3), tag)
    assert (second.status_code, program.get(address).json) == (412, first.json)
    assert program.ask("PUT", address, json=body(3)).status_code == 428
    now = first.headers["ETag"]
    for none in ("*", "garbage", '"garbage"', f"W/{now}", now.strip('"'), f"{now},*", f"{now} x"):
        refused = program.put(address, body(3), none)
        assert refused.status_code == 412
        assert "names no version" in refused.json["detail"], none  # type: ignore[index]
    assert "Somebody else" in second.json["detail"]  # type: ignore[index]


def test_what_is_known_is_not_sent_again(program: Program) -> None:
    made = program.post("/statements", body())
    address = made.headers["Location"].removeprefix("/api/v1")
    answer = program.get(address, headers={"If-None-Match": made.headers["ETag"]})
    assert (answer.status_code, answer.data) == (304, b"")


def test_what_looks_odd_waits_for_a_word(program: Program) -> None:
    odd = body(said="2017-09-20", confirmed=False)
    answer = program.post("/statements", odd)
    assert answer.status_code == 409
    assert answer.json["warnings"]  # type: ignore[index]
    assert program.post("/statements", {**odd, "confirmed": True}).status_code == 201


def test_a_name_that_fits_several_is_asked_about(program: Program) -> None:
    assert program.post("/statements", body()).status_code == 201
    other = body(2, new_speaker=True)
    assert program.post("/statements", other).status_code == 201
    answer = program.post("/statements", body(3))
    assert answer.status_code == 422
    assert answer.json is not None
    assert len(answer.json["candidates"]) == 2
    assert "“speaker_id”" in answer.json["detail"]
    assert "“new_speaker”: true" in answer.json["detail"]
    assert answer.json["errors"][0]["pointer"] == "#/speaker_id"


def test_of_very_many_faults_the_first_are_told(program: Program) -> None:
    answer = program.post("/statements", {f"name{number}": 1 for number in range(1_000)})
    assert answer.status_code == 422
    assert answer.json is not None
    assert len(answer.json["errors"]) == MOST_FAULTS
