"""The embedded server, for one desk on one machine."""

from __future__ import annotations

import ipaddress
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from desk import accounts
from models.tuning import learn_sizes
from views import console, jobs
from views.context import desk, writing
from views.joining import join_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

THREADS = 8


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until stopped; prints the address, and a one-time link while there is no admin."""
    server = _open(app, host, port)
    click.echo(f"Gainsay is at {address(host, port)}")
    if is_loopback(host):
        offer_first_admin(address(host, port))
    for number in (signal.SIGTERM, signal.SIGHUP):
        # As Ctrl+C does: what is being answered is answered, and jobs are let go of.
        signal.signal(number, lambda _number, _frame: sys.exit())
    with at_work(app):
        server.run()


@contextmanager
def at_work(app: Flask) -> Iterator[None]:
    """Have workers beside the server do what takes too long for a page."""
    # Imported here: half a second that every other command would pay too.
    from views.workers import Workers  # noqa: PLC0415

    with app.app_context():
        workers = Workers(jobs.the_queue(), signals=False)
        jobs.sweep(later=True)
        learn_sizes(desk().engine)
    workers.start()
    try:
        yield
    finally:
        workers.stop(graceful=True)


def _open(app: Flask, host: str, port: int) -> Any:  # noqa: ANN401 -- waitress is untyped
    import waitress  # noqa: PLC0415 -- only who serves pays for it

    try:
        return waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=app.config["LONG_FORM"],
            clear_untrusted_proxy_headers=not app.config["PROXIES"],
        )
    except OSError as error:
        console.refuse(f"{host}:{port} cannot be served at: {error.strerror}; choose --port")
    except ValueError as error:
        console.refuse(f"{host}:{port} cannot be served at: {error}; choose --host")


def offer_first_admin(base: str) -> None:
    """Print the link that makes the first admin, while there is none."""
    with writing() as session:
        secret = accounts.offer_first_admin(session)
        session.commit()
    if secret is not None:
        click.echo("No admin yet. Within 15 minutes, open this link once to become it:")
        click.echo(f"  {join_address(secret, base)}")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address(host: str, port: int) -> str:
    """Return the web address of a host and port."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def work() -> None:
    """Work without serving, until stopped; what is at work then is brought to its end."""
    from views.workers import Workers  # noqa: PLC0415

    workers = Workers(jobs.the_queue(), signals=True)
    jobs.sweep(later=True)
    click.echo("Waiting for work.")
    workers.run()
