"""Citations through the API: the same bytes as from the pages, and in the ledger like them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from citations.formats import FORMATS
from models.terms import Face
from tests.views.api.conftest import etag_of, told
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.api.conftest import Program

pytestmark = pytest.mark.usefixtures("desk_with_case")
DATED = frozenset({"xlsx", "docx"})
"""Formats that hold the moment they were written at."""
CHOICES = [
    ("statements=10", "statement=10"),
    ("statements=10,12", "statement=10&statement=12"),
    ("link_id=1", "link=1"),
    ("topic_id=1", "topic=1"),
    ("source_id=1", "source=1"),
    ("report=true", "report=1"),
    ("report=true&topic_id=1&since=2017", "report=1&topic=1&since=2017"),
    ("", ""),
]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_sent_as_from_a_page_and_noted(
    name: str, program: Program, checker: FlaskClient, engine: Engine
) -> None:
    answer = program.get(f"/citations?statements=10,12&format={name}&to_whom=the+print+desk")
    assert (answer.status_code, answer.content_type) == (200, FORMATS[name].content_type)
    left = last(engine, "export")
    told = (left["face"], left["format"], left["to_whom"], left["sha256"])
    assert told == (Face.API, name, "the print desk", hashlib.sha256(answer.data).hexdigest())
    assert last(engine, "event")["token_id"]
    page = checker.get(f"/citations/download?statement=10&statement=12&format={name}")
    assert name in DATED or answer.data == page.data


@pytest.mark.parametrize(("asked", "on_the_page"), CHOICES)
def test_what_is_chosen_is_what_a_page_chooses(
    asked: str, on_the_page: str, program: Program, checker: FlaskClient
) -> None:
    answer = program.get(f"/citations?{asked}&format=csl-json".replace("?&", "?"))
    page = checker.get(f"/citations/download?{on_the_page}&format=csl-json")
    assert (answer.status_code, page.status_code) == (200, 200), answer.text
    assert answer.data == page.data
    assert len(answer.json or ()) > 0


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/statements/10/citation", "/statements/10"),
        ("/links/1/citation", "/links/1"),
        ("/sources/1/citation", "/sources/1"),
    ],
)
def test_a_record_is_cited_by_its_number(
    path: str, page: str, program: Program, checker: FlaskClient
) -> None:
    for name, suffix in (("bibtex", "bib"), ("csl-json", "csl.json"), ("ris", "ris")):
        answer = program.get(f"{path}?format={name}")
        assert answer.status_code == 200, answer.text
        assert answer.data == checker.get(f"{page}.{suffix}").data


def test_a_style_a_locale_and_a_part_are_kept(program: Program, checker: FlaskClient) -> None:
    how = "format=text&style=apa&locale=de-DE&part=citation"
    answer = program.get(f"/citations?statements=10&{how}&quotes=false")
    page = checker.get(f"/citations/download?statement=10&{how}&quotes=no")
    assert (answer.status_code, answer.data) == (200, page.data), answer.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/x-bibtex", "application/x-bibtex"),
        ("text/csv;q=0.5, application/jsonl", "application/jsonl"),
        ("text/*", "text/plain"),
        ("*/*", "text/plain"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_the_client_has_what_it_takes(accept: str, media: str, program: Program) -> None:
    answer = program.get("/statements/10/citation", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media), answer.text
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [("", "image/png"), ("?format=bibtex", "text/csv"), ("", "text/plain;q=0"), ("", "x" * 5_000)],
)
def test_a_client_that_takes_none_of_it_is_told_what_there_is(
    query: str, accept: str, program: Program, engine: Engine
) -> None:
    answer = program.get(f"/statements/10/citation{query}", headers={"Accept": accept})
    assert answer.status_code == 406, answer.text
    assert "bibtex" in answer.text
    assert rows(engine, "export") == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("format=word", "format"),
        ("style=apaa", "style"),
        ("locale=xx", "locale"),
        ("part=whole", "part"),
        ("quotes=no", "quotes"),
        ("statements=1,x", "statements"),
        ("statements=2147483648", "statements"),
        ("statements=", "statements"),
        ("link_id=0", "link_id"),
        ("speaker_id=9223372036854775808", "speaker_id"),
        ("to_whom=", "to_whom"),
        ("nonsense=1", "nonsense"),
        ("statements=10&link_id=1", None),
        ("set_id=1&speaker_id=1", None),
        *((f"{one}=9999", one) for one in ("speaker_id", "topic_id", "source_id", "set_id")),
        ("report=true&speaker_id=9999", "speaker_id"),
        ("since=2017", None),
        ("report=true&since=soon", "since"),
        ("report=true&since=2018&until=2017", "until"),
    ],
)
def test_what_cannot_be_cited_so_is_refused_by_name(
    query: str, parameter: str | None, program: Program, engine: Engine
) -> None:
    answer = program.get(f"/citations?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.json
    assert answer.json["errors"][0].get("parameter") == parameter
    assert rows(engine, "export") == []


def test_what_is_missing_or_withdrawn_is_not_cited(program: Program, engine: Engine) -> None:
    for path in ("/statements/9999", "/links/9999", "/sources/9999", "/statements/2147483647"):
        assert program.get(f"{path}/citation").status_code == 404, path
    tag = program.get("/statements/10").headers["ETag"]
    program.post("/statements/10/withdraw", {"reason": "a slip"}, headers={"If-Match": tag})
    gone = program.get("/statements/10/citation")
    assert gone.status_code == 422
    assert gone.json
    assert gone.json["errors"][0]["parameter"] == "id"
    assert rows(engine, "export") == []
    assert program.get("/statements/10/citation?format=jsonl").status_code == 200


def test_a_source_that_nobody_has_read_is_not_cited(program: Program, engine: Engine) -> None:
    unseen = next(row["id"] for row in rows(engine, "source") if not row["seen"])
    answer = program.get(f"/sources/{unseen}/citation")
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")


def test_a_head_notes_nothing(program: Program, engine: Engine) -> None:
    assert program.ask("HEAD", "/statements/10/citation").status_code == 200
    assert rows(engine, "export") == []


def test_formats_and_styles_are_listed(program: Program) -> None:
    listed = program.get("/citations/formats").json
    assert listed
    assert [one["id"] for one in listed["data"]] == list(FORMATS)
    usual = program.get("/citations/styles").json
    assert usual
    assert "apa" in [one["id"] for one in usual["data"]]
    found = program.get("/citations/styles?q=journal+of+peace").json
    assert found
    assert found["data"]
    assert all("peace" in one["id"] for one in found["data"])
    assert program.get(f"/citations/styles?q={'x' * 101}").status_code == 422


def test_what_left_is_listed_shown_and_addressed(program: Program) -> None:
    program.get("/statements/10/citation?format=ris")
    program.get("/citations?statements=10,12&format=csv")
    listed = program.get("/exports").json
    assert listed
    assert [one["format"] for one in listed["data"]] == ["csv", "ris"]
    first = listed["data"][0]
    assert program.get(f"/exports/{first['id']}").json == first
    held = program.get(f"/exports/{first['id']}/statements").json
    assert held == {"data": [{"id": 10}, {"id": 12}], "next": None}
    told = program.post(f"/exports/{first['id']}/address", {"to_whom": "the print desk"})
    assert (told.status_code, (told.json or {})["to_whom"]) == (200, "the print desk")
    assert program.get("/exports/99").status_code == 404
    assert program.get("/exports/99/statements").status_code == 404


def test_the_ledger_is_narrowed_and_tells_what_has_changed_since(program: Program) -> None:
    program.get("/statements/10/citation?format=ris")
    program.get("/statements/12/citation?format=ris")
    tag = program.get("/statements/10").headers["ETag"]
    program.post("/statements/10/withdraw", {"reason": "a slip"}, headers={"If-Match": tag})
    changed = program.get("/exports?changed=true").json
    assert changed
    assert [one["changes"] for one in changed["data"]] == [
        [{"statement_id": 10, "what": "withdrawn"}]
    ]
    of_one = program.get("/exports?statement_id=12").json
    assert of_one
    assert [one["id"] for one in of_one["data"]] == [2]
    assert program.get("/exports?since=soon").status_code == 422


@pytest.mark.parametrize("told_too", ["style=apa", "part=citation", "locale=de-DE", "quotes=false"])
def test_a_style_of_a_format_that_has_none_is_refused(told_too: str, program: Program) -> None:
    answer = program.get(f"/citations?statements=10&format=bibtex&{told_too}")
    assert answer.status_code == 422, answer.text
    [fault] = told(answer)["errors"]
    assert fault["parameter"] == told_too.partition("=")[0]
    assert fault["detail"].startswith("BibTeX is written in no style; leave this out")
    assert program.get(f"/citations?statements=10&format=text&{told_too}").status_code == 200


def test_an_unknown_style_is_named_with_those_near_to_it(program: Program) -> None:
    [fault] = told(program.get("/citations?statements=10&style=appa"))["errors"]
    assert fault["detail"].startswith("Unknown style “appa”; near to it: ")


def test_a_withdrawn_statement_is_refused_by_the_parameter_that_names_it(program: Program) -> None:
    tag = etag_of(program, "/statements/10")
    assert program.do("/statements/10/withdraw", {"reason": "Twice."}, tag).status_code == 200
    [fault] = told(program.get("/citations?statements=12,10"))["errors"]
    assert fault["parameter"] == "statements"
    assert fault["detail"].startswith("Statement 10 is withdrawn")
