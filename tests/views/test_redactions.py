from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from models import Capture, ReplyRequest, Review, Role
from tests.factories import a_statement, an_account
from tests.views.pages import Page, submit
from tests.views.serving import environment, gainsay
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import QUOTE, SAID, log, paste

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

NEW = "/redactions/statement/1"
WHY = {"reason": "Court order 17", "confirmation": "redact"}
KILLED = """
import os, signal, sys
from app import create_app
from desk.redacting import redactions
from desk.actors import named_actor
from models.terms import Face
from views.context import writing
def stop(*args): os.kill(os.getpid(), signal.SIGKILL)
app = create_app()
with app.app_context():
    redactions.blank_events = stop
    values = {"parts": ["quote"], "reason": "Court order", "confirmation": "redact"}
    draft = redactions.RedactionDraft.model_validate(values)
    with writing() as session:
        by = named_actor(session, None, Face.COMMAND)
        redactions.redact(session, "statement", 1, draft, by)
        session.commit()
"""


@pytest.fixture
def secret(checker: FlaskClient) -> None:
    """A statement on the desk, and another one that repeats its words in a note."""
    log(checker)
    log(checker, quote="Something else", note=f"He said: {QUOTE}", source_title="Another")


def _redact(visitor: FlaskClient, *parts: str, **typed: str) -> object:
    form = Page.of(visitor.get(NEW)).form()
    return visitor.post(NEW, data={**form.values, **WHY, **typed, "parts": list(parts)})


