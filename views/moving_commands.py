"""The desk as a whole, from the terminal: into a backup, out of one, to another database."""

from __future__ import annotations

import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy.orm import Session

from desk.history import chain
from desk.moving import archives, places
from desk.moving.filling import fill
from desk.moving.live import Live
from desk.moving.refusals import NotABackupError
from models.tuning import learn_sizes
from views import console, migrating
from views.backup_files import kept_safe
from views.capture_commands import whole
from views.context import desk
from views.search_commands import rebuild_within

if TYPE_CHECKING:
    from desk.moving.archives import Manifest
    from desk.moving.places import Head

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@FILE
@console.command
def backup(file: Path) -> None:
    """Write everything the desk holds to FILE, while others go on working.

    Not in it is the secret key. The file is for its owner alone: it holds the hashes of passwords.
    """
    with places.place(_here()) as engine, places.snapshot(engine) as connection:
        revision = migrating.revision_of(connection)
        if revision is None:
            console.refuse(console.NOT_MADE)
        with kept_safe(file) as kept:
            release = metadata.version("gainsay")
            made = archives.write_backup(connection, kept, revision=revision, release=release)
    click.echo(f"Backed up {_counted(made)} to {file} ({file.stat().st_size} bytes).")
    _say_head(made.head)


@click.command()
@FILE
@console.command
def restore(file: Path) -> None:
    """Bring the backup FILE back into an empty database, whole or not at all; then verify it."""
    try:
        with archives.opened(file) as found:
            _refuse_unfit(found.manifest)
            older = not migrating.is_newest(found.manifest.revision)
            with places.place(_here()) as engine, places.filling(engine) as connection:
                migrating.bring_to(connection, found.manifest.revision)
                fill(connection, found)
                migrating.bring_to(connection, then=rebuild_within if older else None)
    except OSError as error:
        console.refuse(f"{file} cannot be restored: {error.strerror or error}")
    learn_sizes(desk().engine)
    _tell_restored(found.manifest, older=older)


@click.command()
@click.option("--to", "url", required=True, metavar="URL", help="An empty database.")
@console.command
def move(url: str) -> None:
    """Copy the desk into another, empty database, and prove that both are equal.

    The desk that is here stays as it is. What is written to it meanwhile is not in the copy.
    """
    if not migrating.is_current():
        console.refuse(console.NOT_MADE)
    with places.place(_here()) as here, places.place(url) as there:
        places.reachable(there)
        with places.snapshot(here) as source, places.filling(there) as target:
            head = places.head_of(source)
            migrating.bring_to(target)
            copied = fill(target, Live(source))
            with Session(target) as session:
                faults = list(chain.faults(session))
        learn_sizes(there)
        with places.snapshot(here) as source:
            later = places.head_of(source)
    click.echo(f"equal: {len(copied)} tables, {sum(one.rows for one in copied.values())} rows")
    _say_head(head)
    _tell_moved(head, later, faults)
    click.echo(
        "The desk that is here is as it was. To work with the copy, stop the one that is here,"
    )
    click.echo(f"start with GAINSAY_DATABASE_URL={there.url.render_as_string()}")
    click.echo("(with its password, if it has one) and with the same GAINSAY_SECRET_KEY.")


def _tell_moved(head: Head, later: Head, faults: list[str]) -> None:
    for fault in faults:
        console.say(f"{fault} (in both)", err=True)
    if later != head:
        told = (
            f"gainsay: events {head.seq + 1} to {later.seq} were written meanwhile and are not in "
        )
        click.echo(f"{told}the copy; stop the desk, and move it into an empty database.", err=True)
    if faults or later != head:
        sys.exit(1)


def _refuse_unfit(manifest: Manifest) -> None:
    if not migrating.knows(manifest.revision):
        why = f"release {manifest.release} made it, which is newer than this one; install that one"
        raise NotABackupError(why)
    url = desk().engine.url
    if url.get_backend_name() == "sqlite":
        free = shutil.disk_usage(Path(url.database or ".").resolve().parent).free
        if manifest.bytes > free:
            why = f"it takes {manifest.bytes} bytes, and the disk has {free} left"
            raise NotABackupError(why)


def _tell_restored(manifest: Manifest, *, older: bool) -> None:
    made = manifest.made_at.isoformat(" ", "seconds")
    click.echo(f"Restored {_counted(manifest)}, backed up at {made}.")
    if older:
        click.echo(f"It was made by release {manifest.release} and has been migrated.")
    if not whole():
        click.echo("It is restored as it was backed up; what is said above was so then.", err=True)
        sys.exit(1)


def _here() -> str:
    return desk().engine.url.render_as_string(hide_password=False)


def _counted(manifest: Manifest) -> str:
    return f"{manifest.rows} rows in {len(manifest.parts)} tables"


def _say_head(head: Head) -> None:
    click.echo(f"The head of its history, to be kept elsewhere: {head.hash} (event {head.seq})")
