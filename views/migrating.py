"""Creates or migrates the database; alembic is set up in code.

It is imported where it works: a tenth of a second that nobody else pays.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from views.context import desk

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection


def upgrade() -> None:
    """Bring the database of the current app to the newest revision, in one transaction."""
    from alembic import command  # noqa: PLC0415

    command.upgrade(_config(), "head")


def is_current() -> bool:
    """Tell whether the database stands at the newest revision."""
    with desk().engine.connect() as connection:
        return _revision(connection) == _newest(current_app.root_path)


def is_behind() -> bool:
    """Tell whether the database was made by an earlier release."""
    with desk().engine.connect() as connection:
        return _revision(connection) is not None and not is_current()


def _revision(connection: Connection) -> str | None:
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    return MigrationContext.configure(connection).get_current_revision()


@cache
def _newest(_root: str) -> str | None:
    """Return the newest revision; the files of a release do not change while it runs."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(current_app.root_path) / "migrations"))
    url = desk().engine.url.render_as_string(hide_password=False)
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
