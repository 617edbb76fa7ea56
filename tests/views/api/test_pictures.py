"""Timeline, network and balance through the API: the same as on the pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from models.terms import LinkStatus, Relation
from tests.factories import a_confirmed_contradiction, a_link, an_account
from tests.views.api.conftest import told
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tests.views.api.conftest import Program


@pytest.mark.usefixtures("desk_with_case")
def test_the_timeline_holds_the_links_of_its_page(program: Program, checker: FlaskClient) -> None:
    found = told(program.get("/reports/timeline"))
    said = [one["said"] for one in found["statements"] if one["said"]]
    assert (found["whole"], found["lost"], bool(said)) == (True, [], True)
    ids = {one["id"] for one in found["statements"]}
    assert ids == {side for one in found["links"] for side in (one["from_id"], one["to_id"])}
    page = checker.get("/reports/timeline").text
    assert all(f"/links/{one['id']}" in page for one in found["links"])
    assert told(program.get("/reports/timeline?until=1999"))["links"] == []


def test_the_network_gathers_links_by_speakers(program: Program, session: Session) -> None:
    conflict = a_confirmed_contradiction(session)
    first, second = conflict.from_statement, conflict.to_statement
    support = a_link(
        session,
        first,
        second,
        Relation.REPEATS,
        status=LinkStatus.CONFIRMED,
        rationale="The same words",
        decider_id=an_account(session).id,
    )
    ids = [conflict.id, support.id, first.speaker_id, second.speaker_id]
    session.commit()
    found = told(program.get("/reports/network"))
    assert [(one["id"], one["statements"]) for one in found["speakers"]] == [
        (ids[2], 1),
        (ids[3], 1),
    ]
    by_relation = {one["relation"]: one for one in found["between"]}
    assert by_relation["contradicts"]["link_ids"] == [ids[0]]
    assert by_relation["contradicts"]["standing"] == "unresolved"
    assert by_relation["repeats"]["link_ids"] == [ids[1]]


@pytest.mark.usefixtures("desk_with_case")
@pytest.mark.parametrize(
    "path", ["/reports/timeline/file", "/reports/network/file", "/reports/network/file?of=speakers"]
)
def test_pictures_leave_as_drawings_and_are_noted(
    path: str, program: Program, engine: Engine
) -> None:
    answer = program.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml"), answer.text
    assert b"<svg" in answer.data
    assert last(engine, "export")["format"].endswith(".svg")
    assert program.ask("HEAD", path).status_code == 200
    assert len(rows(engine, "export")) == 1


@pytest.mark.usefixtures("desk_with_case")
def test_balance_is_that_of_the_terminal(program: Program, run: FlaskCliRunner) -> None:
    printed = json.loads(run.invoke(args=["report", "coverage", "--json"]).output)
    found = told(program.get("/reports/coverage"))
    assert found.pop("newest") is None
    for line in (*printed["by_speaker"], *printed["by_organisation"], *printed["by_topic"]):
        line.setdefault("id", None)
    assert found == printed
    assert told(program.get("/reports/coverage?until=1999"))["total"]["statements"] == 0


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("timeline?before=3", "before"),
        ("timeline?as_of=9999-12-31", "as_of"),
        ("network?of=speakers", "of"),
        ("network/file?of=topics", "of"),
        ("coverage?speaker_id=1", "speaker_id"),
        ("coverage?topic_id=0", "topic_id"),
        ("coverage?since=2018&until=2017", "until"),
    ],
)
def test_what_is_asked_wrongly_is_refused_by_name(asked: str, name: str, program: Program) -> None:
    answer = program.get(f"/reports/{asked}")
    assert answer.status_code == 422, answer.text
    assert [fault["parameter"] for fault in told(answer)["errors"]] == [name]


def test_they_cost_the_same_however_much_they_tell(
    program: Program,
    session: Session,
    engine: Engine,
    count_queries: Any,  # noqa: ANN401
) -> None:
    asked = ("/reports/timeline", "/reports/network", "/reports/coverage")
    a_confirmed_contradiction(session)
    session.commit()
    costs = []
    for _ in range(2):
        with count_queries(engine) as queries:
            for path in asked:
                assert program.get(path).status_code == 200
        costs.append(len(queries))
        for _more in range(5):
            a_confirmed_contradiction(session)
        session.commit()
    assert costs[0] == costs[1]
