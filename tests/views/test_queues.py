"""The queues of the desk: links that wait for a decision, or for another look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from models.terms import LinkStatus
from tests.factories import a_contradiction, a_link, a_statement, an_account
from tests.views.pages import Page, submit
from tests.views.stored import rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

MANY = 12


@pytest.fixture
def waiting(session: Session) -> None:
    """Twelve proposed conflicts, then twelve confirmed supports in re-check."""
    decider = an_account(session, Role.REVIEWER).id
    for _one in range(MANY):
        a_contradiction(session, rationale="They clash.")
    for _one in range(MANY):
        a_link(
            session,
            a_statement(session),
            a_statement(session),
            status=LinkStatus.CONFIRMED,
            rationale="So.",
            decider_id=decider,
            recheck=True,
            recheck_why="The statement was revised.",
        )
    session.commit()


def _opened(page: Page) -> list[str]:
    return [
        one.attributes["href"]
        for one in page.tree.every("a")
        if one.attributes.get("data-key") == "o"
    ]


@pytest.mark.usefixtures("waiting")
def test_the_numbers_of_the_desk_are_those_of_its_lists(reviewer: FlaskClient) -> None:
    page = Page.of(reviewer.get("/"))
    [stats] = page.tree.of_class("stats")
    assert "links to re-check 12" in stats.text
    assert "links to decide 12" in stats.text
    assert _opened(page) == [f"/links/{one}" for one in (*range(1, 11), *range(13, 23))]
    assert page.text.count("and 2 more") == 2
    for queue, first in (("proposed", 1), ("rechecks", 13)):
        assert f"/queue/{queue}" in page.links
        whole = Page.of(reviewer.get(f"/queue/{queue}"))
        assert _opened(whole) == [f"/links/{one}" for one in range(first, first + MANY)]


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(
    ("address", "deed", "onward", "status"),
    [
        ("/", "/links/1/confirm", "/#row-2", LinkStatus.CONFIRMED),
        ("/queue/proposed", "/links/1/confirm", "/queue/proposed#row-2", LinkStatus.CONFIRMED),
        ("/queue/rechecks", "/links/13/recheck", "/queue/rechecks#row-14", LinkStatus.CONFIRMED),
        (
            "/queue/rechecks?after=13",
            "/links/14/recheck",
            "/queue/rechecks?after=13#row-15",
            LinkStatus.CONFIRMED,
        ),
    ],
)
def test_who_decides_in_a_queue_stays_in_it(
    reviewer: FlaskClient,
    engine: Engine,
    address: str,
    deed: str,
    onward: str,
    status: LinkStatus,
) -> None:
    answer = submit(reviewer, address, deed)
    assert (answer.status_code, answer.location) == (303, onward)
    link = rows(engine, "link")[int(deed.split("/")[2]) - 1]
    assert (link["status"], link["recheck"]) == (status, False)
    page = Page.of(reviewer.get(onward))
    assert f"/links/{link['id']}" not in _opened(page)
    row = onward.partition("#")[2]
    assert [one.tag for one in page.main.every() if one.attributes.get("id") == row] == ["article"]


@pytest.mark.usefixtures("waiting")
def test_a_row_is_refused_with_the_reason(reviewer: FlaskClient, engine: Engine) -> None:
    for queue, deed, number in (("proposed", "reject", 2), ("rechecks", "withdraw", 14)):
        action = f"/links/{number}/{deed}"
        answer = submit(reviewer, f"/queue/{queue}", action, reason="Another outpost.")
        assert answer.location == f"/queue/{queue}#row-{number + 1}"
        link = rows(engine, "link")[number - 1]
        assert link["reason"] == "Another outpost."
        assert not link["recheck"]


@pytest.mark.usefixtures("waiting")
def test_who_may_not_decide_sees_what_waits_and_no_buttons(checker: FlaskClient) -> None:
    for queue in ("proposed", "rechecks"):
        page = Page.of(checker.get(f"/queue/{queue}"))
        assert len(_opened(page)) == MANY
        assert list(page.main.every("form")) == []


def test_an_empty_queue_says_so(reviewer: FlaskClient) -> None:
    assert "Nothing waits here" in Page.of(reviewer.get("/queue/proposed")).text
    page = Page.of(reviewer.get("/queue/rechecks?after=9"))
    assert "No link on this page waits any more" in page.text
    assert "/queue/rechecks" in page.links
    assert reviewer.get("/queue/rechecks?after=x").status_code == 400
