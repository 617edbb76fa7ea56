"""What tests of deeds ask for: a session that insists on events, and people to do them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from desk.actors import Actor, actor_of, named_actor
from desk.history.audit import writing_session
from desk.importing.imports import import_file
from models import Role, for_writing
from models.terms import Face
from tests.desk.redacting import a_secret
from tests.factories import an_account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

    from models import Statement

AT_TANF = Path(__file__).parents[2] / "desk" / "at_tanf.jsonl"


@pytest.fixture
def writing(engine: Engine) -> Iterator[Session]:
    """A session as pages have it around a deed; a commit without an event fails."""
    with writing_session(for_writing(engine)) as session:
        # Lets go of the lock until the first deed, so that people can come to the desk before.
        session.rollback()
        yield session


@pytest.fixture
def actor(engine: Engine) -> Callable[[Role], Actor]:
    """Make an account of a role, committed, and return it at work on a page."""

    def make(role: Role = Role.CHECKER) -> Actor:
        with Session(for_writing(engine)) as session:
            account = an_account(session, role)
            session.commit()
            return actor_of(account, Face.PAGE)

    return make


@pytest.fixture
def checker(actor: Callable[[Role], Actor]) -> Actor:
    """Somebody who logs, revises and proposes."""
    return actor(Role.CHECKER)


@pytest.fixture
def reviewer(actor: Callable[[Role], Actor]) -> Actor:
    """Somebody who also decides links."""
    return actor(Role.REVIEWER)


@pytest.fixture
def admin(actor: Callable[[Role], Actor]) -> Actor:
    """Somebody who may do everything."""
    return actor(Role.ADMIN)


@pytest.fixture
def command_line(engine: Engine) -> Actor:
    """The account that no person stands behind."""
    with Session(engine) as session:
        return named_actor(session, None, Face.COMMAND)


@pytest.fixture
def at_tanf(writing: Session, command_line: Actor) -> Session:
    """A desk with the At Tanf case, loaded by the command line."""
    import_file(writing, AT_TANF.read_bytes(), command_line)
    writing.commit()
    return writing


@pytest.fixture
def secret(writing: Session, checker: Actor, reviewer: Actor) -> Statement:
    """A statement with secret words in every field, revised, captured, linked and confirmed."""
    return a_secret(writing, checker, reviewer)
