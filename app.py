"""The front door: create_app(config), and the console's main."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

import structlog
from argon2 import PasswordHasher
from flask import Flask
from flask.cli import FlaskGroup
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from whitenoise import WhiteNoise

from config import Config, SettingError
from models import Pooling, open_engine
from views import (
    accounts,
    addresses,
    appearances,
    baskets,
    bodies,
    bookmarklets,
    captures,
    catalogue,
    citations,
    commands,
    comment,
    conflicts,
    context,
    coverages,
    dates,
    desk,
    drawings,
    drawn,
    entries,
    errors,
    examining,
    exports,
    feeds,
    frames,
    frozen_files,
    frozen_reports,
    guards,
    guests,
    headers,
    histories,
    history_words,
    hosts,
    hrefs,
    imports,
    knots,
    limits,
    links,
    mergers,
    notices,
    numbers,
    office_words,
    operating,
    origin_lists,
    pieces,
    rating_words,
    readiness,
    readings,
    redaction_words,
    redactions,
    reference,
    remarks,
    repeat_words,
    report_files,
    reports,
    request_lines,
    restrictions,
    review_words,
    reviews,
    rows,
    said,
    saved_reports,
    scripts,
    searching,
    sets,
    settings,
    shared,
    shares,
    signs,
    slips,
    sources,
    speakers,
    statements,
    templating,
    tokens,
    topics,
    translations,
    versions,
    visitors,
    watching,
    words,
)
from views.api import doors
from views.documents import on_pages

if TYPE_CHECKING:
    import click

BLUEPRINTS = (
    accounts.bp,
    appearances.bp,
    baskets.bp,
    bookmarklets.bp,
    captures.bp,
    citations.bp,
    comment.bp,
    coverages.bp,
    dates.bp,
    desk.bp,
    doors.bp,
    drawings.bp,
    examining.bp,
    exports.bp,
    feeds.bp,
    frozen_files.bp,
    frozen_reports.bp,
    imports.bp,
    histories.bp,
    links.bp,
    notices.bp,
    mergers.bp,
    readings.bp,
    operating.bp,
    redactions.bp,
    reference.bp,
    report_files.bp,
    remarks.bp,
    reports.bp,
    restrictions.bp,
    reviews.bp,
    saved_reports.bp,
    sets.bp,
    settings.bp,
    shared.bp,
    shares.bp,
    sources.bp,
    speakers.bp,
    statements.bp,
    tokens.bp,
    topics.bp,
    translations.bp,
    versions.bp,
    watching.bp,
)

MODULES = (
    catalogue,
    numbers,
    guests,
    visitors,
    limits,
    doors,
    guards,
    headers,
    errors,
    context,
    words,
    hrefs,
    drawn,
    frames,
    pieces,
    said,
    signs,
    slips,
    knots,
    origin_lists,
    entries,
    rows,
    history_words,
    office_words,
    redaction_words,
    review_words,
    scripts,
    searching,
    rating_words,
    repeat_words,
    on_pages,
    conflicts,
    watching,
    baskets,
    addresses,
    readiness,
    reference,
    operating,
    commands,
)


def create_app(config: Config | None = None) -> Flask:
    """Return the application of one instance; settings come from the environment by default."""
    settings = config or _settings()
    app = Flask(__name__, instance_path=str(settings.INSTANCE))
    app.config.from_object(settings)
    _set_up_logging(settings)
    _open_desk(app, settings)
    _set_up_pages(app)
    for module in MODULES:
        module.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def main() -> None:
    """Run the console: `gainsay COMMAND`."""
    # What the desk writes, its database above all, is for its owner alone.
    os.umask(0o077)
    Console(create_app=create_app, add_version_option=False, add_default_commands=False).main()


class Console(FlaskGroup):
    """Our commands; those that libraries bring stay out."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of our commands."""
        return [name for name in super().list_commands(ctx) if name not in self.commands]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of ours with this name."""
        found = super().get_command(ctx, name)
        return None if found in self.commands.values() else found


def _settings() -> Config:
    try:
        return Config.from_env()
    except OSError as error:
        sys.exit(f"GAINSAY_INSTANCE cannot be used: {error.filename}: {error.strerror}")
    except SettingError as error:
        sys.exit(str(error))


def _open_desk(app: Flask, settings: Config) -> None:
    try:
        engine = open_engine(settings.DATABASE_URL, _pooling(settings))
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        sys.exit(f"GAINSAY_DATABASE_URL cannot be used: {_database_fault(error)}")
    hasher = PasswordHasher(time_cost=settings.ARGON2_TIME, memory_cost=settings.ARGON2_MEMORY)
    app.extensions[context.EXTENSION] = context.Desk(engine, hasher)


def _pooling(settings: Config) -> Pooling:
    return Pooling(settings.POOL_SIZE, settings.POOL_OVERFLOW, settings.CONNECT_TIMEOUT)


def _set_up_pages(app: Flask) -> None:
    templating.register(app)
    request_lines.register(app)
    Babel(app, locale_selector=lambda: "en")
    Bootstrap5(app)
    bodies.register(app)
    protection = CSRFProtect(app)  # type: ignore[no-untyped-call]
    # A token in a header is nothing that a browser sends by itself.
    protection.exempt(doors.bp)  # type: ignore[no-untyped-call]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=app.static_folder, prefix="static/", max_age=3600
    )
    hosts.register(app)


def _set_up_logging(settings: Config) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping().get(settings.LOG_LEVEL, logging.INFO)
        ),
        # Whatever standard error is at the moment of writing.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def _database_fault(error: Exception) -> str:
    # Never in the library's words: they may hold the URL, and the URL a password.
    if isinstance(error, NoSuchModuleError):
        return "its driver is unknown; write sqlite:///… or postgresql+psycopg://…"
    if isinstance(error, ImportError):
        return "its driver is missing; install the extra `postgres` (psycopg)."
    return "it is not the URL of a database; write sqlite:///… or postgresql+psycopg://…"
