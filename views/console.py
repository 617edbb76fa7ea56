"""What every command shares: one clear line for a refusal, the session, who is at work."""

from __future__ import annotations

import functools
import os
import re
import sys
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import click
from flask import current_app
from flask.cli import with_appcontext
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from citations.formats import UnknownFormatError
from citations.formatted.locales import UnknownLocaleError
from citations.formatted.styles import UnknownStyleError
from citations.programs import NotWrittenError
from desk.actors import Actor, named_actor
from desk.plain_faults import plain
from desk.refusals import DeskError, NotAllowedError
from models.terms import Face
from views.spools import IN_MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from sqlalchemy.orm import Session

    from desk.drafts import Draft
    from models import Permission

    D = TypeVar("D", bound=Draft)

F = TypeVar("F", bound="Callable[..., Any]")
REFUSALS = (
    DeskError,
    NotWrittenError,
    UnknownFormatError,
    UnknownStyleError,
    UnknownLocaleError,
)
#: What a terminal may obey, but for the end of a line and a tab, and what turns the order of letters.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NOT_MADE = "the database is not there or out of date; run: gainsay upgrade"


def command(work: F) -> F:
    """Give a command the application, and turn a refusal into one line and exit status 1."""

    @with_appcontext
    @functools.wraps(work)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- whatever the command takes
        try:
            return work(*args, **kwargs)
        except REFUSALS as refused:
            refuse(str(refused))
        except (OperationalError, ProgrammingError) as error:
            refuse(database_words(error))

    return run  # type: ignore[return-value]


def refuse(reason: str) -> NoReturn:
    """Say why, in one line, and leave with status 1."""
    say(f"gainsay: {' '.join(reason.split())}", err=True)
    sys.exit(1)


def say(text: str, *, err: bool = False) -> None:
    """Print a text: what others wrote in a file is not to steer the terminal."""
    click.echo(_CONTROLS.sub("\ufffd", text), err=err)


def database_words(error: DBAPIError) -> str:
    """Say in a line what is wrong with the database."""
    words = " ".join(str(error.orig).split())
    missing = "no such table" in words or "does not exist" in words
    return NOT_MADE if missing else f"the database cannot be used: {words}"


def application() -> Flask:
    """Return the application itself, which threads without a context can serve."""
    return cast("Flask", current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


def worker(session: Session, email: str | None, needed: Permission) -> Actor:
    """Return who is at work: the account named by --as, else the command line.

    Raises NotAllowedError when the account's role does not hold the permission.
    """
    by = named_actor(session, email, Face.COMMAND)
    if not by.may(needed):
        message = f"The role of {email}, {by.role}, does not permit this."
        raise NotAllowedError(message)
    return by


def drafted(draft: type[D], values: dict[str, Any]) -> D:
    """Return the draft of these values; the first fault is said in a line."""
    try:
        return draft.model_validate(values)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        refuse(f"{place}: {plain(fault)}")


def write_file(output: Path, content: bytes) -> None:
    """Write a file, whole or not at all; what hinders it is said in a line."""
    with outgoing(output) as file:
        file.write(content)


@contextmanager
def outgoing(output: Path | None, *, at_once: bool = False) -> Iterator[IO[bytes]]:
    """Open what a command writes to: a file that is there once it is whole, or the terminal.

    Nothing is told when the command fails, but to a terminal that is told `at_once`; what hinders
    the file is said in a line.
    """
    if output is None and at_once:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if output is None:
        with SpooledTemporaryFile(IN_MEMORY) as kept:
            yield kept
            kept.seek(0)
            for block in iter(functools.partial(kept.read, IN_MEMORY), b""):
                click.echo(block, nl=False)
        return
    try:
        with _beside(output) as file:
            yield file
    except OSError as error:
        refuse(f"{output} cannot be written: {error.strerror}")


def is_kept_back(output: Path | None) -> bool:
    """Tell whether what is written there is a file, which is there once it is whole."""
    return output is not None and (output.is_file() or not output.exists())


@contextmanager
def _beside(output: Path) -> Iterator[IO[bytes]]:
    """Open a file beside another one, whose place it takes at the end; a device is written to."""
    if not is_kept_back(output):
        with output.open("wb") as device:
            yield device
        return
    place = output.resolve()
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


AS = click.option("--as", "email", metavar="EMAIL", help="Work as this account.")
