"""By which names the desk is called, and through how many proxies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import BadRequest, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wsgi import get_host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

STRANGE = "The desk is not called by this name; use the address that your admin has set."


def register(app: Flask) -> None:
    """Refuse names that are not ours, and believe as many proxies as the settings say."""
    hosts, proxies = app.config["TRUSTED_HOSTS"], app.config["PROXIES"]
    app.wsgi_app = _named(app.wsgi_app, hosts)  # type: ignore[method-assign, assignment]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )


def _named(inner: WSGIApplication, hosts: list[str] | None) -> WSGIApplication:
    # Flask would refuse a name too late: no page can be drawn without a host.
    def outer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        try:
            known = host_is_trusted(get_host(environ), hosts)
        except SecurityError:
            known = False
        return (inner if known else BadRequest(STRANGE))(environ, start)

    return outer
