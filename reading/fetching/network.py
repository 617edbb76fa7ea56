"""Connections to permitted addresses alone, each read and write within one total time."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Any, TypeAlias

import httpcore
import httpx

from reading.refusals import UnreachableError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable

MayReach: TypeAlias = "Callable[[str, int], bool]"
CONNECT_SECONDS = 10.0


class Deadline:
    """The moment by which a whole fetch, redirects included, has to be over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Return the seconds that are left, at most so many; raises UnreachableError after it."""
        left = self._end - time.monotonic()
        if left <= 0:
            message = (
                f"The server did not finish within {self.seconds:g} seconds. Try again later, "
                "or open the page yourself and paste its text."
            )
            raise UnreachableError(message)
        return left if most is None else min(left, most)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, refuses it if any of its addresses is not permitted, connects there."""

    def __init__(self, may_reach: MayReach, deadline: Deadline) -> None:
        self._may_reach = may_reach
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 -- the deadline rules
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the address that was looked at, so that a second answer cannot differ."""
        last: Exception = httpcore.ConnectError(host)
        for address in self._permitted(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address,
                    port,
                    self._deadline.left(CONNECT_SECONDS),
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return _TimedStream(stream, self._deadline)
        raise last

    def _permitted(self, host: str, port: int) -> list[str]:
        addresses = resolve(host, port, self._deadline)
        for address in addresses:
            if not self._may_reach(address, port):
                # Not where the name leads: that would be a map of the network inside.
                message = (
                    f"“{host}” (port {port}) is not an address of the public web, so it is not "
                    "fetched. Open it yourself and paste its text."
                )
                raise UnreachableError(message)
        return addresses


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """Return every address of a name, at least one; raises UnreachableError.

    The system's resolver knows no time limit, so it is asked in a thread that can be left behind.
    """
    found: list[str] = []

    def ask() -> None:
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(one[4][0]) for one in known))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    deadline.left()
    if not found:
        message = f"No server is known by the name “{host}”. Check the address."
        raise UnreachableError(message)
    return found


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every read and write has no more time than is left of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 -- as httpcore
        return self._stream.get_extra_info(info)


def transport(may_reach: MayReach, deadline: Deadline) -> httpx.HTTPTransport:
    """Return a transport over guarded connections, without proxies, kept connections or cookies.

    httpx has no public way to hand in a backend, so its version is pinned.
    """
    made = httpx.HTTPTransport(trust_env=False)
    made._pool = httpcore.ConnectionPool(  # noqa: SLF001
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_keepalive_connections=0,
        network_backend=GuardedBackend(may_reach, deadline),
    )
    return made