@pytest.mark.usefixtures("secret")
def test_an_admin_redacts_and_the_tombstone_says_why(admin: FlaskClient, engine: Engine) -> None:
    answer = _redact(admin, "quote", "passages")
    assert (answer.status_code, answer.location) == (303, "/statements/1")  # type: ignore[attr-defined]
    page = Page.of(admin.get("/statements/1"))
    assert "[redacted]" in page.main.text
    assert "quote, passages in the sources’ words. Reason: Court order 17" in page.main.text
    assert "The same words still stand in:" in page.text
    assert "statement 2" in page.text
    assert rows(engine, "statement")[0]["quote"] == "[redacted]"
    past = Page.of(admin.get("/statements/1/history")).main.text
    assert "What stood here was redacted" in past
    assert "Court order 17" in past
    assert QUOTE not in admin.get("/statements/1/history").text
    assert "Court order 17" in Page.of(admin.get("/redactions/")).main.text


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize(
    ("parts", "typed", "field", "words"),
    [
        ((), {}, "parts", "This is needed"),
        (("quote",), {"confirmation": "yes"}, "confirmation", "Type the word"),
        (("quote",), {"confirmation": ""}, "confirmation", "needed"),
        (("quote",), {"reason": ""}, "reason", "needed"),
        (("quote",), {"reason": f"because of {QUOTE}"}, "reason", "repeats"),
        (("key",), {}, "parts", "cannot be redacted"),
    ],
)
def test_what_is_not_meant_is_not_done(
    admin: FlaskClient,
    engine: Engine,
    parts: tuple[str, ...],
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    with nothing_stored(engine):
        answer = _redact(admin, *parts, **typed)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = Page.of(answer)  # type: ignore[arg-type]
    told = page.with_id("parts").text if field == "parts" else page.fault(field)
    assert words in told or "at least 1 item" in told


@pytest.mark.usefixtures("secret")
def test_others_may_not(reviewer: FlaskClient, engine: Engine) -> None:
    assert reviewer.get(NEW).status_code == 403
    assert "Redact" not in reviewer.get("/statements/1").text
    token = Page.of(reviewer.get("/account")).tree.called("csrf_token")[0].attributes["value"]
    with nothing_stored(engine):
        sent = {"csrf_token": token, **WHY, "parts": ["quote"]}
        assert reviewer.post(NEW, data=sent).status_code == 403


@pytest.mark.parametrize("address", ["/redactions/statement/9", "/redactions/event/1"])
def test_what_is_not_there_is_not_found(admin: FlaskClient, address: str) -> None:
    assert admin.get(address).status_code == 404


@pytest.mark.usefixtures("secret")
def test_the_command_asks_and_says_where_the_words_still_stand(
    run: FlaskCliRunner, engine: Engine
) -> None:
    words = ["redact", "statement", "1", "--field", "quote", "--reason", "Court order 17"]
    with nothing_stored(engine):
        no = run.invoke(args=words, input="no\n")
        assert (no.exit_code, "Nothing was redacted" in no.output) == (1, True)
    done = run.invoke(args=[*words, "--yes"])
    assert done.exit_code == 0, done.output
    assert "still stand in: event 2, statement 2" in done.output
    assert last(engine, "redaction")["fields"] == ["quote"]
    assert "were redacted; their digests hold" in run.invoke(args=["verify"]).output
    assert run.invoke(args=["scrub"]).exit_code == 0
    assert run.invoke(args=["redact", "capture", "x", *words[3:], "--yes"]).exit_code == 1


@pytest.mark.usefixtures("secret")
def test_killed_in_the_midst_of_it_nothing_is_half_done(
    database_url: str, tmp_path: Path, engine: Engine
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    with nothing_stored(engine):
        killed = subprocess.run([sys.executable, "-c", KILLED], env=env, check=False)  # noqa: S603
        assert killed.returncode == -signal.SIGKILL
    verified = gainsay(env, "verify")
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.usefixtures("secret")
def test_a_redacted_source_and_speaker_say_so(admin: FlaskClient) -> None:
    for subject, part in (("source", "title"), ("speaker", "name")):
        address = f"/redactions/{subject}/1"
        form = Page.of(admin.get(address)).form()
        answer = admin.post(address, data={**form.values, **WHY, "parts": [part]})
        assert answer.location == f"/{subject}s/1"
        assert "[redacted]" in Page.of(admin.get(answer.location)).heading
    assert submit(admin, "/statements/1/withdraw", reason="Gone.").status_code == 303


def test_a_redacted_capture_says_why_and_holds_nothing(
    checker: FlaskClient, admin: FlaskClient
) -> None:
    capture = paste(checker).rpartition("=")[2]
    log(checker)
    address = f"/redactions/capture/{capture}"
    form = Page.of(admin.get(address)).form()
    answer = admin.post(address, data={**form.values, **WHY, "parts": ["content"]})
    assert answer.location == f"/captures/{capture}"
    page = Page.of(admin.get(answer.location))
    assert "Court order 17" in page.main.text
    assert QUOTE not in page.main.text
    assert f"/captures/{capture}/download" not in page.links
    gone = admin.get(f"/captures/{capture}/download")
    assert gone.status_code == 410
    assert f"What was kept in capture {capture} was redacted" in Page.of(gone).main.text


def test_a_capture_without_its_address_says_so_and_keeps_the_rest(
    checker: FlaskClient, admin: FlaskClient, session: Session
) -> None:
    capture = paste(checker).rpartition("=")[2]
    session.get_one(Capture, int(capture)).url = "https://cnn.example/secret"
    session.commit()
    form = Page.of(admin.get(f"/redactions/capture/{capture}")).form()
    answer = admin.post(
        f"/redactions/capture/{capture}", data={**form.values, **WHY, "parts": ["url"]}
    )
    page = Page.of(admin.get(answer.location)).main
    assert "Court order 17" in page.text
    assert QUOTE in page.text
    assert "pasted text" not in page.text
    assert "cnn.example/secret" not in page.text
    assert admin.get(f"/captures/{capture}/download").status_code == 200


def test_an_admin_finds_the_way_to_redact_what_has_no_page(
    admin: FlaskClient, reviewer: FlaskClient, session: Session
) -> None:
    statement = a_statement(session)
    review = Review(statement_id=statement.id, word="False")
    asked = ReplyRequest(statement_id=statement.id, whom="Ann", asked="2017")
    session.add_all([review, asked])
    gone = an_account(session, Role.READER)
    gone.active = False
    session.commit()
    ways = {f"/redactions/review/{review.id}", f"/redactions/reply_request/{asked.id}"}
    address = f"/statements/{statement.id}"
    assert ways <= set(Page.of(admin.get(address)).links)
    assert not ways & set(Page.of(reviewer.get(address)).links)
    offered = [one for one in Page.of(admin.get("/accounts/")).links if "/redactions/a" in one]
    assert offered == [f"/redactions/account/{gone.id}"]
    for way in (*ways, *offered):
        assert admin.get(way).status_code == 200


@pytest.mark.parametrize(
    ("subject", "part", "skipped"),
    [
        ("statement", "quote", True),
        ("statement", "passages", True),
        ("statement", "note", False),
        ("capture", "content", True),
    ],
)
def test_what_was_redacted_is_no_fault_of_the_quotes(
    checker: FlaskClient,
    run: FlaskCliRunner,
    tmp_path: Path,
    *,
    subject: str,
    part: str,
    skipped: bool,
) -> None:
    paste(checker)
    submit(checker, "/statements/new?capture=1", **SAID, passage=QUOTE, note="Look again.")
    words = ["redact", subject, "1", "--field", part, "--reason", "Court order 17", "--yes"]
    assert run.invoke(args=words).exit_code == 0
    done = run.invoke(args=["verify", "--quotes"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert ("1 quote was skipped" in done.stdout) is skipped
    (tmp_path / "later.txt").write_text("All of it was given back.", encoding="utf-8")
    later = ["capture", str(tmp_path / "later.txt"), "--source", "1", "--whole"]
    assert run.invoke(args=later).exit_code == 0
    assert run.invoke(args=["verify"]).exit_code == 0


def test_a_newer_capture_that_is_redacted_changes_nothing_any_more(
    checker: FlaskClient, run: FlaskCliRunner, tmp_path: Path, engine: Engine
) -> None:
    paste(checker)
    submit(checker, "/statements/new?capture=1", **SAID)
    (tmp_path / "later.txt").write_text("All of it was given back.", encoding="utf-8")
    run.invoke(args=["capture", str(tmp_path / "later.txt"), "--source", "1", "--whole"])
    assert last(engine, "appearance")["check"] == "changed_since_capture"
    words = ["redact", "capture", "2", "--field", "content", "--reason", "Court order", "--yes"]
    assert run.invoke(args=words).exit_code == 0
    assert last(engine, "appearance")["check"] == "found"
    assert run.invoke(args=["verify", "--quotes"]).exit_code == 0
