"""Pages and JSON of what decided links lead to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from models import Role
from models.terms import Answer, LinkStatus, Relation
from tests.factories import a_link, a_speaker, a_statement, an_account
from tests.views.pages import Page

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy.orm import Session

    from models import Statement
    from tests.factories import LinkParts

ADDRESS = "/reports/to-examine"
HUB = 12


def _confirmed(session: Session, start: Statement, end: Statement, relation: Relation) -> None:
    decider = an_account(session, Role.REVIEWER).id
    parts: LinkParts = {"status": LinkStatus.CONFIRMED, "rationale": "Why.", "decider_id": decider}
    if relation is Relation.CONTRADICTS:
        parts |= {"same_time": Answer.YES, "same_place": Answer.YES, "same_meaning": Answer.YES}
    a_link(session, start, end, relation, **parts)


def _named(session: Session, name: str) -> Statement:
    return a_statement(session, key=name.lower(), speaker=a_speaker(session, name))


@pytest.fixture
def case(session: Session) -> None:
    """Ann repeats Bo, with whom Cy conflicts; Di supports Ed, who supports Flo; Di and Flo clash."""
    ann, bo, cy, di, ed, flo = (
        _named(session, one) for one in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo")
    )
    _confirmed(session, ann, bo, Relation.REPEATS)
    _confirmed(session, cy, bo, Relation.CONTRADICTS)
    _confirmed(session, di, ed, Relation.SUPPORTS)
    _confirmed(session, ed, flo, Relation.SUPPORTS)
    _confirmed(session, flo, di, Relation.CONTRADICTS)
    session.commit()


@pytest.mark.usefixtures("case")
def test_the_path_stands_in_words_with_a_way_to_link_its_ends(checker: FlaskClient) -> None:
    page = Page.of(checker.get(ADDRESS))
    assert "Ann, date unknown repeats Bo, date unknown" in page.main.text
    assert "Bo, date unknown conflicts with Cy, date unknown" in page.main.text
    assert "/statements/1/link?to=3" in page.links
    assert "Di, date unknown supports Ed, date unknown" in page.main.text
    assert "Not all three can hold as they are." in page.main.text


@pytest.mark.usefixtures("case")
def test_the_report_as_json_has_both(run: FlaskCliRunner) -> None:
    report = json.loads(run.invoke(args=["report", "contradictions", "--json"]).stdout)
    assert report["to_examine"] == [
        {
            "statements": ["ann", "bo", "cy"],
            "statement_ids": [1, 2, 3],
            "link_ids": [1, 2],
            "path": "ann repeats bo; cy contradicts bo",
        }
    ]
    assert report["unbalanced"] == [
        {
            "statements": ["di", "ed", "flo"],
            "statement_ids": [4, 5, 6],
            "link_ids": [3, 4, 5],
            "path": "di supports ed; ed supports flo; flo contradicts di",
        }
    ]


def test_an_empty_desk_says_so(checker: FlaskClient) -> None:
    page = Page.of(checker.get(ADDRESS))
    assert "No statement repeats one that another conflicts with" in page.main.text
    assert "No three confirmed links stand against each other." in page.main.text


def test_more_leads_to_the_rest(checker: FlaskClient, session: Session) -> None:
    hub, copy = _named(session, "Hub"), _named(session, "Copy")
    _confirmed(session, copy, hub, Relation.REPEATS)
    for number in range(HUB):
        _confirmed(session, hub, _named(session, f"Foe{number}"), Relation.CONTRADICTS)
    session.commit()
    first = Page.of(checker.get(ADDRESS))
    (way,) = (link for link in first.links if "of=paths" in link)
    second = Page.of(checker.get(way))
    found = [[link for link in page.links if "/link?to=" in link] for page in (first, second)]
    assert [len(each) for each in found] == [10, 2]
    assert len({*found[0], *found[1]}) == HUB
    assert "Look again at these links" not in second.text


@pytest.mark.parametrize("query", ["after=1-2", "of=paths&after=x", "of=paths&after=1", "of=all"])
def test_an_address_that_leads_nowhere_is_not_found(checker: FlaskClient, query: str) -> None:
    assert checker.get(f"{ADDRESS}?{query}").status_code == 404
