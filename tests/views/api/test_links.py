"""Links through the API: proposed, decided, re-checked, judged, and talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from models import Role
from models.terms import Answer, LinkStatus, Relation
from tests.factories import (
    a_confirmed_contradiction,
    a_link,
    a_source,
    a_statement,
    a_topic,
    an_appearance,
)
from tests.views.api.conftest import Program, told
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

WHY = "One says that the post was closed, the other that nothing was given up."


@pytest.fixture
def two(session: Session) -> tuple[int, int]:
    """Two logged statements of two days."""
    first = a_statement(session, said="2017-09-18", quote="The post was closed")
    second = a_statement(session, said="2017-09-19", quote="We have not ceded any of the ground")
    ids = first.id, second.id
    session.commit()
    return ids


@pytest.fixture
def proposed(program: Program, two: tuple[int, int]) -> dict[str, Any]:
    """A contradiction that a program proposed."""
    answer = program.post("/links", draft(two))
    assert answer.status_code == 201, answer.text
    return {"etag": answer.headers["ETag"], "at": f"/links/{told(answer)['id']}", **told(answer)}


def draft(two: tuple[int, int], **more: object) -> dict[str, Any]:
    said = {"relation": "contradicts", "rationale": WHY, "same_time": "yes", "confirmed": True}
    return {"from_id": two[0], "to_id": two[1], **said, **more}


def test_a_link_is_proposed_read_revised_and_confirmed(
    program: Program, proposed: dict[str, Any], engine: Engine
) -> None:
    at = proposed["at"]
    read = program.get(at)
    assert read.json == told(program.get("/links"))["data"][0]
    assert [proposed[one] for one in ("same_time", "same_place")] == ["yes", "unknown"]
    assert (proposed["standing"], proposed["gap_days"]) == ("unresolved", 1)
    assert proposed["first"]["quote"] == "The post was closed"
    sides = ("from_id", "to_id")
    words = {name: value for name, value in draft((0, 0)).items() if name not in sides}
    revised = program.put(at, {**words, "words": "post", "to_words": "ground"}, proposed["etag"])
    assert (revised.status_code, told(revised)["words"]) == (200, "post"), revised.text
    assert program.put(at, words, proposed["etag"]).status_code == 412
    assert program.ask("PUT", at, json=words).status_code == 428
    confirmed = program.do(f"{at}/confirm", {}, revised.headers["ETag"])
    assert told(confirmed)["status"] == "confirmed", confirmed.text
    assert told(confirmed)["decider"] == told(confirmed)["proposer"]
    assert told(confirmed)["decided_by_two"] is False
    tags = [event["tag"] for event in rows(engine, "event")][-3:]
    assert tags == ["link:propose", "link:revise", "link:confirm"]


def test_a_link_is_rejected_and_withdrawn_with_a_reason(
    program: Program, proposed: dict[str, Any], two: tuple[int, int]
) -> None:
    at, etag = proposed["at"], proposed["etag"]
    silent = program.do(f"{at}/reject", {}, etag)
    assert (silent.status_code, told(silent)["errors"][0]["pointer"]) == (422, "#/reason")
    rejected = program.do(f"{at}/reject", {"reason": "Another post"}, etag)
    assert [told(rejected)[one] for one in ("status", "reason")] == ["rejected", "Another post"]
    again = program.do(f"{at}/reject", {"reason": "Another post"}, rejected.headers["ETag"])
    assert (again.status_code, "rejected" in told(again)["detail"]) == (409, True)
    other = program.post("/links", draft(two))
    assert other.status_code == 201, "the pair is free"
    taken = program.do(
        f"/links/{told(other)['id']}/withdraw",
        {"reason": "A slip"},
        other.headers["ETag"],
    )
    assert told(taken)["status"] == "withdrawn"


def test_who_proposed_a_link_says_why_they_decide_alone(
    program: Program, proposed: dict[str, Any], token: Callable[..., str]
) -> None:
    token(Role.REVIEWER)
    at, etag = f"{proposed['at']}/confirm", proposed["etag"]
    refused = program.do(at, {}, etag)
    assert (refused.status_code, told(refused)["errors"][0]["pointer"]) == (
        422,
        "#/override_reason",
    )
    done = program.do(at, {"override_reason": "Nobody else is here"}, etag)
    assert told(done)["override_reason"] == "Nobody else is here"


def test_another_person_decides(
    app: Flask, proposed: dict[str, Any], token: Callable[..., str]
) -> None:
    other = Program(app, token(Role.REVIEWER))
    done = other.do(f"{proposed['at']}/confirm", {}, proposed["etag"])
    assert (told(done)["status"], told(done)["decided_by_two"]) == ("confirmed", True)


def test_a_link_is_rechecked_and_judged(program: Program, session: Session) -> None:
    link = a_confirmed_contradiction(session, recheck=True, recheck_why="The quote changed")
    link.to_statement.speaker = link.from_statement.speaker
    link.from_statement.said, link.to_statement.said = "2017-09-18", "2017-09-19"
    at = f"/links/{link.id}"
    session.commit()
    known = program.get(at)
    assert told(known)["recheck_why"] == "The quote changed"
    early = program.do(f"{at}/judge", {"outcome": "changed", "outcome_why": "x"}, _tag(known))
    assert early.status_code == 409
    stands = program.do(f"{at}/recheck", {}, _tag(known))
    assert told(stands)["recheck"] is False, stands.text
    silent = program.do(f"{at}/judge", {"outcome": "changed"}, _tag(stands))
    assert told(silent)["errors"][0]["pointer"] == "#/outcome_why"
    judged = program.do(
        f"{at}/judge", {"outcome": "changed", "outcome_why": "He said so"}, _tag(stands)
    )
    assert [told(judged)[one] for one in ("kind", "outcome")] == ["self", "changed"]
    open_again = program.do(f"{at}/judge", {"outcome": None}, _tag(judged))
    assert told(open_again)["outcome"] is None


def _tag(answer: Any) -> str:  # noqa: ANN401 -- as werkzeug
    return str(answer.headers["ETag"])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"nonsense": 1}, "#/nonsense"),
        ({"relation": "denies"}, "#/relation"),
        ({"from_id": 2**31}, "#/from_id"),
        ({"from_id": "1"}, "#/from_id"),
        ({"from_id": 999}, "#/from_id"),
        ({"to_id": 0}, "#/to_id"),
        ({"to_id": 999}, "#/to_id"),
        ({"words": "words of nobody"}, "#/words"),
        ({"same_time": "maybe"}, "#/same_time"),
        ({"relation": "supports", "same_time": "maybe"}, "#/same_time"),
        ({"rationale": "\0"}, "#/rationale"),
        ({"confirmed": "yes"}, "#/confirmed"),
    ],
)
def test_what_is_wrong_with_a_link_is_said_where_it_stands(
    change: dict[str, Any], place: str, program: Program, two: tuple[int, int], engine: Engine
) -> None:
    answer = program.post("/links", draft(two, **change))
    assert answer.status_code == 422, answer.text
    assert [fault["pointer"] for fault in told(answer)["errors"]] == [place]
    assert not rows(engine, "link")


def test_a_pair_holds_one_link_of_a_relation_and_nothing_that_denies_it(
    program: Program, proposed: dict[str, Any], two: tuple[int, int], engine: Engine
) -> None:
    again = program.post("/links", draft(two))
    assert told(again)["errors"][0]["pointer"] == "#/relation"
    opposite = draft(two, relation="supports")
    asked = program.post("/links", opposite)
    assert told(asked)["errors"][0]["pointer"] == "#/reject_opposite"
    assert program.post("/links", {**opposite, "reject_opposite": True}).status_code == 201
    assert last(engine, "link")["relation"] == "supports"
    assert told(program.get(proposed["at"]))["status"] == "rejected"


def test_an_odd_order_waits_for_a_word(program: Program, session: Session) -> None:
    early, late = a_statement(session), a_statement(session, said="2017-09-19")
    an_appearance(session, early, a_source(session, published="2017-09-18"))
    ids = early.id, late.id
    session.commit()
    odd = draft(ids, confirmed=False)
    answer = program.post("/links", odd)
    assert (answer.status_code, len(told(answer)["warnings"])) == (409, 1)
    assert program.post("/links", {**odd, "confirmed": True}).status_code == 201


def test_links_are_listed_as_asked(program: Program, session: Session) -> None:
    about = a_topic(session)
    said = [a_statement(session, topics=[about]), a_statement(session), a_statement(session)]
    held = a_confirmed_contradiction(session)
    supporting = a_link(session, said[0], said[1], status=LinkStatus.REJECTED, reason="No")
    repeating = a_link(session, said[1], said[2], Relation.REPEATS)
    shown = {
        "": [repeating.id, supporting.id, held.id],
        f"statement_id={said[1].id}": [repeating.id, supporting.id],
        f"speaker_id={said[2].speaker_id}": [repeating.id],
        f"topic_id={about.id}": [supporting.id],
        f"topic_id={about.id}&speaker_id={said[2].speaker_id}": [],
        "relation=repeats": [repeating.id],
        "status=rejected": [supporting.id],
        "status=confirmed&recheck=false": [held.id],
        "recheck=true": [],
    }
    session.commit()
    for asked, ids in shown.items():
        answer = program.get(f"/links?{asked}&fields=key".replace("?&", "?"))
        assert [one["id"] for one in told(answer)["data"]] == ids, asked
    assert program.get("/links?status=odd").status_code == 422
    assert program.get("/links?before=3").status_code == 422


def test_a_list_of_many_costs_no_more_than_a_list_of_few(
    program: Program,
    session: Session,
    engine: Engine,
    count_queries: Any,  # noqa: ANN401
) -> None:
    a_confirmed_contradiction(session)
    session.commit()
    with count_queries(engine) as few:
        program.get("/links")
    for _ in range(51):
        a_confirmed_contradiction(session, same_time=Answer.YES)
    session.commit()
    with count_queries(engine) as many:
        first = told(program.get("/links?fields=id"))
    assert len(many) == len(few) <= 12
    rest = told(program.get(f"/links?fields=id&cursor={first['next']}"))
    assert (len(first["data"]), len(rest["data"]), rest["next"]) == (50, 2, None)


@pytest.mark.parametrize("number", ["0", "999", str(2**31), str(2**63), str(10**30)])
def test_a_link_that_is_not_there_is_missing(number: str, program: Program) -> None:
    assert program.get(f"/links/{number}").status_code == 404
    assert program.do(f"/links/{number}/confirm", {}, "x").status_code == 404
    assert program.get(f"/links/{number}/remarks").status_code == 404
    assert program.get(f"/remarks/{number}").status_code == 404


def test_remarks_are_made_revised_and_withdrawn(
    program: Program, proposed: dict[str, Any], as_: SigningIn
) -> None:
    at = f"{proposed['at']}/remarks"
    made = program.post(at, {"text": "Is it the same post?"})
    assert made.status_code == 201, made.text
    there = made.headers["Location"].removeprefix("/api/v1")
    page = as_(Role.READER).get(proposed["at"]).text
    assert "Is it the same post?" in page
    revised = program.put(there, {"text": "It is the same post."}, made.headers["ETag"])
    assert told(revised)["text"] == "It is the same post."
    assert program.get(at).json == {"data": [revised.json], "next": None}
    stale = program.ask("DELETE", there, headers={"If-Match": made.headers["ETag"]})
    assert stale.status_code == 412
    gone = program.ask("DELETE", there, headers={"If-Match": revised.headers["ETag"]})
    assert (gone.status_code, told(gone)["text"]) == (200, None)
    late = program.put(there, {"text": "Still there"}, gone.headers["ETag"])
    assert (late.status_code, told(late)["errors"][0]["pointer"]) == (422, "#/text")


def test_a_remark_is_changed_by_whoever_made_it(
    app: Flask, program: Program, proposed: dict[str, Any], token: Callable[..., str]
) -> None:
    made = program.post(f"{proposed['at']}/remarks", {"text": "Mine"})
    other = Program(app, token(Role.ADMIN))
    answer = other.put(made.headers["Location"][7:], {"text": "Yours"}, made.headers["ETag"])
    assert (answer.status_code, "somebody else" in told(answer)["detail"]) == (422, True)


def test_remarks_come_a_page_at_a_time(program: Program, proposed: dict[str, Any]) -> None:
    at = f"{proposed['at']}/remarks"
    for number in range(52):
        assert program.post(at, {"text": f"Remark {number}"}).status_code == 201
    first = told(program.get(f"{at}?fields=text"))
    assert [first["data"][place]["text"] for place in (0, -1)] == ["Remark 0", "Remark 49"]
    rest = told(program.get(f"{at}?fields=text&cursor={first['next']}"))
    assert [one["text"] for one in rest["data"]] == ["Remark 50", "Remark 51"]
