"""What each request has at hand: a session for reading, one for writing, and who is at work."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import current_app, g, has_request_context
from flask_login import current_user
from sqlalchemy.orm import Session

from desk.actors import Actor, actor_of
from desk.articles import WEB
from desk.history.audit import RecordedSession, writing_session
from desk.kept import Kept, keep_in
from desk.settings import hand_on
from desk.sight import NOBODY, look_as
from models import for_pages, for_writing
from models.terms import Face
from models.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argon2 import PasswordHasher
    from flask import Flask
    from sqlalchemy import Engine

    from desk.articles import Limits
    from desk.visiting import AccountRecord

EXTENSION = "gainsay"
#: How long a deed waits for its turn, in seconds, before it waits with all others.
IN_TURN = 2.0


@dataclass
class Desk:
    """What the app holds for every request: its engine and its password hasher."""

    engine: Engine
    hasher: PasswordHasher
    #: Where pages may be fetched from.
    web: Limits = WEB
    writer: Engine = field(init=False)
    turns: Turns = field(init=False)
    #: What pages have read since the last deed.
    kept: Kept = field(default_factory=Kept, init=False)

    def __post_init__(self) -> None:
        """Keep the engine as deeds use it."""
        self.writer, self.turns = for_writing(self.engine), Turns(self.engine)


def desk() -> Desk:
    """Return what the current app holds."""
    return cast("Desk", current_app.extensions[EXTENSION])


def patient(engine: Engine) -> Engine:
    """Return an engine that gives up what takes a page too long; jobs and commands take their time."""
    if not has_request_context():
        return engine
    return for_pages(engine, current_app.config["STATEMENT_TIMEOUT"])


def reading() -> Session:
    """Return the request's session for reading, opened on first use."""
    if "session" not in g:
        g.session = Session(patient(desk().engine), autobegin=True)
        keep_in(g.session, desk().kept)
        look_as(g.session, _viewer())
    return cast("Session", g.session)


def steady() -> Session:
    """Return the request's session for reading, which sees one state of the record to its end.

    SQLite reads so by itself; PostgreSQL begins a new transaction for it. It takes its time: what is
    exported may be long.
    """
    known = desk().engine
    if known.dialect.name == "postgresql":
        begun = Session(known.execution_options(isolation_level="REPEATABLE READ"))
        if "session" in g:
            hand_on(g.session, begun)
        finish_reading()
        g.session = begun
        look_as(g.session, _viewer())
    return reading()


def taken() -> Session:
    """Take the session for reading out of the request, which would close it at its end.

    What is sent after that brings it back by `bring_back`, and so closes it.
    """
    session = reading()
    del g.session
    return session


def bring_back(session: Session) -> None:
    """Read on in a session that was taken out of the request."""
    finish_reading()
    g.session = session


@contextmanager
def writing() -> Iterator[Session]:
    """Open a session around one deed; it holds the write lock, so only the deed goes inside.

    The view commits; leaving without a commit rolls back.
    """
    finish_reading()
    with desk().turns.taken(IN_TURN), writing_session(patient(desk().writer)) as session:
        look_as(session, _viewer())
        yield session


@contextmanager
def trying() -> Iterator[Session]:
    """Open a session in which something is tried; leaving it takes everything back.

    It does not wait for the history's head: on PostgreSQL others go on with their deeds meanwhile.
    """
    finish_reading()
    with RecordedSession(desk().writer) as session:
        look_as(session, _viewer())
        yield session


def see_as(viewer: int | None) -> None:
    """Let this request, or this job, see what an account sees; None sees everything."""
    g.viewer = viewer
    if "session" in g:
        look_as(g.session, viewer)


def same_viewer(session: Session) -> None:
    """Let a session that was opened by itself see what this request, or this job, sees."""
    look_as(session, _viewer())


def _viewer() -> int | None:
    """Return as whom to look: in a request as nobody, until it is known who visits."""
    if "viewer" in g:
        return cast("int | None", g.viewer)
    return NOBODY if has_request_context() else None


def finish_reading(_error: BaseException | None = None) -> None:
    """Close the session for reading; the next use opens a fresh one that sees the deed."""
    session = g.pop("session", None)
    if session is not None:
        session.close()


def my_account() -> AccountRecord:
    """Return the account at hand: of who signed in, or of the token."""
    return cast("AccountRecord", current_user.account)


def me() -> Actor:
    """Return the actor that the account at hand is: on a page, or through its token."""
    through = getattr(current_user, "actor", None)
    return through or actor_of(my_account(), Face.PAGE)


def register(app: Flask) -> None:
    """Close each request's session when it ends."""
    app.teardown_appcontext(finish_reading)
