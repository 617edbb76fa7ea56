"""A whole desk goes into a backup and out of it, and from one database to another."""

from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy.orm import Session

from desk.actors import actor_of
from desk.history.audit import writing_session
from models import Role, for_writing
from models.terms import Face
from tests.desk.redacting import a_secret, redact
from tests.factories import a_capture, a_source, a_speaker, an_account
from tests.migrating import migrations
from tests.views.moving import desk_at, do, everything, holds_anything
from tests.views.serving import GAINSAY, environment

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

BUSY = """
import sys
import time
from pathlib import Path
from app import create_app
app = create_app()
with app.app_context():
    while not Path(sys.argv[1]).exists():
        app.test_cli_runner().invoke(args=["rebuild"], catch_exceptions=False)
        print("done", flush=True)
        time.sleep(0.1)
"""


@pytest.fixture
def full(run: FlaskCliRunner, engine: Engine) -> None:
    """The case, accounts, a capture, events that were blanked, and a number that is free again."""
    assert run.invoke(args=["demo"]).exit_code == 0
    with Session(for_writing(engine)) as session:
        session.delete(a_speaker(session))
        people = [an_account(session, role) for role in (Role.CHECKER, Role.REVIEWER, Role.ADMIN)]
        checker, reviewer, admin = (actor_of(one, Face.PAGE) for one in people)
        session.commit()
    with writing_session(for_writing(engine)) as writing:
        told = a_secret(writing, checker, reviewer)
        redact(writing, admin, "statement", told.id, "quote", "passages")


@pytest.fixture
def other_url(tmp_path: Path) -> str:
    """A place on SQLite where nothing is yet."""
    return f"sqlite:///{tmp_path / 'other.db'}"


def _found(run: FlaskCliRunner) -> set[str]:
    """Return the numbers of the statements that a search finds; engines rank them differently."""
    told = run.invoke(args=["search", "garrison"]).stdout
    return {line.split("\t")[0] for line in told.splitlines()}


