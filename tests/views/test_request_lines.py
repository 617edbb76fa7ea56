from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from models import Role
from tests.views.conftest import token_of
from tests.views.pages import Page
from views.jobs import the_queue

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

SECRET = "s3cret-of-a-one-time-link-aaaaaaaaaaaa"  # noqa: S105 -- opens nothing


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[dict[str, Any]]]:
    """Read what was logged since the last reading."""

    def read() -> list[dict[str, Any]]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return read


def test_a_request_is_one_line_with_who_what_and_how_it_went(
    as_: SigningIn, lines: Callable[[], list[dict[str, Any]]], engine: Engine
) -> None:
    reader = as_(Role.READER)
    lines()
    answer = reader.get("/statements/?q=private+words")
    [line] = lines()
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT max(id) FROM account"))
    assert line.pop("ms") > 0
    assert line.pop("timestamp")
    assert line == {
        "event": "request",
        "level": "info",
        "request": answer.headers["X-Request-ID"],
        "method": "GET",
        "path": "/statements/",
        "status": 200,
        "account": number,
    }


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"/join/{SECRET}", "/join/…"),
        (f"/feeds/{SECRET}.atom", "/feeds/….atom"),
        (f"/shared/{SECRET}", "/shared/…"),
        (f"/shared/{SECRET}/report.json", "/shared/…/report.json"),
        (f"/join/{SECRET}/slip", "/join/…/slip"),
        (f"/join%20/{SECRET}", "/join /…"),
        (f"/{SECRET}", "/…"),
    ],
)
def test_no_secret_of_an_address_is_logged(
    address: str, path: str, client: FlaskClient, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    client.get(address)
    [line] = lines()
    assert (line["path"], line["status"], line["account"]) == (path, 404, None)
    assert SECRET not in json.dumps(line)


def test_who_looks_whether_the_desk_is_alive_fills_no_log(
    client: FlaskClient, lines: Callable[[], list[dict[str, Any]]], engine: Engine
) -> None:
    client.get("/healthz")
    client.get("/readyz")
    assert lines() == []
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    client.get("/readyz")
    assert [line["status"] for line in lines()] == [503]


@pytest.mark.parametrize(
    ("proxies", "given", "taken"),
    [
        (1, "2f6b1c9e-0000-4000-8000-000000000000", True),
        (0, "2f6b1c9e-0000-4000-8000-000000000000", False),
        (1, "short", False),
        (1, "two words of it", False),
        (1, "x" * 65, False),
        (1, "é" * 12, False),
    ],
)
def test_a_number_is_taken_from_a_proxy_that_is_believed(
    proxies: int, given: str, *, taken: bool, app: Flask
) -> None:
    app.config["PROXIES"] = proxies
    told = app.test_client().get("/sign-in", headers={"X-Request-ID": given})
    assert (told.headers["X-Request-ID"] == given) is taken
    other = app.test_client().get("/sign-in").headers["X-Request-ID"]
    assert told.headers["X-Request-ID"] != other


def test_the_page_of_a_fault_tells_the_number_that_its_lines_have(
    checker: FlaskClient,
    client: FlaskClient,
    engine: Engine,
    lines: Callable[[], list[dict[str, Any]]],
) -> None:
    lines()
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE topic RENAME TO gone"))
    answer = checker.get("/topics/")
    number = answer.headers["X-Request-ID"]
    assert answer.status_code >= 500
    assert number in Page.of(answer).text
    told = lines()
    assert [line["request"] for line in told] == [number] * len(told)
    assert [line["event"] for line in told][-1] == "request"
    assert len(told) == 2
    assert "this number" not in client.get("/nowhere").text


def test_a_job_is_logged_under_the_number_of_the_request_that_began_it(
    app: Flask, checker: FlaskClient, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    file = (BytesIO(b"quote,form,speaker,source_title\nNever.,direct,Ann,A page\n"), "one.csv")
    data = {"csrf_token": token_of(checker.get("/imports/").text), "file": file}
    lines()
    answer = checker.post("/imports/", data=data, content_type="multipart/form-data")
    assert answer.status_code == 303
    with app.app_context():
        the_queue().work_off()
    told = lines()
    assert [line["event"] for line in told] == ["request", "job worked at"]
    assert {line["request"] for line in told} == {answer.headers["X-Request-ID"]}
    assert told[1]["job"] == 1
