"""Reports asked for what cannot be, decided by two at once, and about what nobody can date."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from sqlalchemy import select

from desk.pairs import pair_of
from models import Link, ReplyRequest, Role
from models.terms import LinkStatus, Outcome, Relation
from tests.factories import (
    a_confirmed_contradiction,
    a_contradiction,
    a_link,
    a_speaker,
    a_statement,
    an_account,
)
from tests.views.pages import Page

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

RANGED = ("/reports/contradictions", "/reports/coverage", "/reports/timeline", "/statements/")


@pytest.mark.parametrize("address", RANGED)
def test_an_end_before_the_beginning_is_told_at_its_field(
    address: str, checker: FlaskClient
) -> None:
    page = Page.of(checker.get(f"{address}?since=2018&until=2017"))
    told = "2017 ends before 2018 begins, so nothing can lie between; swap the two."
    assert told in page.main.text
    assert "Nothing is shown" in page.main.text
    assert "2018" in str([one.attributes.get("value") for one in page.tree.every("input")])
    assert told not in Page.of(checker.get(f"{address}?since=2017-06&until=2017")).main.text


def test_the_command_names_the_end_before_the_beginning(run: FlaskCliRunner) -> None:
    asked = ["report", "contradictions", "--since", "2018", "--until", "2017"]
    answer = run.invoke(args=asked)
    assert answer.exit_code == 1
    assert "2017 ends before 2018 begins" in answer.stderr


def test_filters_that_leave_nothing_say_so(session: Session, checker: FlaskClient) -> None:
    a_confirmed_contradiction(session)
    session.commit()
    page = Page.of(checker.get("/reports/contradictions?since=2300"))
    assert "No confirmed conflict lies within these limits." in page.main.text


def test_two_sides_without_a_date_have_no_order_and_no_gap(
    session: Session, checker: FlaskClient
) -> None:
    link = a_confirmed_contradiction(session)
    session.commit()
    pair = pair_of(session, link.id)
    assert (pair.order_known, pair.gap, pair.gap_days) == (False, None, None)
    for address in (f"/links/{link.id}", "/reports/contradictions?view=pairs"):
        page = Page.of(checker.get(address))
        assert "date unknown" in page.main.text
        assert "days" not in page.main.text


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    _again: int, session: Session, as_: SigningIn
) -> None:
    link = a_contradiction(session, rationale="One says closed, the other open.")
    session.commit()
    address = f"/links/{link.id}"
    deciders = (as_(Role.REVIEWER), as_(Role.REVIEWER))
    deeds = ("confirm", "reject")
    asked = [
        {**Page.of(one.get(address)).form().values, "reason": "They mean two posts."}
        for one in deciders
    ]
    with ThreadPoolExecutor() as both:
        sent = [
            both.submit(one.post, f"{address}/{deed}", data=form)
            for one, deed, form in zip(deciders, deeds, asked, strict=True)
        ]
    answers = [one.result() for one in sent]
    assert sorted(one.status_code for one in answers) == [303, 409]
    session.expire_all()
    won = deeds[[one.status_code for one in answers].index(303)]
    assert session.get_one(Link, link.id).status == (
        LinkStatus.CONFIRMED if won == "confirm" else LinkStatus.REJECTED
    )
    late = next(one for one in answers if one.status_code == 409)
    assert "Somebody else changed this link" in Page.of(late).main.text


@pytest.mark.parametrize("blank", ["   ", "\n\t ", "\u2003\u00a0"])
def test_a_rationale_of_only_spaces_is_none(
    blank: str, session: Session, checker: FlaskClient
) -> None:
    link = a_contradiction(session)
    session.commit()
    first, second = link.from_id, link.to_id
    session.delete(link)
    session.commit()
    address = f"/statements/{first}/link?to={second}"
    form = Page.of(checker.get(address)).form().values
    checker.post(address, data={**form, "relation": "contradicts", "rationale": blank})
    session.expire_all()
    stored = session.scalars(select(Link)).one()
    assert (stored.rationale, stored.status) == (None, LinkStatus.PROPOSED)


def test_the_ways_from_a_report_keep_every_filter(session: Session, checker: FlaskClient) -> None:
    link = a_confirmed_contradiction(session)
    session.commit()
    who = link.from_statement.speaker_id
    filters = {"kind": "self", "since": "2017", "until": "2018", "speaker": f"{who}"}
    asked = f"/reports/contradictions?{urlencode(filters)}"
    onward = (urlsplit(one) for one in Page.of(checker.get(asked)).links)
    held = {one.path: dict(parse_qsl(one.query)) for one in onward}
    for path in ("/reports/save", "/reports/timeline", "/reports/network"):
        assert held[path].items() >= filters.items(), path


def test_what_a_reviewer_found_is_said_in_the_report(
    session: Session, checker: FlaskClient
) -> None:
    speaker = a_speaker(session)
    start = a_statement(session, speaker=speaker, said="2017-01-01")
    end = a_statement(session, speaker=speaker, said="2018")
    decider = an_account(session, Role.REVIEWER).id
    a_link(
        session,
        start,
        end,
        Relation.CONTRADICTS,
        status=LinkStatus.CONFIRMED,
        rationale="Open, then closed.",
        decider_id=decider,
        outcome=Outcome.EXPLAINED,
        outcome_why="The order came in between.",
    )
    session.commit()
    for view in ("pairs", "grouped"):
        page = Page.of(checker.get(f"/reports/contradictions?view={view}"))
        assert "The order came in between." in page.main.text


def test_who_was_asked_about_a_side_is_said_of_the_pair(
    session: Session, checker: FlaskClient
) -> None:
    link = a_confirmed_contradiction(session)
    session.add(ReplyRequest(statement_id=link.to_id, whom="The press desk"))
    session.commit()
    for address in (f"/links/{link.id}", "/reports/contradictions"):
        assert "The press desk" in Page.of(checker.get(address)).main.text
