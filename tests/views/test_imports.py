"""Pages of imports: a file is tried, its rows are listed, and it is stored on request."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from desk import jobs as desk
from models import Role
from models.terms import JobState
from tests.views.conftest import post, token_of
from tests.views.pages import Page
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log
from views import jobs
from views.context import EXTENSION

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

    from tests.views.conftest import SigningIn

LINE: dict[str, Any] = {
    "key": "one",
    "quote": "We have not ceded any of the ground",
    "form": "direct",
    "speaker": {"key": "mattis", "name": "James Mattis"},
    "appearances": [{"source": {"key": "cnn", "type": "webpage", "title": "A page"}}],
}
LINKED = {**LINE, "links": [{"to": "two", "relation": "repeats", "status": "confirmed"}]}
LINKED["links"][0]["rationale"] = "The same words."


def send(
    visitor: FlaskClient, content: bytes, name: str = "case.jsonl", **rest: str
) -> TestResponse:
    """Send a file to be tried."""
    token = token_of(visitor.get("/imports/").text)
    data = {"csrf_token": token, "file": (io.BytesIO(content), name), **rest}
    answer = visitor.post("/imports/", data=data, content_type="multipart/form-data")
    # The client keeps what is large in a file of its own.
    answer.request.environ["wsgi.input"].close()
    return answer


def lines(*values: object) -> bytes:
    """Return values as JSON Lines."""
    return "\n".join(json.dumps(value) for value in values).encode()


def work_off(app: Flask) -> None:
    """Do what a worker would do."""
    with app.app_context():
        jobs.the_queue().work_off()


def tried(app: Flask, visitor: FlaskClient, content: bytes, **rest: str) -> str:
    """Send a file, have it tried, and return its page."""
    answer = send(visitor, content, **rest)
    assert answer.status_code == 303, answer.text
    work_off(app)
    return visitor.get(answer.location).text


def stored(app: Flask, visitor: FlaskClient, **rest: str) -> TestResponse:
    """Store the file that was tried last; return the page of the second job."""
    number = max(job["id"] for job in _jobs(app))
    answer = post(visitor)(f"/imports/{number}/store", page=f"/imports/{number}", **rest)
    assert answer.status_code == 303
    work_off(app)
    return visitor.get(answer.location)


def _jobs(app: Flask) -> list[dict[str, Any]]:
    return rows(app.extensions[EXTENSION].engine, "job")


def test_a_file_is_tried_first_and_stored_on_request(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    page = tried(app, checker, lines(LINE))
    assert rows(engine, "statement") == []
    assert rows(engine, "event") == []
    for words in ("Nothing is stored yet", "James Mattis: We have not ceded", "made", "Store them"):
        assert words in page
    page = stored(app, checker).text
    assert "Stored. The history has one event for it." in page
    assert last(engine, "statement")["key"] == "one"
    event = last(engine, "event")
    assert (event["tag"], event["face"]) == ("import:file", "job")
    assert json.loads(event["after"])["file"] == "case.jsonl"
    assert all(job["content"] is None for job in _jobs(app))


def test_a_second_import_finds_nothing_new(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    tried(app, checker, lines(LINE))
    stored(app, checker)
    before = len(rows(engine, "event"))
    page = tried(app, checker, lines(LINE))
    assert "There is nothing new in the file" in page
    assert "Store them" not in page
    assert len(rows(engine, "event")) == before


def test_a_file_with_faults_lists_every_row_and_is_not_stored_whole(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    bad = {**LINE, "key": "two", "links": [{"to": "nobody", "relation": "supports"}]}
    page = tried(app, checker, lines(LINE, bad))
    for words in (
        "The file has faults",
        "refused",
        "there is no statement “nobody”",
        "Store the good lines",
    ):
        assert words in page
    assert ">Store them<" not in page
    page = stored(app, checker).text
    assert "nothing of it was stored" in page
    assert rows(engine, "statement") == []


def test_the_good_lines_of_a_faulty_file_are_stored_on_request(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    bad = {**LINE, "key": "two", "links": [{"to": "nobody", "relation": "supports"}]}
    tried(app, checker, lines(LINE, bad))
    page = stored(app, checker, partial="yes").text
    assert "Stored." in page
    assert [row["key"] for row in rows(engine, "statement")] == ["one"]


def test_what_cannot_be_read_is_listed_and_nothing_else_is_tried(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    page = tried(app, checker, lines(LINE, {**LINE, "key": "two", "said": "never"}))
    for words in ("“never” is not a date", "the other lines were not tried", "Try the good lines"):
        assert words in page
    assert "James Mattis: We have not ceded" not in page
    page = stored(app, checker, partial="yes").text
    for words in ("Nothing is stored yet", "James Mattis: We have not ceded", "“never” is not"):
        assert words in page
    assert rows(engine, "statement") == []
    assert "Stored." in stored(app, checker).text
    assert [row["key"] for row in rows(engine, "statement")] == ["one"]


def test_a_file_without_a_good_line_offers_none_to_try(app: Flask, checker: FlaskClient) -> None:
    page = tried(app, checker, lines({**LINE, "said": "never"}))
    assert "“never” is not a date" in page
    assert "Try the good lines" not in page


def test_rows_are_shown_by_the_hundred_and_by_verdict(app: Flask, checker: FlaskClient) -> None:
    many = [{**LINE, "key": f"k{number}"} for number in range(120)]
    bad = {**LINE, "key": "bad", "colour": "red"}
    page = tried(app, checker, lines(*many, bad), partial="y")
    assert page.count(">statement</td>") < 101
    assert "further rows" in page
    rest = checker.get("/imports/1?after=100").text
    assert "further rows" not in rest
    refused = checker.get("/imports/1?verdict=refused").text
    assert refused.count(">statement</td>") == 1
    assert '<span class="mono">colour</span>' in refused
    assert checker.get("/imports/1?verdict=lost").status_code == 404
    assert checker.get("/imports/1?after=x").status_code == 400


@pytest.mark.parametrize("role", [Role.CHECKER, Role.ADMIN])
def test_decisions_are_kept_for_admins_alone_and_the_page_says_so(
    role: Role, app: Flask, as_: SigningIn, engine: Engine
) -> None:
    visitor = as_(role)
    kept = role is Role.ADMIN
    assert ("arrive as proposed" in visitor.get("/imports/").text) != kept
    page = tried(app, visitor, lines(LINKED, {**LINE, "key": "two"}))
    assert ("its status confirmed is not kept" in page) != kept
    stored(app, visitor)
    assert last(engine, "link")["status"] == ("confirmed" if kept else "proposed")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.csv", "There is nothing in the file"),
        (b"", "", "Choose a file"),
        (b"Some words.", "notes.txt", "in no format that can be imported"),
        (b'[{"title": "x"}]', "list.csv", "looks like CSL-JSON, not CSV"),
        (b"\xff\xfea\0", "lines.jsonl", "this is UTF-16"),
        (b"PK\x03\x04", "table.csv", "save its table as CSV"),
        (b"x" * (20 * 1024 * 1024 + 1), "large.csv", "at most 20 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_at_the_field(
    content: bytes, name: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = send(checker, content, name, update="y")
    assert answer.status_code in {413, 422}
    assert words in answer.text
    assert 'id="file-fault"' in answer.text
    assert "checked" in answer.text
    assert not name or f"You sent {name}" in answer.text


def test_the_format_may_be_named(app: Flask, checker: FlaskClient, engine: Engine) -> None:
    table = b"quote,speaker,title\nYes.,James Mattis,A page\n"
    assert send(checker, table, "x", format="nonsense").status_code == 422
    answer = send(checker, table, "x.txt", format="csv")
    work_off(app)
    assert "James Mattis: Yes." in checker.get(answer.location).text
    stored(app, checker)
    assert last(engine, "statement")["quote"] == "Yes."


def test_only_who_began_an_import_and_admins_see_it(app: Flask, as_: SigningIn) -> None:
    owner, other, admin = as_(Role.CHECKER), as_(Role.CHECKER), as_(Role.ADMIN)
    tried(app, owner, lines(LINE))
    assert [one.get("/imports/1").status_code for one in (owner, other, admin)] == [200, 404, 200]
    assert "case.jsonl" not in other.get("/imports/").text
    for deed in ("store", "cancel"):
        assert post(other)(f"/imports/1/{deed}", page="/imports/").status_code == 404


def test_an_import_that_waits_shows_it_and_can_be_cancelled(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    send(checker, lines(LINE))
    page = checker.get("/imports/1").text
    for words in ("Waiting for a worker", "<progress", "progress.js", "Cancel"):
        assert words in page
    post(checker)("/imports/1/cancel", page="/imports/1")
    work_off(app)
    assert "cancelled; nothing was stored" in checker.get("/imports/1").text
    assert last(engine, "job")["content"] is None
    assert post(checker)("/imports/1/store", page="/imports/").status_code == 303
    assert len(rows(engine, "job")) == 1


def test_how_far_an_import_is_and_that_it_is_being_stopped_can_be_seen(
    app: Flask, checker: FlaskClient
) -> None:
    send(checker, lines(LINE))
    with app.app_context(), jobs.booking() as session:
        desk.claim_job(session, 1)
        session.commit()
        jobs.the_queue().tell(1, "storing", 3, 7)
    page = checker.get("/imports/1").text
    for words in ("Storing", "3 of 7", 'value="3" max="7"', "Cancel"):
        assert words in " ".join(page.split())
    with app.app_context():
        jobs.the_queue().stop(1)
    page = checker.get("/imports/1").text
    assert "The import is being stopped" in page
    assert "Cancel" not in page


def test_a_disabled_account_imports_nothing_more(
    app: Flask, checker: FlaskClient, admin: FlaskClient, engine: Engine
) -> None:
    send(checker, lines(LINE))
    number = next(row["id"] for row in rows(engine, "account") if row["role"] == "checker")
    post(admin)(f"/accounts/{number}", page="/accounts/", active="no")
    work_off(app)
    job = last(engine, "job")
    assert job["state"] == JobState.FAILED
    assert "may not import any more" in job["error"]
    assert rows(engine, "statement") == []


def test_names_of_files_and_cells_stay_inert(app: Flask, checker: FlaskClient) -> None:
    table = b"quote,speaker,title\n<script>x</script>,\"'=cmd|' /C calc'!A0\",T\n"
    answer = send(checker, table, "<b>.csv")
    work_off(app)
    page = checker.get(answer.location).text
    assert "<script>x" not in page
    assert "<b>.csv" not in page
    assert "=cmd|&#39; /C calc&#39;!A0: &lt;script&gt;" in page


def test_importing_and_redactions_are_linked_from_where_they_are_looked_for(
    admin: FlaskClient, checker: FlaskClient, as_: SigningIn
) -> None:
    for address in ("/", "/sources/"):
        assert "/imports/" in Page.of(checker.get(address)).links
        assert "/imports/" not in Page.of(as_(Role.READER).get(address)).links
    log(checker)
    assert "/imports/" in Page.of(checker.get("/")).links
    for address in ("/settings", "/accounts/"):
        assert "/redactions/" in Page.of(admin.get(address)).links
