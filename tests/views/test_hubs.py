"""A statement with five thousand links, and supports that go round: pages stay pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from models import Account, Link, Role, Statement, now
from models.keys import new_key
from models.terms import Answer, Form, LinkStatus, Relation, StatementStatus
from models.tuning import learn_sizes
from tests.factories import a_link, a_speaker, a_statement, an_account
from tests.views.page_addresses import MOST, MOST_QUERIES
from tests.views.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from tests.factories import LinkParts

LINKS = 5_000
MOST_BYTES = 500_000
#: A picture that leaves something out counts what there is in all.
COUNTING = 2
RELATIONS = (Relation.CONTRADICTS, Relation.REPEATS, Relation.SUPPORTS)
#: Pages around the hub, and the page of the case that each may ask as much as.
PAGES = {
    "/": "/",
    "/citations/?statement=1&statement=2&format=bibtex": (
        "/citations/?statement=1&statement=2&format=bibtex"
    ),
    "/links/1": "/links/1",
    "/reports/contradictions": "/reports/contradictions",
    "/reports/contradictions?view=pairs": (
        "/reports/contradictions?view=pairs&kind=unnamed&before=1"
    ),
    "/reports/coverage": "/reports/coverage",
    "/reports/network": "/reports/network",
    "/reports/timeline": "/reports/timeline",
    "/reports/to-examine": "/reports/to-examine",
    "/statements/1": "/statements/10",
    "/statements/1/link": "/statements/10/link",
    "/statements/?q=said": "/statements/?q=outpost",
}


@pytest.fixture
def hub(session: Session) -> int:
    """Tie one statement to five thousand others, by three relations in turn; return its id.

    The database is told of it, as it is after an import.
    """
    middle = a_statement(session, quote="Nobody said so.", speaker=a_speaker(session, "A Hub"))
    decider = session.scalars(select(Account).limit(1)).first() or an_account(session, Role.ADMIN)
    session.execute(insert(Statement), [_said(middle, number) for number in range(LINKS)])
    far = session.scalars(select(Statement.id).where(Statement.id != middle.id)).all()
    by_relation: dict[Relation, list[int]] = {one: [] for one in RELATIONS}
    for number, other in enumerate(far):
        by_relation[RELATIONS[number % len(RELATIONS)]].append(other)
    for relation, others in by_relation.items():
        session.execute(insert(Link), _tied(middle.id, others, relation, decider.id))
    session.commit()
    learn_sizes(session.get_bind().engine)
    return middle.id


def _said(middle: Statement, number: int) -> dict[str, object]:
    return {
        "key": new_key(),
        "form": Form.DIRECT,
        "quote": f"It was said {number} times.",
        "speaker_id": middle.speaker_id,
        "status": StatementStatus.LOGGED,
    }


def _tied(
    middle: int, others: Sequence[int], relation: Relation, decider: int
) -> list[dict[str, object]]:
    answer = Answer.YES if relation is Relation.CONTRADICTS else None
    questions = dict.fromkeys(("same_time", "same_place", "same_meaning"), answer)
    decided = {"status": LinkStatus.CONFIRMED, "rationale": "Why.", "decider_id": decider}
    return [
        {
            "key": new_key(),
            "relation": relation,
            "decided_at": now(),
            **dict.fromkeys(("from_id", "low_id"), middle),
            **dict.fromkeys(("to_id", "high_id"), other),
            **decided,
            **questions,
        }
        for other in others
    ]


def test_pages_around_a_hub_stay_short_and_ask_little(
    hub: int, admin: FlaskClient, asked: Callable[[str], int]
) -> None:
    assert hub == 1
    for address, like in PAGES.items():
        answer = admin.get(address)
        assert answer.status_code == 200, address
        assert len(answer.data) < MOST_BYTES, address
        assert asked(address) <= MOST.get(like, MOST_QUERIES) + COUNTING, address


def test_the_links_of_a_hub_are_all_there_a_page_at_a_time(hub: int, admin: FlaskClient) -> None:
    address, seen = f"/statements/{hub}", []
    for _each in range(3):
        tree = Page.of(admin.get(address)).tree
        seen += [one.attributes["href"] for one in tree.every("a") if _is_knot(one.attributes)]
        address = next(
            one.attributes["href"] for one in tree.every("a") if one.attributes.get("rel") == "next"
        )
    assert len(seen) == len(set(seen)) == 75
    assert seen == sorted(seen, key=lambda at: -int(at.rpartition("/")[2]))


def _is_knot(attributes: dict[str, str]) -> bool:
    return attributes.get("class") == "knot"


def test_supports_that_go_round_are_walked_once(session: Session, admin: FlaskClient) -> None:
    ring = [a_statement(session) for _each in range(5)]
    decider = an_account(session, Role.REVIEWER).id
    decided: LinkParts = {
        "status": LinkStatus.CONFIRMED,
        "rationale": "Why.",
        "decider_id": decider,
    }
    for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
        a_link(session, start, end, Relation.SUPPORTS, **decided)
    session.commit()
    for address in ("/reports/to-examine", "/reports/network", f"/statements/{ring[0].id}"):
        assert admin.get(address).status_code == 200
    assert "Nothing" in Page.of(admin.get("/reports/to-examine")).main.text