def _export(run: FlaskCliRunner) -> bytes:
    done = run.invoke(args=["export", "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


@pytest.mark.usefixtures("full")
def test_a_backup_comes_back_equal_into_an_empty_place(
    run: FlaskCliRunner, database_url: str, other_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "desk.backup"
    before = everything(database_url)
    made = run.invoke(args=["backup", str(file)])
    assert made.exit_code == 0, made.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    head = made.stdout.split("elsewhere: ")[1].split()[0]
    with desk_at(other_url, tmp_path) as other:
        done = other.invoke(args=["restore", str(file)])
        assert done.exit_code == 0, done.output
        assert f"Its head: {head}" in done.stdout
        assert "events were redacted; their digests hold" in done.stdout
        assert everything(other_url) == before
        assert _export(other) == _export(run)
        assert _found(other) == _found(run) != set()
        # What keeps the history as it is watches again.
        assert other.invoke(args=["settings", "--name", "Desk"]).exit_code == 0
        refused = other.invoke(args=["restore", str(file)])
        assert refused.exit_code == 1
        assert "The database is not empty" in refused.stderr
    with pytest.raises(Exception, match="events cannot be changed"):
        do(other_url, "UPDATE event SET tag = 'x:y' WHERE seq = 1")
    again = run.invoke(args=["backup", str(file)])
    assert again.exit_code == 0, again.output


@pytest.mark.usefixtures("full")
def test_a_desk_moves_to_the_other_engine_and_back(
    run: FlaskCliRunner, database_url: str, other_url: str, empty_url: str, tmp_path: Path
) -> None:
    before = everything(database_url)
    done = run.invoke(args=["move", "--to", other_url])
    assert done.exit_code == 0, done.output
    rows = sum(one.rows for one in before[0].values())
    assert f"equal: {len(before[0])} tables, {rows} rows" in done.stdout
    assert f"GAINSAY_DATABASE_URL={other_url}" in done.stdout
    with desk_at(other_url, tmp_path) as other:
        back = other.invoke(args=["move", "--to", empty_url])
        assert back.exit_code == 0, back.output
    assert everything(empty_url) == everything(other_url) == everything(database_url) == before
    with desk_at(empty_url, tmp_path) as there:
        assert _export(there) == _export(run)
        assert there.invoke(args=["verify"]).exit_code == 0
        assert there.invoke(args=["demo"]).stdout.startswith("The At Tanf case is loaded already")


def test_a_number_that_was_given_is_not_given_again_elsewhere(
    run: FlaskCliRunner, session: Session, other_url: str, tmp_path: Path
) -> None:
    gone = a_speaker(session)
    number = gone.id
    session.delete(gone)
    session.commit()
    session.close()
    assert run.invoke(args=["move", "--to", other_url]).exit_code == 0
    with desk_at(other_url, tmp_path) as other:
        assert other.invoke(args=["demo"]).exit_code == 0
        refused = other.invoke(args=["speaker", "merge", str(number), str(number)])
        assert f"There is no speaker “{number}”" in refused.stderr


def test_a_desk_is_carried_as_it_was_while_others_write(
    run: FlaskCliRunner, database_url: str, other_url: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    file, enough = tmp_path / "desk.backup", tmp_path / "enough"
    writer = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-c", BUSY, str(enough)], env=env, stdout=subprocess.PIPE, text=True
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "done\n"
        made = run.invoke(args=["backup", str(file)])
        moved = run.invoke(args=["move", "--to", f"sqlite:///{tmp_path / 'moved.db'}"])
        enough.touch()
        writer.communicate()
    assert (writer.returncode, made.exit_code, moved.exit_code) == (0, 0, 1), made.stderr
    assert "were written meanwhile and are not in the copy" in moved.stderr
    head = made.stdout.split("elsewhere: ")[1].split()[0]
    with desk_at(other_url, tmp_path) as other:
        done = other.invoke(args=["restore", str(file)])
        assert done.exit_code == 0, done.output
        assert f"Its head: {head}" in done.stdout


@pytest.mark.sqlite
def test_a_full_disk_leaves_the_older_backup(
    run: FlaskCliRunner, session: Session, database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "desk.backup"
    assert run.invoke(args=["backup", str(file)]).exit_code == 0
    older = file.read_bytes()
    a_capture(session, a_source(session), " ".join(str(one**5) for one in range(60_000)))
    session.commit()
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    small = ["sh", "-c", 'ulimit -f 128; exec "$@"', "sh", GAINSAY, "backup", str(file)]
    done = subprocess.run(small, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"gainsay: {file} cannot be written: File too large\n"
    assert file.read_bytes() == older
    assert list(folder.iterdir()) == [file]


def test_a_backup_of_an_earlier_release_is_migrated(
    empty_url: str, other_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "old.backup"
    command.upgrade(migrations(empty_url), "0007")
    with desk_at(empty_url, tmp_path) as old:
        assert old.invoke(args=["backup", str(file)]).exit_code == 0
    with desk_at(other_url, tmp_path) as other:
        done = other.invoke(args=["restore", str(file)])
        assert done.exit_code == 0, done.output
        assert "has been migrated" in done.stdout
        assert other.invoke(args=["demo"]).exit_code == 0


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "sqlite://",
        "mysql+nothing://desk:hunter2@127.0.0.1/desk",
        "postgresql+psycopg://desk:hunter2@127.0.0.1:1/desk",
        "sqlite:////nowhere/at/all/desk.db",
    ],
)
@pytest.mark.sqlite
def test_a_place_that_cannot_be_moved_to_is_said_in_a_line(url: str, run: FlaskCliRunner) -> None:
    done = run.invoke(args=["move", "--to", url])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "hunter2" not in done.stderr


def test_a_desk_does_not_move_onto_itself(run: FlaskCliRunner, database_url: str) -> None:
    before = everything(database_url)
    done = run.invoke(args=["move", "--to", database_url])
    assert done.exit_code == 1
    assert "The database is not empty" in done.stderr
    assert everything(database_url) == before


@pytest.mark.sqlite
def test_nothing_but_a_backup_is_replaced(
    run: FlaskCliRunner, database_url: str, other_url: str, tmp_path: Path
) -> None:
    desk = database_url.removeprefix("sqlite:///")
    done = run.invoke(args=["backup", desk])
    assert done.exit_code == 1
    assert "is there already and is no backup" in done.stderr
    nowhere = run.invoke(args=["backup", str(tmp_path / "no" / "where")])
    assert "cannot be written: No such file or directory" in nowhere.stderr
    with desk_at(other_url, tmp_path) as other:
        unmade = other.invoke(args=["backup", str(tmp_path / "desk.backup")])
        assert "run: gainsay upgrade" in unmade.stderr
        missing = other.invoke(args=["restore", str(tmp_path / "desk.backup")])
        assert "cannot be restored: No such file" in missing.stderr
    assert not holds_anything(other_url)
