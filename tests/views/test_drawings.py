"""Pages and files of the timeline and the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from models.terms import Answer, LinkStatus, Relation
from tests.factories import a_link, a_speaker, a_statement, an_account
from tests.views.pages import Page
from tests.views.stored import nothing_stored, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from models import Statement
    from tests.factories import LinkParts

BOTH = ("timeline", "network")
HUB = 152


def _confirmed(session: Session, start: Statement, end: Statement, relation: Relation) -> None:
    decider = an_account(session, Role.REVIEWER).id
    parts: LinkParts = {"status": LinkStatus.CONFIRMED, "rationale": "Why.", "decider_id": decider}
    if relation is Relation.CONTRADICTS:
        yes = Answer.YES
        parts |= {"same_time": yes, "same_place": Answer.UNKNOWN, "same_meaning": yes}
    a_link(session, start, end, relation, **parts)


@pytest.fixture
def case(session: Session) -> None:
    """Ann clashes with Bo twice and with herself; Bo supports Cy, who is undated."""
    ann, bo, cy = (a_speaker(session, name) for name in ("Ann", "Bo", "Cy"))
    first = a_statement(session, speaker=ann, said="2017-09-18")
    later = a_statement(session, speaker=ann, said="2018-02~")
    other = a_statement(session, speaker=bo, said="2017")
    undated = a_statement(session, speaker=cy)
    _confirmed(session, first, other, Relation.CONTRADICTS)
    _confirmed(session, later, other, Relation.CONTRADICTS)
    _confirmed(session, first, later, Relation.CONTRADICTS)
    _confirmed(session, other, undated, Relation.SUPPORTS)
    session.commit()


def _drawn(page: Page) -> tuple[list[str], list[str]]:
    """Return where the nodes and the ties of the picture lead."""
    lists = [one for one in page.main.every("g") if one.attributes.get("role") == "list"]
    nodes, ties = ([link.attributes["href"] for link in one.every("a")] for one in lists)
    return nodes, ties


@pytest.mark.usefixtures("case")
def test_the_timeline_and_its_table_say_the_same(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/reports/timeline"))
    nodes, ties = _drawn(page)
    lines = [one for one in page.main.every("tr") if "data-statement" in one.attributes]
    assert nodes == [f"/statements/{one.attributes['data-statement']}" for one in lines]
    told = [one.attributes["data-link"] for line in lines for one in line.every("li")]
    assert sorted(told) == sorted(2 * [way.removeprefix("/links/") for way in ties])
    assert "Bo, 2017 supports Cy, date unknown" in [
        one.attributes["aria-label"]
        for one in page.main.every("a")
        if "aria-label" in one.attributes
    ]
    assert "supported by Bo, 2017" in lines[-1].text
    assert "4 statements, 4 links, of which 3 are conflicts." in page.main.text
    signs = [one.text for one in page.main.of_class("tag")]
    assert signs == ["≠ ? conflicts with (unresolved)", "+ supports"]


@pytest.mark.usefixtures("case")
def test_the_network_and_its_table_say_the_same(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/reports/network"))
    nodes, ties = _drawn(page)
    lines = [one for one in page.main.every("tr") if "data-link" in one.attributes]
    assert [f"/links/{one.attributes['data-link']}" for one in lines] == ties
    assert len(nodes) == len(set(nodes)) == 4


@pytest.mark.usefixtures("case")
def test_speakers_are_tied_by_what_their_statements_say(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/reports/network?of=speakers"))
    nodes, ties = _drawn(page)
    assert nodes == ["/speakers/1", "/speakers/2", "/speakers/3"]
    assert [way for way in ties if "#" not in way] == ["/links/3", "/links/4"]
    [several] = [way for way in ties if "#" in way]
    row = page.with_id(several.partition("#")[2])
    assert "conflicts with (unresolved): link 2, link 1 Bo" in row.text
    assert row.text.startswith("Ann")


@pytest.mark.usefixtures("case")
def test_filters_narrow_a_picture_as_they_narrow_the_report(checker: FlaskClient) -> None:
    for name in BOTH:
        page = Page.of(checker.get(f"/reports/{name}?speaker=Cy"))
        assert [len(one) for one in _drawn(page)] == [2, 1]
        assert f"/reports/{name}.svg?speaker=Cy" in page.links
        other = BOTH[name == BOTH[0]]
        assert {f"/reports/{other}?speaker=Cy", "/reports/contradictions?speaker=Cy"} <= {
            *page.links
        }
        nothing = Page.of(checker.get(f"/reports/{name}?until=1990"))
        assert "No confirmed link between logged statements" in nothing.main.text
        faulty = Page.of(checker.get(f"/reports/{name}?speaker=Nobody"))
        assert faulty.fault("speaker")
        assert "Nothing is shown" in faulty.main.text


@pytest.mark.parametrize("name", BOTH)
def test_a_picture_has_every_filter_of_the_report(name: str, checker: FlaskClient) -> None:
    report, picture = (
        {one.attributes["name"] for one in page.main.every("input", "select")}
        for page in map(Page.of, map(checker.get, ("/reports/contradictions", f"/reports/{name}")))
    )
    assert picture - {"of"} == report - {"view"}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("name", BOTH)
def test_a_file_stands_alone_and_is_noted_in_the_ledger(
    name: str, checker: FlaskClient, engine: Engine
) -> None:
    answer = checker.get(f"/reports/{name}.svg?speaker=Cy")
    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="gainsay-{name}.svg"'
    assert "<style>" in answer.text
    assert 'href="http://localhost/statements/3"' in answer.text
    [left] = rows(engine, "export")
    assert left["format"] == f"{name}.svg"
    assert {row["statement_id"] for row in rows(engine, "exported_statement")} == {3, 4}
    assert f"{name}.svg" in Page.of(checker.get("/exports/1")).main.text
    with nothing_stored(engine):
        assert checker.head(f"/reports/{name}.svg").status_code == 200
        assert checker.get(f"/reports/{name}.svg?speaker=Nobody").status_code == 400


@pytest.mark.usefixtures("desk_with_case")
@pytest.mark.parametrize(
    "address",
    ["/reports/contradictions", "/topics/coalition-garrison-at-at-tanf-syria", "/speakers/1"],
)
def test_pages_lead_to_their_pictures(address: str, checker: FlaskClient) -> None:
    ways = [link for link in Page.of(checker.get(address)).links if link.startswith("/reports/")]
    for name in BOTH:
        [way] = [link for link in ways if link.startswith(f"/reports/{name}")]
        assert checker.get(way).status_code == 200
        assert ("?" in way) == (address != "/reports/contradictions")


def test_a_picture_says_what_it_leaves_out(checker: FlaskClient, session: Session) -> None:
    ann = a_speaker(session, "Ann")
    hub = a_statement(session, speaker=ann)
    for number in range(HUB):
        said = a_statement(session, speaker=ann, said=f"20{number % 90 + 10}")
        _confirmed(session, hub, said, Relation.CONTRADICTS)
    session.commit()
    for name in BOTH:
        page = Page.of(checker.get(f"/reports/{name}"))
        told = "Not all is drawn: 149 links between 150 statements are"
        assert told in page.main.text
        assert "Narrow it by speaker, topic, source or date" in page.main.text
        assert [len(one) for one in _drawn(page)] == [150, 149]
