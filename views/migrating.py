"""Creates or migrates the database; alembic is set up in code.

It is imported where it works: a tenth of a second that nobody else pays.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy.exc import DBAPIError

from desk.refusals import DeskError
from views.context import desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.config import Config
    from sqlalchemy import Connection

    Then = Callable[[Connection], None]


class NotMigratedError(DeskError):
    """A migration that failed; nothing of it, nor of those before it, is there."""

    def __init__(self, step: str, before: str | None, fault: Exception) -> None:
        words = " ".join(str(getattr(fault, "orig", fault)).split())
        stands = f"at revision {before}" if before else "empty"
        super().__init__(
            f"{step} failed: {words} The database is as it was, {stands}, and the"
            " release before goes on working with it; mend what is said, then run again:"
            " gainsay upgrade"
        )


def upgrade(then: Then | None = None) -> None:
    """Bring the database of the current app to the newest revision, in one transaction.

    What is to be done `then`, with its connection, is done in that transaction too.
    Raises NotMigratedError, and OperationalError where the database cannot be reached.
    """
    from alembic import command  # noqa: PLC0415

    config = _config(then)
    try:
        command.upgrade(config, "head")
    except (DBAPIError, RuntimeError) as fault:
        done = config.attributes.get("done")
        if done is None:
            raise
        with desk().engine.connect() as connection:
            before = revision_of(connection)
        raise NotMigratedError(_after(config, before, len(done)), before, fault) from fault


def bring_to(connection: Connection, revision: str = "head", then: Then | None = None) -> None:
    """Bring a database to a revision within the transaction of a connection, and do more `then`.

    On SQLite the connection must not enforce foreign keys.
    """
    from alembic import command  # noqa: PLC0415

    config = _config(then)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def knows(revision: str) -> bool:
    """Tell whether a revision is one of this release."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return revision in {
        one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()
    }


def is_current() -> bool:
    """Tell whether the database stands at the newest revision."""
    with desk().engine.connect() as connection:
        return is_newest(revision_of(connection))


def is_newest(revision: str | None) -> bool:
    """Tell whether a revision is the newest of this release."""
    return revision == _newest(current_app.root_path)


def is_behind() -> bool:
    """Tell whether the database was made by an earlier release."""
    with desk().engine.connect() as connection:
        return revision_of(connection) is not None and not is_current()


def revision_of(connection: Connection) -> str | None:
    """Return the last migration of a database; None for one that was never migrated."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    return MigrationContext.configure(connection).get_current_revision()


@cache
def _newest(_root: str) -> str | None:
    """Return the newest revision; the files of a release do not change while it runs."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return ScriptDirectory.from_config(_config()).get_current_head()


def _after(config: Config, before: str | None, done: int) -> str:
    """Tell which step follows so many revisions that were done after the one before."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    newer = ScriptDirectory.from_config(config).iterate_revisions("head", before or "base")
    steps = [f"revision {one.revision}" for one in newer][::-1]
    return [*steps, "building the search index anew"][done]


def _config(then: Then | None = None) -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    if then is not None:
        config.attributes["then"] = then
    config.set_main_option("script_location", str(Path(current_app.root_path) / "migrations"))
    url = desk().engine.url.render_as_string(hide_password=False)
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
