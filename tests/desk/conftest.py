"""What tests of deeds ask for: a session that insists on events, and people to do them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.actors import Actor, actor_of, named_actor
from desk.audit import writing_session
from desk.imports import import_file
from models import Role, for_writing
from models.terms import Face
from tests.factories import an_account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

AT_TANF = Path(__file__).parents[2] / "desk" / "at_tanf.jsonl"


@pytest.fixture
def writing(engine: Engine) -> Iterator[Session]:
    """A session as pages have it around a deed; a commit without an event fails."""
    with writing_session(for_writing(engine)) as session:
        yield session


@pytest.fixture
def actor(session: Session) -> Callable[[Role], Actor]:
    """Make an account of a role, committed, and return it at work on a page."""

    def make(role: Role = Role.CHECKER) -> Actor:
        account = an_account(session, role)
        session.commit()
        found = actor_of(account, Face.PAGE)
        session.rollback()
        return found

    return make


@pytest.fixture
def at_tanf(writing: Session) -> Session:
    """A desk with the At Tanf case, loaded by the command line."""
    import_file(writing, AT_TANF.read_bytes(), named_actor(writing, None, Face.COMMAND))
    writing.commit()
    return writing
