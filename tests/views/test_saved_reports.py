"""Sets and saved reports on pages and at the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from models import Role, SavedReport, SetMember, StatementSet, Topic
from tests.views.pages import Page, submit

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

HOSTILE = "<script>alert(1)</script>"
pytestmark = pytest.mark.usefixtures("desk_with_case")


def _keep(visitor: FlaskClient, name: str = "Denials") -> str:
    page = Page.of(visitor.get("/sets/keep?statement=10&statement=20"))
    typed = page.form("/sets/keep").filled(name=name)
    answer = visitor.post("/sets/keep", data={**typed, "statement": ["10", "20"]})
    assert answer.status_code == 303
    return str(answer.location)


def _save(visitor: FlaskClient, address: str, **typed: str) -> str:
    answer = submit(visitor, address, **typed)
    assert answer.status_code == 303, Page.of(answer).text
    return str(answer.location)


def test_a_set_is_made_from_ticked_statements_and_taken_apart(
    checker: FlaskClient, session: Session
) -> None:
    listed = checker.get("/statements/").text
    assert 'formaction="/sets/keep"' in listed
    address = _keep(checker, HOSTILE)
    page = checker.get(address).text
    assert HOSTILE not in page
    [kept_id] = session.scalars(select(StatementSet.id)).all()
    assert sorted(session.scalars(select(SetMember.statement_id))) == [10, 20]
    session.rollback()
    again = submit(checker, "/sets/keep?statement=11", "/sets/keep", kept_in=str(kept_id))
    assert again.location == address
    assert address in Page.of(checker.get("/statements/11")).links
    token = Page.of(checker.get(address)).form(f"{address}/remove").filled()["csrf_token"]
    data = {"csrf_token": token, "statement": ["10", "20"]}
    assert checker.post(f"{address}/remove", data=data).status_code == 303
    assert session.scalars(select(SetMember.statement_id)).all() == [11]
    session.rollback()
    renamed = submit(checker, f"{address}/rename", name="Promises")
    assert renamed.location == address
    assert submit(checker, address, f"{address}/delete").location == "/sets/"
    assert checker.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({}, "name", "needed"),
        ({"name": "  "}, "name", "needed"),
        ({"name": "denials"}, "name", "is there already"),
    ],
)
def test_what_a_set_cannot_be_called_is_said_at_the_field(
    checker: FlaskClient, typed: dict[str, str], field: str, says: str
) -> None:
    _keep(checker)
    answer = submit(checker, "/sets/keep?statement=10", "/sets/keep", **typed)
    assert answer.status_code == 422
    assert says in Page.of(answer).fault(field)


def test_nothing_ticked_and_strange_numbers_are_answered(checker: FlaskClient) -> None:
    assert checker.get("/sets/keep").location == "/statements/"
    assert checker.get("/sets/keep?statement=x").status_code == 400
    assert checker.get("/sets/keep?statement=9999").status_code == 404
    assert submit(checker, _keep(checker), "/sets/1/remove").status_code == 303


def test_a_report_is_saved_with_its_filters_and_shows_the_record_as_it_is(
    checker: FlaskClient, as_: SigningIn, session: Session
) -> None:
    _keep(checker)
    offered = Page.of(checker.get("/reports/contradictions?set=1&view=pairs"))
    assert "/reports/save?set=1" in offered.links
    typed = {"title": HOSTILE, "introduction": "What was <b>said</b>."}
    address = _save(checker, "/reports/save?set=1&since=2017", **typed)
    saved = session.execute(select(SavedReport.key, SavedReport.scope)).one()
    session.rollback()
    assert saved.scope == {"set_id": 1, "since": "2017"}
    reader = as_(Role.READER)
    page = reader.get(address).text
    assert HOSTILE not in page
    assert "Set: <bdi>Denials</bdi>" in page
    assert reader.get(f"/reports/{saved.key}").location == address
    assert reader.get(f"{address}?view=pairs").status_code == 200
    assert address in Page.of(reader.get("/reports/saved")).links
    assert reader.get("/reports/nothing").status_code == 404
    refused = submit(checker, "/sets/1", "/sets/1/delete")
    assert refused.status_code == 422
    assert "is about this set" in Page.of(refused).alerts


def test_the_second_of_two_who_edit_sees_both_versions(checker: FlaskClient) -> None:
    address = _save(checker, "/reports/save", title="Syria")
    late = Page.of(checker.get(f"{address}/edit")).form().filled(title="Theirs")
    _save(checker, f"{address}/edit", title="Ours")
    answer = checker.post(f"{address}/edit", data=late)
    assert answer.status_code == 409
    assert {"Ours", "Theirs"} <= set(Page.of(answer).text.split())
    assert checker.post(f"{address}/edit", data=late).status_code == 409


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "T", "speaker": "Nobody at all"}, "speaker"),
        ({"title": "T", "since": "soon"}, "since"),
    ],
)
def test_what_a_report_cannot_be_about_is_said_at_the_field(
    checker: FlaskClient, typed: dict[str, str], field: str
) -> None:
    answer = submit(checker, "/reports/save", **typed)
    assert answer.status_code == 422
    assert Page.of(answer).fault(field)


def test_a_topic_that_was_merged_leads_to_the_one_that_is_kept(
    checker: FlaskClient, session: Session
) -> None:
    address = _save(checker, "/reports/save?topic=1", title="Syria")
    kept = Topic(name="Kept", name_key="kept", slug="kept")
    session.add(kept)
    session.flush()
    session.get_one(Topic, 1).merged_into_id = kept.id
    session.commit()
    assert "Topic: Kept" in Page.of(checker.get(address)).text


def test_sets_at_the_terminal(run: FlaskCliRunner) -> None:
    assert run.invoke(args=["set", "make", "Denials", "10"]).output == "Set 1 is made.\n"
    assert run.invoke(args=["set", "add", "denials", "20", "10"]).output == "1 added.\n"
    assert run.invoke(args=["set", "list"]).output == "1\t2\tDenials\n"
    told = run.invoke(args=["report", "contradictions", "--set", "Denials", "--json"])
    report = json.loads(told.output)
    assert report["scope"] == {"set_id": 1}
    sides = {side["id"] for pair in report["pairs"] for side in (pair["first"], pair["second"])}
    assert sides & {10, 20} or not report["pairs"]
    assert run.invoke(args=["set", "remove", "1", "10"]).output == "1 taken out.\n"
    assert run.invoke(args=["set", "delete", "1"]).exit_code == 0
    refused = run.invoke(args=["report", "contradictions", "--set", "1"])
    assert (refused.exit_code, refused.stderr) == (1, "gainsay: There is no set “1”.\n")
