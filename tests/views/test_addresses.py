"""Records in other formats, by the end of an address and by what a client accepts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rispy

from citations.formats import FORMATS
from models import Source, Statement
from models.terms import StatementStatus
from tests.views.pages import Page
from tests.views.stored import last, nothing_stored, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("desk_with_case")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize("record", ["statements/10", "links/1", "sources/1"])
def test_a_record_is_sent_as_its_address_ends_and_noted(
    record: str, checker: FlaskClient, engine: Engine
) -> None:
    name = record.replace("s/", "-")
    bib, ris, csl = (checker.get(f"/{record}.{end}") for end in ("bib", "ris", "csl.json"))
    assert (bib.mimetype, "@" in bib.text) == ("application/x-bibtex", True)
    assert rispy.loads(ris.text)
    assert all("type" in item for item in json.loads(csl.text))
    assert csl.headers["Content-Disposition"].endswith(f'"{name}.json"')
    assert [row["format"] for row in rows(engine, "export")] == ["bibtex", "ris", "csl-json"]
    other = checker.get(f"/{record}.bib?format=biblatex")
    assert (other.mimetype, last(engine, "export")["format"]) == (
        "application/x-biblatex",
        "biblatex",
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/statements/10.pdf", 404),
        ("/statements/10.json.bib", 404),
        ("/statements/10.", 404),
        ("/statements/999.bib", 404),
        ("/statements/0.bib", 404),
        ("/links/999.ris", 404),
        ("/sources/999.ris", 404),
        ("/statements/10.bib?format=ris", 400),
        ("/statements/10.bib?format=nothing", 400),
        ("/statements/10.md?style=nothing", 400),
        ("/statements/10.md?style=apa&locale=xx-XX", 400),
        ("/statements/10.md?style=apa&part=half", 400),
    ],
)
def test_what_is_not_there_is_not_sent(
    address: str, status: int, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        assert checker.get(address).status_code == status


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        (BROWSER, "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
        ("image/png", "text/html"),
        ("text/html;q=0.5, application/x-bibtex", "application/x-bibtex"),
        ("text/html, application/x-bibtex;q=0.5", "text/html"),
        ("application/x-biblatex", "application/x-biblatex"),
        (
            "application/vnd.citationstyles.csl+json, application/x-bibtex;q=0.9",
            "application/vnd.citationstyles.csl+json",
        ),
        (
            "application/x-research-info-systems;q=0.2, text/csv;q=0.1",
            "application/x-research-info-systems",
        ),
        ("text/plain", "text/plain"),
        ("text/csv," + "a/b," * 1000, "text/csv"),
        ("text/csv," + "a/b," * 1100, "text/html"),
    ],
)
def test_a_client_gets_what_it_would_rather_have(
    accept: str, mimetype: str, checker: FlaskClient, engine: Engine
) -> None:
    for record in ("statements/10", "links/1", "sources/1"):
        answer = checker.get(f"/{record}", headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, mimetype)
        assert "Accept" in answer.headers["Vary"]
    assert len(rows(engine, "export")) == (0 if mimetype == "text/html" else 3)


def test_an_address_and_a_client_may_ask_for_a_style_and_its_language(
    checker: FlaskClient, engine: Engine
) -> None:
    plain, styled, french = (
        checker.get(f"/statements/10.md{asked}").text
        for asked in ("", "?style=apa", "?style=apa&locale=fr-FR")
    )
    assert len({plain, styled, french}) == 3
    assert last(engine, "export")["style"] == "apa"
    asked = checker.get("/statements/10?style=apa", headers={"Accept": "text/markdown"})
    assert asked.text == styled


def test_who_only_asks_for_headers_leaves_no_trace(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = checker.head("/statements/10.ris")
    assert (answer.status_code, answer.mimetype) == (200, "application/x-research-info-systems")


def test_a_withdrawn_statement_is_sent_whole_and_never_cited(
    checker: FlaskClient, session: Session
) -> None:
    one = session.get_one(Statement, 10)
    one.status, one.status_reason = StatementStatus.WITHDRAWN, "He was misheard."
    session.commit()
    refused = checker.get("/statements/10.bib")
    assert (refused.status_code, "is withdrawn" in refused.text) == (422, True)
    assert json.loads(checker.get("/statements/10.jsonl").text)["status"] == "withdrawn"
    page = Page.of(checker.get("/statements/10"))
    assert not [one for one in page.tree.every("link") if one.attributes["rel"] == "alternate"]


def test_a_source_that_nobody_read_is_not_cited(checker: FlaskClient, session: Session) -> None:
    session.get_one(Source, 1).seen = False
    session.commit()
    refused = checker.get("/sources/1.bib")
    assert (refused.status_code, "Nobody here has read this source" in refused.text) == (422, True)
    assert checker.get("/sources/1", headers={"Accept": "text/csv"}).mimetype == "text/html"


def test_a_merged_source_leads_on(checker: FlaskClient, session: Session) -> None:
    session.get_one(Source, 1).merged_into_id = 2
    session.commit()
    assert checker.get("/sources/1.ris").location == "/sources/2.ris"


@pytest.mark.parametrize("record", ["statements/10", "links/1", "sources/1"])
def test_a_page_names_its_other_formats(record: str, checker: FlaskClient) -> None:
    head = Page.of(checker.get(f"/{record}")).one("head")
    told = [one.attributes for one in head.every("link") if one.attributes["rel"] == "alternate"]
    assert {f"/{record}.bib", f"/{record}.ris", f"/{record}.csl.json"} <= {
        one["href"] for one in told
    }
    known = {(one.media_type, one.title) for one in FORMATS.values()}
    assert {(one["type"], one["title"]) for one in told} <= known
    assert [one for one in told if checker.get(one["href"]).mimetype != one["type"]] == []


def test_a_reference_manager_finds_the_source_on_the_page_of_a_statement(
    checker: FlaskClient,
) -> None:
    page = Page.of(checker.get("/statements/10"))
    [coins] = page.main.of_class("Z3988")
    assert coins.attributes["title"].startswith("ctx_ver=Z39.88-2004&rft_val_fmt=")
    assert (coins.text, coins.attributes["aria-hidden"]) == ("", "true")


def test_a_machine_reads_on_the_page_what_was_claimed_and_nothing_breaks_out(
    checker: FlaskClient, session: Session
) -> None:
    hostile = "</script><script>alert(1)</script> & <!-- 'all'"
    one = session.get_one(Statement, 10)
    one.claim = hostile
    session.commit()
    page = Page.of(checker.get("/statements/10"))
    [data] = [
        one.raw
        for one in page.one("head").every("script")
        if one.attributes.get("type") == "application/ld+json"
    ]
    told = json.loads(data)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Claim")
    assert hostile in (told["text"], told.get("abstract"))
    assert "<" not in data
