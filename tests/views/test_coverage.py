from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.factories import a_speaker, a_statement
from tests.views.pages import Page

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

ADDRESS = "/reports/coverage"


@pytest.fixture
def reader(as_: SigningIn) -> FlaskClient:
    return as_(Role.READER)


def _table(page: Page, by: str) -> list[list[str]]:
    [section] = [
        one for one in page.main.every("section") if one.attributes["aria-labelledby"] == f"by-{by}"
    ]
    return [[cell.text for cell in row.every("th", "td")] for row in section.every("tr")]


def test_an_empty_desk_has_nothing_to_compare(reader: FlaskClient) -> None:
    page = Page.of(reader.get(ADDRESS))
    assert "Nothing to compare" in page.text
    assert "0 of 0" in page.text


@pytest.mark.usefixtures("desk_with_case")
def test_every_figure_stands_with_what_it_is_out_of(reader: FlaskClient) -> None:
    page = Page.of(reader.get(ADDRESS))
    for by in ("speaker", "organisation", "topic"):
        _heads, *rows = _table(page, by)
        assert rows
        assert all(" of " in cell for row in rows for cell in row[1:])
    assert all(" of " in figure.text for figure in page.main.every("dd"))


def test_pages_of_a_table_lead_through_all_of_it(session: Session, reader: FlaskClient) -> None:
    for number in range(30):
        a_statement(session, speaker=a_speaker(session, f"Speaker {number:02}"))
    session.commit()
    page = Page.of(reader.get(f"{ADDRESS}?until=2030"))
    assert "Nothing to compare" in page.text
    page = Page.of(reader.get(ADDRESS))
    names = [row[0] for row in _table(page, "speaker")[1:]]
    [onward] = [link for link in page.links if "after=" in link]
    page = Page.of(reader.get(onward))
    names += [row[0] for row in _table(page, "speaker")[1:]]
    assert sorted(names) == [f"Speaker {number:02}" for number in range(30)]
    assert not [link for link in page.links if "after=" in link]


def test_a_filter_that_cannot_be_read_shows_nothing(session: Session, reader: FlaskClient) -> None:
    a_statement(session)
    session.commit()
    for wrong in ("since=2017-13", "topic=99", "until=soon"):
        page = Page.of(reader.get(f"{ADDRESS}?{wrong}"))
        assert page.fault(wrong.partition("=")[0])
        assert "Nothing is shown" in page.text


@pytest.mark.parametrize(
    "wrong",
    ["by=outlet", "after=1-1", "by=topic&after=x", "by=speaker&after=1-x", "by=topic&after=0-1"],
)
def test_an_address_that_leads_nowhere_is_not_found(wrong: str, reader: FlaskClient) -> None:
    assert reader.get(f"{ADDRESS}?{wrong}").status_code == 404


def test_an_organisation_of_any_name_ends_a_page(reader: FlaskClient) -> None:
    for key in ("", "-", "Д-э", "<b>"):
        assert (
            reader.get(
                ADDRESS, query_string={"by": "organisation", "after": f"1-{key}"}
            ).status_code
            == 200
        )


def test_names_are_shown_as_they_are(session: Session, reader: FlaskClient) -> None:
    a_statement(session, speaker=a_speaker(session, "<b>Eve</b>", speaks_for="<i>Them</i>"))
    session.commit()
    page = Page.of(reader.get(ADDRESS))
    assert _table(page, "speaker")[1][0] == "<b>Eve</b>"
    assert _table(page, "organisation")[1][0] == "<i>Them</i>"


@pytest.mark.usefixtures("desk_with_case")
def test_the_terminal_tells_the_same(run: FlaskCliRunner, reader: FlaskClient) -> None:
    done = run.invoke(args=["report", "coverage", "--json", "--since", "2017"])
    told = json.loads(done.stdout)
    rows = _table(Page.of(reader.get(f"{ADDRESS}?since=2017")), "speaker")[1:]
    shown = [[row[0], row[1], row[2]] for row in rows]
    whole = told["total"]["statements"]
    assert shown == [
        [
            one["name"],
            f"{one['statements']} of {whole}",
            f"{one['unsourced']} of {one['statements']}",
        ]
        for one in told["by_speaker"][: len(rows)]
    ]
    text = run.invoke(args=["report", "coverage", "--since", "2017"]).output
    assert text.startswith(f"All: {whole} of {whole} statements")


@pytest.mark.usefixtures("desk_with_case")
def test_the_terminal_takes_a_set(run: FlaskCliRunner) -> None:
    assert run.invoke(args=["set", "make", "Both sides", "o1", "o2"]).exit_code == 0
    done = run.invoke(args=["report", "coverage", "--json", "--set", "Both sides"])
    told = json.loads(done.stdout)
    assert (told["scope"], told["total"]["statements"]) == ({"set_id": 1}, 2)


@pytest.mark.parametrize(
    "options", [["--since", "x"], ["--topic", "Nowhere"], ["--set", "Nothing"]]
)
def test_the_terminal_refuses_what_it_cannot_read(options: list[str], run: FlaskCliRunner) -> None:
    done = run.invoke(args=["report", "coverage", *options])
    assert done.exit_code == 1
    assert len(done.output.strip().splitlines()) == 1
