"""The report of an earlier day: on its page, in pictures, at the terminal."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk.actors import actor_of
from desk.history.audit import writing_session
from models import Role, Statement, for_writing
from models.terms import Face
from tests.desk.days import FIRST, Desk, moved
from tests.desk.redacting import redact
from tests.factories import an_account
from tests.views.pages import Page
from tests.views.stored import nothing_stored

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

REPORT = f"/reports/contradictions?as_of={FIRST}"
FACES = [
    "/reports/contradictions",
    "/reports/timeline",
    "/reports/network",
    "/reports/timeline.svg",
]


@pytest.fixture
def quotes(session: Session, engine: Engine) -> tuple[str, str]:
    """A conflict of the first day, of which a side was revised since: its quote then and now."""
    people = [an_account(session, role) for role in (Role.CHECKER, Role.REVIEWER)]
    actors = [actor_of(account, Face.PAGE) for account in people]
    session.commit()
    with moved() as clock, writing_session(for_writing(engine)) as writing:
        writing.rollback()
        desk, first = Desk(writing, *actors), select(Statement.quote).where(Statement.id == 1)
        desk.do("clash", 0, 1)
        then = writing.scalars(first).one()
        clock.set(FIRST + timedelta(days=1))
        desk.do("revise", 0, 1)
        now = writing.scalars(first).one()
    assert then
    assert now
    return then, now


@pytest.mark.parametrize("view", ["grouped", "pairs"])
def test_the_page_shows_what_was_known(
    view: str, quotes: tuple[str, str], checker: FlaskClient
) -> None:
    then, now = quotes
    page = Page.of(checker.get(f"{REPORT}&view={view}"))
    assert then in page.text
    assert now not in page.text
    [note] = page.main.of_class("note")
    assert note.text.startswith("As the desk knew it on 1 March 2026")
    [today] = note.every("a")
    page = Page.of(checker.get(today.attributes["href"]))
    assert now in page.text
    assert not page.main.of_class("note")


@pytest.mark.parametrize("face", FACES)
def test_each_face_says_of_which_day_it_is(
    face: str, quotes: tuple[str, str], checker: FlaskClient
) -> None:
    answer = checker.get(f"{face}?as_of={FIRST}")
    assert answer.status_code == 200
    assert "As the desk knew it on 1 March 2026" in " ".join(answer.text.split())
    assert quotes[1] not in answer.text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("tomorrow", "That day has not come yet."),
        ("2026-03", "Give one day, such as 2026-11-03."),
        ("about 2026-03-01", "Give one day, such as 2026-11-03."),
        ("no day", "is not a date that we can read"),
    ],
)
def test_a_day_that_is_none_is_said_at_its_field(
    day: str, words: str, checker: FlaskClient
) -> None:
    coming = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    for face in FACES[:2]:
        page = Page.of(checker.get(face, query_string={"as_of": day.replace("tomorrow", coming)}))
        assert words in page.fault("as_of")


@pytest.mark.usefixtures("quotes")
def test_before_the_first_deed_it_says_when_the_history_begins(
    checker: FlaskClient, run: FlaskCliRunner
) -> None:
    words = "The history begins on 1 March 2026; of no day before it is anything known."
    page = Page.of(checker.get("/reports/contradictions?as_of=2025-12-31"))
    assert words in page.text
    assert "No contradictions here" in page.text
    done = run.invoke(args=["report", "contradictions", "--as-of", "2025-12-31"])
    assert (done.exit_code, words in done.stdout) == (0, True)


@pytest.mark.parametrize("asked", [[], ["--json"], ["--format", "json"]])
def test_the_terminal_refuses_a_day_to_come(
    asked: list[str], engine: Engine, run: FlaskCliRunner
) -> None:
    coming = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    with nothing_stored(engine):
        done = run.invoke(args=["report", "contradictions", "--as-of", coming, *asked])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "gainsay: That day has not come yet.\n"


def test_the_terminal_prints_what_was_known(quotes: tuple[str, str], run: FlaskCliRunner) -> None:
    asked = ["report", "contradictions", "--as-of", f"{FIRST}"]
    told = json.loads(run.invoke(args=[*asked, "--json"]).stdout)
    assert told["as_of"] == f"{FIRST}"
    [pair] = told["pairs"]
    assert quotes[0] in {pair["first"]["quote"], pair["second"]["quote"]}
    assert (pair["recheck"], "lost" in told) == (False, False)
    text = run.invoke(args=asked).stdout
    assert quotes[0] in text
    assert quotes[1] not in text


@pytest.mark.usefixtures("quotes")
def test_what_the_history_lost_is_said(
    engine: Engine, session: Session, checker: FlaskClient, run: FlaskCliRunner
) -> None:
    admin = actor_of(an_account(session, Role.ADMIN), Face.PAGE)
    session.commit()
    with writing_session(for_writing(engine)) as writing:
        redact(writing, admin, "statement", 1, "quote")
    words = "Values were redacted since (link 1, statement 1)"
    assert words in Page.of(checker.get(REPORT)).text
    asked = ["report", "contradictions", "--as-of", f"{FIRST}"]
    assert words in run.invoke(args=asked).stdout
    [lost, _link] = json.loads(run.invoke(args=[*asked, "--json"]).stdout)["lost"][::-1]
    assert lost == {"why": "redacted", "of": "statement", "ids": [1]}
