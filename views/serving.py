"""The embedded server, for one desk on one machine."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

import click
import waitress

from desk import accounts
from views import console
from views.context import writing
from views.joining import join_address

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until stopped; prints the address, and a one-time link while there is no admin."""
    server = _open(app, host, port)
    click.echo(f"Gainsay is at {address(host, port)}")
    if is_loopback(host):
        offer_first_admin(address(host, port))
    server.run()


def _open(app: Flask, host: str, port: int) -> Any:  # noqa: ANN401 -- waitress is untyped
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
