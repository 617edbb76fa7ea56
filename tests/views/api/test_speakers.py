"""Speakers through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from models import Role
from models.terms import SpeakerKind
from tests.factories import a_source, a_speaker, a_statement, an_appearance
from tests.views.api.conftest import Program, etag_of
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

MATTIS = {
    "name": "James Mattis",
    "aliases": ["Jim Mattis"],
    "offices": [{"title": "Secretary of Defense", "from": "2017-01-20", "until": "2019-01-01"}],
    "wikidata": "Q2023",
}


def test_a_speaker_is_described_read_found_and_revised(program: Program, engine: Engine) -> None:
    made = program.post("/speakers", MATTIS)
    assert made.status_code == 201, made.text
    address = made.headers["Location"].removeprefix("/api/v1")
    read = program.get(address)
    assert read.json == made.json
    assert {name: read.json[name] for name in MATTIS if name != "offices"} == {  # type: ignore[index]
        name: value for name, value in MATTIS.items() if name != "offices"
    }
    office = read.json["offices"][0]  # type: ignore[index]
    assert (office["from"], office["organisation"]) == ("2017-01-20", None)
    assert last(engine, "event")["tag"] == "speaker:make"
    found = program.get("/speakers?q=jim+mattis").json["data"]  # type: ignore[index]
    assert [one["name"] for one in found] == ["James Mattis"]
    revised = program.put(address, {"name": "James N. Mattis"}, read.headers["ETag"])
    assert (revised.status_code, revised.json["aliases"]) == (200, []), revised.text  # type: ignore[index]
    late = program.put(address, {"name": "Somebody"}, read.headers["ETag"])
    assert late.status_code == 412
    assert rows(engine, "speaker")[0]["name"] == "James N. Mattis"


def test_another_one_of_a_known_name_is_made_once_somebody_says_so(program: Program) -> None:
    program.post("/speakers", MATTIS)
    asked = program.post("/speakers", {"name": "Jim Mattis"})
    assert asked.status_code == 409
    assert "James Mattis" in asked.json["warnings"][0]  # type: ignore[index]
    assert [one["name"] for one in asked.json["candidates"]] == ["James Mattis"]  # type: ignore[index]
    [why] = asked.json["asked"]  # type: ignore[index]
    assert (why["code"], why["speaker_id"]) == ("same_name", asked.json["candidates"][0]["id"])  # type: ignore[index]
    made = program.post("/speakers", {"name": "Jim Mattis", "confirmed": True})
    assert made.status_code == 201


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": None}, "#/name"),
        ({"kind": "crowd"}, "#/kind"),
        ({"kind": "unnamed"}, "#/kind"),
        ({"offices": [{"title": "x", "from": "Monday"}]}, "#/offices/0/from"),
        ({"offices": [{"title": "x", "from": "2018", "until": "2017"}]}, "#/offices/0/until"),
        ({"wikidata": "2023"}, "#/wikidata"),
        ({"key": "mattis"}, "#/key"),
        ({"merged_into": 1}, "#/merged_into"),
    ],
)
def test_what_is_wrong_with_a_speaker_is_told_where_it_stands(
    change: dict[str, Any], place: str, program: Program, session: Session, engine: Engine
) -> None:
    a_speaker(session, "Ann", key="mattis")
    session.commit()
    answer = program.post("/speakers", {**MATTIS, **change})
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in answer.json["errors"]] == [place]  # type: ignore[index]
    assert len(rows(engine, "speaker")) == 1


def test_two_speakers_are_made_one_and_parted_again(program: Program, session: Session) -> None:
    kept, other = a_speaker(session), a_speaker(session, "Jim Mattis")
    said = a_statement(session, speaker=other)
    an_appearance(session, said, a_source(session))
    kept_id, other_id, said_id = kept.id, other.id, said.id
    session.commit()
    preview = program.get(f"/speakers/{kept_id}/merge?other={other_id}")
    assert (preview.json["statements"], preview.json["names"]) == (1, ["Jim Mattis"])  # type: ignore[index]
    same = {"other": other_id, "other_version": preview.json["other_version"]}  # type: ignore[index]
    answer = program.do(
        f"/speakers/{kept_id}/merge", same, etag_of(program, f"/speakers/{kept_id}")
    )
    assert [one["id"] for one in answer.json["merged"]] == [other_id]  # type: ignore[index]
    gone = program.get(f"/speakers/{other_id}")
    assert gone.json["merged_into"] == kept_id  # type: ignore[index]
    refused = program.put(f"/speakers/{other_id}", MATTIS, gone.headers["ETag"])
    assert refused.status_code == 409
    assert f"merged into speaker {kept_id}" in refused.json["detail"]  # type: ignore[index]
    shown = program.get(f"/statements/{said_id}").json["speaker"]  # type: ignore[index]
    assert shown["id"] == kept_id
    back = program.just("POST", f"/speakers/{other_id}/unmerge", gone.headers["ETag"])
    assert (back.status_code, back.json["merged_into"]) == (200, None), back.text  # type: ignore[index]
    assert program.get(f"/speakers/{kept_id}").json["merged"] == []  # type: ignore[index]


def test_only_two_can_be_made_one(program: Program, session: Session) -> None:
    one_id = a_speaker(session).id
    session.commit()
    preview = program.get(f"/speakers/{one_id}/merge?other={one_id}")
    assert preview.json["errors"][0]["parameter"] == "other"  # type: ignore[index]
    assert program.get(f"/speakers/{one_id}/merge").status_code == 422
    assert program.get(f"/speakers/{one_id}/merge?other=77").status_code == 404
    etag = etag_of(program, f"/speakers/{one_id}")
    answer = program.do(f"/speakers/{one_id}/merge", {"other": one_id, "other_version": 1}, etag)
    assert answer.json["errors"][0]["pointer"] == "#/other"  # type: ignore[index]


def test_an_unnamed_speaker_is_named(program: Program, session: Session) -> None:
    source = a_source(session)
    unnamed = a_speaker(session, "a senior official", kind=SpeakerKind.UNNAMED, source=source)
    said = a_statement(session, speaker=unnamed)
    an_appearance(session, said, source)
    address, said_id, source_id = f"/speakers/{unnamed.id}", said.id, source.id
    session.commit()
    read = program.get(address)
    assert read.json["source"]["id"] == source_id  # type: ignore[index]
    why = {"reason": "He told us so himself."}
    nobody = program.do(f"{address}/name", why, read.headers["ETag"])
    assert nobody.json["errors"][0]["pointer"] == "#/name"  # type: ignore[index]
    strange = program.do(f"{address}/name", {**why, "speaker_id": 77}, read.headers["ETag"])
    assert strange.json["errors"][0]["pointer"] == "#/speaker_id"  # type: ignore[index]
    both = {**why, "speaker_id": 77, "name": "Ann Roe"}
    twice = program.do(f"{address}/name", both, read.headers["ETag"])
    assert twice.json["errors"][0]["pointer"] == "#/name"  # type: ignore[index]
    named = program.do(f"{address}/name", {**why, "name": "Ann Roe"}, read.headers["ETag"])
    assert named.json["name"] == "Ann Roe", named.text  # type: ignore[index]
    shown = program.get(f"/statements/{said_id}").json
    assert shown["role"] == "published as “a senior official”"  # type: ignore[index]
    assert program.get(address).json["merged_into"] == named.json["id"]  # type: ignore[index]


def test_speakers_are_listed_page_by_page_in_few_queries(
    program: Program,
    session: Session,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    for number in range(60):
        a_speaker(session, f"Speaker {number:02}")
    session.commit()
    with count_queries(engine) as asked:
        first = program.get("/speakers?fields=name").json
    assert len(asked) <= 12
    second = program.get(f"/speakers?fields=name&cursor={first['next']}").json  # type: ignore[index]
    names = [one["name"] for page in (first, second) for one in page["data"]]  # type: ignore[index]
    assert names == [f"Speaker {number:02}" for number in range(60)]
    newest = program.get("/speakers?order=newest").json["data"][0]  # type: ignore[index]
    assert newest["name"] == "Speaker 59"
    for wrong in ("order=best", f"q={'x' * 401}", "kind=person", "before=3"):
        assert program.get(f"/speakers?{wrong}").status_code == 422, wrong


@pytest.mark.parametrize("number", [0, 77, 2**31, 2**63, 10**30])
def test_nobody_stands_where_there_is_no_speaker(number: int, program: Program) -> None:
    assert program.get(f"/speakers/{number}").status_code == 404


def test_nobody_is_revised_where_there_is_no_speaker(program: Program) -> None:
    assert program.put("/speakers/77", MATTIS, '"x"').status_code == 404


def test_a_reader_changes_nothing(app: Any, token: Callable[..., str], engine: Engine) -> None:  # noqa: ANN401
    reader = Program(app, token(Role.READER))
    assert reader.post("/speakers", MATTIS).status_code == 403
    assert rows(engine, "speaker") == []


def test_keys_that_are_taken_are_refused_in_statements_too(
    program: Program, session: Session, engine: Engine
) -> None:
    a_speaker(session, "Ann", key="ann")
    a_source(session, "A report", key="report")
    session.commit()
    said: dict[str, Any] = {"form": "direct", "quote": "No.", "said": "2017-09-18"}
    works = {"type": "book", "title": "Another", "published": "2018"}
    named = {
        **said,
        "speaker": {"name": "Bob"},
        "appearance": {"source": {**works, "key": "report"}},
    }
    keyed = {**said, "speaker": {"name": "Bob", "key": "ann"}, "appearance": {"source": works}}
    places = {"#/appearance/source/key": named, "#/speaker/key": keyed}
    for place, body in places.items():
        answer = program.post("/statements", {**body, "confirmed": True})
        assert answer.status_code == 422, answer.text
        assert answer.json["errors"][0]["pointer"] == place  # type: ignore[index]
    assert rows(engine, "statement") == []
