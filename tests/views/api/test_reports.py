"""Reports through the API: the same as at the terminal, a page at a time; saved and frozen."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from models import Role
from tests.factories import a_confirmed_contradiction
from tests.views.api.conftest import ROOT, Program, told
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

REPORT = "/reports/contradictions"


@pytest.mark.usefixtures("desk_with_case")
def test_the_report_is_the_one_of_the_terminal(program: Program, run: FlaskCliRunner) -> None:
    printed = json.loads(run.invoke(args=["report", "contradictions", "--json"]).output)
    found = told(program.get(REPORT))
    assert found["counts"].pop("least") is False
    for name in ("as_of", "counts", "scope"):
        assert found[name] == printed[name], name
    by_key = {one["key"]: one for one in printed["pairs"]}
    for side in (one[name] for one in found["pairs"] for name in ("first", "second")):
        through = [hop for one in side["appearances"] for hop in one.get("relays", ())]
        found_in = [one["source"] for one in (*side["appearances"], *through) if "source" in one]
        assert all(one.pop("id") > 0 for one in (side["speaker"], *found_in)), side
    assert {one["key"]: one for one in found["pairs"]} == by_key
    assert len(found["by_statement"]) == len(printed["by_statement"])
    for one in found["by_statement"]:
        _leads_on(program, "/statements", one["statement_id"], one["statement"])
        for each in one["responses"]:
            _leads_on(program, "/statements", each["statement_id"], each["statement"])
            _leads_on(program, "/links", each["pair_id"], each["pair"])
    examined = told(program.get("/reports/to-examine"))
    assert examined == {name: printed[name] for name in ("to_examine", "unbalanced")}


def _leads_on(program: Program, place: str, number: int, key: str) -> None:
    assert told(program.get(f"{place}/{number}"))["key"] == key


@pytest.mark.usefixtures("desk_with_case")
def test_a_source_that_relayed_is_named_by_the_id_under_which_it_is_had(program: Program) -> None:
    pairs = told(program.get(f"{REPORT}?fields=pairs"))["pairs"]
    sides = (one[name] for one in pairs for name in ("first", "second"))
    hops = [hop for side in sides for one in side["appearances"] for hop in one.get("relays", ())]
    sources = [hop["source"] for hop in hops if "source" in hop]
    assert sources
    for one in sources:
        _leads_on(program, "/sources", one["id"], one["key"])


@pytest.mark.usefixtures("desk_with_case")
def test_the_report_is_narrowed_as_on_the_page(program: Program) -> None:
    whole = told(program.get(f"{REPORT}?fields=counts"))
    assert set(whole) == {"counts"}
    alone = whole["counts"]["self"]
    assert told(program.get(f"{REPORT}?kind=self"))["counts"]["pairs"] == alone
    assert told(program.get(f"{REPORT}?until=1999"))["pairs"] == []
    past = told(program.get(f"{REPORT}?as_of=2001-01-01"))
    assert (past["as_of"], past["pairs"]) == ("2001-01-01", [])
    assert past["scope"] == {"as_of": "2001-01-01"}


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("nonsense=1", "nonsense"),
        ("before=3", "before"),
        ("speaker_id=0", "speaker_id"),
        (f"topic_id={2**31}", "topic_id"),
        ("kind=all", "kind"),
        ("since=soon", "since"),
        ("since=2018&until=2017", "until"),
        ("as_of=2017-09", "as_of"),
        ("as_of=9999-12-31", "as_of"),
        ("cursor=x", "cursor"),
        ("fields=id", "fields"),
    ],
)
def test_what_a_report_is_asked_wrongly_is_refused_by_name(
    asked: str, name: str, program: Program
) -> None:
    answer = program.get(f"{REPORT}?{asked}")
    assert answer.status_code == 422, answer.text
    assert [fault["parameter"] for fault in told(answer)["errors"]] == [name]


def test_pairs_come_a_page_at_a_time_at_the_same_cost(
    program: Program,
    session: Session,
    engine: Engine,
    count_queries: Any,  # noqa: ANN401
) -> None:
    a_confirmed_contradiction(session)
    session.commit()
    with count_queries(engine) as few:
        program.get(REPORT)
    for _ in range(51):
        a_confirmed_contradiction(session)
    session.commit()
    with count_queries(engine) as many:
        first = told(program.get(REPORT))
    assert len(many) == len(few)
    assert (len(first["pairs"]), first["counts"]["pairs"]) == (50, 52)
    link = program.get(REPORT).headers["Link"]
    assert link == f'<{ROOT}{REPORT}?cursor={first["next"]}>; rel="next"'
    rest = told(program.get(f"{REPORT}?cursor={first['next']}"))
    assert (len(rest["pairs"]), rest["next"], rest["scope"]) == (2, None, {})
    ids = {one["id"] for one in first["pairs"]} | {one["id"] for one in rest["pairs"]}
    assert len(ids) == 52
    assert program.get(f"{REPORT}?kind=others&cursor={first['next']}").status_code == 422


@pytest.mark.usefixtures("desk_with_case")
@pytest.mark.parametrize(
    ("name", "media", "begins"),
    [
        ("markdown", "text/markdown", b"# "),
        ("html", "text/html", b"<!"),
        ("csv", "text/csv", b""),
        ("json", "application/json", b"{"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_the_report_leaves_as_a_file_and_is_noted(
    name: str, media: str, begins: bytes, program: Program, engine: Engine
) -> None:
    answer = program.get(f"{REPORT}/file?format={name}&to_whom=A%20newspaper")
    assert (answer.status_code, answer.mimetype) == (200, media), answer.text
    assert answer.data.startswith(begins)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    noted = last(engine, "export")
    assert noted["sha256"] == hashlib.sha256(answer.data).hexdigest()
    assert noted["to_whom"] == "A newspaper"
    assert program.ask("HEAD", f"{REPORT}/file?format={name}").status_code == 200
    assert len(rows(engine, "export")) == 1
    refused = program.get(f"{REPORT}/file?format={name}", headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_a_file_of_no_known_format_is_refused_by_name(program: Program) -> None:
    answer = program.get(f"{REPORT}/file?format=odt")
    assert (answer.status_code, told(answer)["errors"][0]["parameter"]) == (422, "format")


def test_a_report_is_saved_revised_and_listed(program: Program, engine: Engine) -> None:
    body = {"title": "What was ceded", "scope": {"since": "2017", "kind": "others"}}
    made = program.post("/saved-reports", body)
    assert made.status_code == 201, made.text
    assert told(made)["scope"] == body["scope"]
    at = made.headers["Location"].removeprefix("/api/v1")
    revised = program.put(at, {**body, "introduction": "In 2017"}, made.headers["ETag"])
    assert told(revised)["introduction"] == "In 2017", revised.text
    assert program.put(at, body, made.headers["ETag"]).status_code == 412
    assert told(program.get("/saved-reports"))["data"] == [told(revised)]
    tags = [event["tag"] for event in rows(engine, "event")][-2:]
    assert tags == ["saved_report:save", "saved_report:revise"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "#/title"),
        ({"title": " "}, "#/title"),
        ({"title": "x" * 301}, "#/title"),
        ({"title": "x", "scope": {"speaker_id": 0}}, "#/scope/speaker_id"),
        ({"title": "x", "scope": {"before": 3}}, "#/scope/before"),
        ({"title": "x", "scope": {"as_of": "2017"}}, "#/scope/as_of"),
        ({"title": "x", "nonsense": 1}, "#/nonsense"),
    ],
)
def test_what_is_wrong_with_a_saved_report_is_said_where_it_stands(
    body: dict[str, Any], place: str, program: Program, engine: Engine
) -> None:
    answer = program.post("/saved-reports", body)
    assert answer.status_code == 422, answer.text
    assert [fault["pointer"] for fault in told(answer)["errors"]] == [place]
    assert not rows(engine, "saved_report")


def test_a_report_about_what_is_not_there_is_not_saved(program: Program, engine: Engine) -> None:
    for name in ("speaker_id", "topic_id", "source_id", "set_id"):
        answer = program.post("/saved-reports", {"title": "x", "scope": {name: 999}})
        assert answer.status_code == 422, name
        assert [one["pointer"] for one in told(answer)["errors"]] == [f"#/scope/{name}"]
    assert not rows(engine, "saved_report")


@pytest.mark.usefixtures("desk_with_case")
def test_a_report_is_frozen_and_its_bytes_are_sent(program: Program, engine: Engine) -> None:
    saved = told(program.post("/saved-reports", {"title": "What was ceded"}))
    at = f"/saved-reports/{saved['id']}/frozen"
    asked = program.post(at, {})
    assert (asked.status_code, bool(told(asked)["warnings"])) == (409, True)
    frozen = program.post(at, {"confirmed": True})
    assert frozen.status_code == 201, frozen.text
    assert told(program.get(at))["data"] == [told(frozen)]
    file = program.get(f"/frozen-reports/{told(frozen)['id']}/file")
    assert hashlib.sha256(file.data).hexdigest() == told(frozen)["sha256"]
    assert last(engine, "export")["sha256"] == told(frozen)["sha256"]


@pytest.mark.parametrize("number", ["0", "999", str(2**31), str(2**63)])
def test_a_report_that_is_not_there_is_missing(number: str, program: Program) -> None:
    for path in (
        f"/saved-reports/{number}",
        f"/saved-reports/{number}/frozen",
        f"/frozen-reports/{number}",
        f"/frozen-reports/{number}/file",
    ):
        assert program.get(path).status_code == 404, path
    assert program.post(f"/saved-reports/{number}/frozen", {"confirmed": True}).status_code == 404


def test_a_reader_reads_and_sends_and_does_nothing_else(
    app: Flask, token: Callable[..., str]
) -> None:
    reader = Program(app, token(Role.READER))
    assert reader.get(REPORT).status_code == 200
    assert reader.get(f"{REPORT}/file").status_code == 200
    assert reader.get("/reports/to-examine").status_code == 403
    assert reader.post("/saved-reports", {"title": "x"}).status_code == 403
    checker = Program(app, token(Role.CHECKER))
    saved = told(checker.post("/saved-reports", {"title": "x"}))
    assert checker.post(f"/saved-reports/{saved['id']}/frozen", {}).status_code == 403
