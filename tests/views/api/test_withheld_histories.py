"""A history tells nothing of what is hidden from who reads it, and not that there is something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.orm import Session

from models import Role, Topic, for_writing
from tests.views.api.conftest import Program, etag_of, told
from tests.views.api.test_statements import body

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    Row = tuple[str, str]

SECRET = "Zebra case"  # noqa: S105 -- the name of a topic
WITNESS = {"name": "a witness", "kind": "unnamed"}


class _Desk:
    """A desk with a restricted topic, and those who read what was done there."""

    def __init__(self, program: Program, outsider: Program, engine: Engine) -> None:
        self.program, self.outsider, self.engine = program, outsider, engine
        made = told(program.post("/topics", {"name": SECRET}))
        self.secret_id, self.secret_key = made["id"], made["key"]
        self.restrict(yes=True)

    def restrict(self, *, yes: bool) -> None:
        """Keep the topic from everybody but admins, or open it again."""
        with Session(for_writing(self.engine)) as session:
            session.get_one(Topic, self.secret_id).restricted = yes
            session.commit()

    def log(self, number: int, *, hidden: bool, **parts: Any) -> dict[str, Any]:  # noqa: ANN401
        """Log a statement, a hidden one with words that no other has."""
        mine = {"topics": [SECRET, *parts.pop("topics", [])], "note": "zebra"} if hidden else parts
        answer = self.program.post("/statements", body(number, **parts | mine))
        assert answer.status_code == 201, answer.text
        return dict(told(answer))

    def do(self, path: str, deed: str, **sent: object) -> None:
        """Do a deed to what stands at a path."""
        answer = self.program.do(f"{path}/{deed}", sent, etag_of(self.program, path))
        assert answer.status_code == 200, answer.text

    def version(self, path: str) -> int:
        """Return the version of the record at a path."""
        return int(told(self.program.get(path))["version"])

    def rows(self, path: str) -> tuple[set[Row], set[Row]]:
        """Return the rows of which a history tells: to who sees all, and to who does not."""
        return self._rows(self.program, path), self._rows(self.outsider, path)

    def _rows(self, reader: Program, path: str) -> set[Row]:
        answer = reader.get(f"{path}/history")
        assert answer.status_code == 200, answer.text
        if reader is self.outsider:
            assert "zebra" not in answer.text.casefold()
            assert self.secret_key not in answer.text
            assert {event["left_out"] for event in told(answer)["data"]} <= {0}
        return {
            (row["table"], row["id"]) for event in told(answer)["data"] for row in event["records"]
        }


@pytest.fixture
def desk(program: Program, app: Flask, token: Callable[..., str], engine: Engine) -> _Desk:
    """A desk on which something is hidden from fact-checkers."""
    return _Desk(program, Program(app, token(Role.CHECKER)), engine)


def test_who_was_unnamed_is_not_told_to_have_said_what_is_hidden(desk: _Desk) -> None:
    shown = desk.log(1, hidden=False, speaker=WITNESS)
    unnamed = f"/speakers/{shown['speaker']['id']}"
    mine = {"speaker": None, "speaker_id": shown["speaker"]["id"]}
    hidden = desk.log(2, hidden=True, role="Zebra keeper", **mine)
    desk.do(unnamed, "name", reason="She said so.", name="Ann Owen")
    named = f"/speakers/{told(desk.program.get(unnamed))['merged_into']}"
    secret = ("statement", str(hidden["id"]))
    for path in (unnamed, named):
        everything, told_outside = desk.rows(path)
        assert secret in everything
        assert everything - told_outside == {secret}
        assert ("statement", str(shown["id"])) in told_outside


def test_what_two_speakers_said_who_are_one_is_told_as_far_as_it_is_seen(
    desk: _Desk, checker: FlaskClient
) -> None:
    kept = desk.log(1, hidden=False)["speaker"]["id"]
    shown = desk.log(2, hidden=False, speaker={"name": "Jim Mattis"})
    other = shown["speaker"]["id"]
    hidden = desk.log(3, hidden=True, speaker=None, speaker_id=other)
    seen = desk.version(f"/speakers/{other}")
    desk.do(f"/speakers/{kept}", "merge", other=other, other_version=seen, reason="One man.")
    secret = ("statement", str(hidden["id"]))
    for number in (kept, other):
        everything, told_outside = desk.rows(f"/speakers/{number}")
        assert everything - told_outside == {secret}
        page = checker.get(f"/speakers/{number}/history").text
        assert f"/statements/{shown['id']}" in page
        assert f"/statements/{hidden['id']}" not in page
        assert "zebra" not in page.casefold()


def test_of_two_topics_that_are_one_the_hidden_statements_are_not_told(desk: _Desk) -> None:
    desk.log(1, hidden=False, topics=["Ground"])
    desk.log(2, hidden=False, topics=["Soil"])
    hidden = desk.log(3, hidden=True, topics=["Soil"])
    kept, other = (
        next(one["id"] for one in told(desk.program.get("/topics"))["data"] if one["name"] == name)
        for name in ("Ground", "Soil")
    )
    seen = desk.version(f"/topics/{other}")
    desk.do(f"/topics/{kept}", "merge", other=other, other_version=seen)
    for number in (kept, other):
        everything, told_outside = desk.rows(f"/topics/{number}")
        assert everything - told_outside == {("statement", str(hidden["id"]))}


def test_what_is_hidden_was_never_in_a_set(desk: _Desk) -> None:
    shown, hidden = desk.log(1, hidden=False)["id"], desk.log(2, hidden=True)["id"]
    made = told(desk.program.post("/sets", {"name": "Denials", "statements": [shown, hidden]}))
    path = f"/sets/{made['id']}"
    for deed in ("remove", "add"):
        assert desk.program.post(f"{path}/{deed}", {"statements": [hidden]}).status_code == 200
    everything, told_outside = desk.rows(path)
    assert everything - told_outside == {("set_member", f"{made['id']}-{hidden}")}
    deeds = [one["tag"] for one in told(desk.outsider.get(f"{path}/history"))["data"]]
    assert deeds == ["set:make"]


def test_the_topic_a_statement_once_had_is_not_told(desk: _Desk, checker: FlaskClient) -> None:
    made = desk.log(1, hidden=False, topics=["Ground", SECRET])
    path = f"/statements/{made['id']}"
    mine = {"speaker": None, "speaker_id": made["speaker"]["id"], "appearance": {}}
    changed = body(1, topics=["Ground"], **mine)
    assert desk.program.put(path, changed, etag_of(desk.program, path)).status_code == 200
    everything, told_outside = desk.rows(path)
    assert everything == told_outside
    events = told(desk.program.get(f"{path}/history"))["data"]
    page = checker.get(f"{path}/versions/{events[-1]['seq']}").text
    assert "as it stood" in page.casefold()
    assert "zebra" not in page.casefold()
    assert desk.secret_key not in page
    assert "A topic of it" not in page
