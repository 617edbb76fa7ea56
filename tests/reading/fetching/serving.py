"""A server of the web on loopback that answers as badly as a test asks it to."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer: TypeAlias = "Callable[[str, Connection], None]"


@dataclass
class Connection:
    """One visit: what was asked, and the way to answer."""

    socket: socket.socket
    stopped: threading.Event

    def send(self, *parts: bytes) -> None:
        """Send parts as they are; a visitor who has left is no fault."""
        try:
            for part in parts:
                self.socket.sendall(part)
        except OSError:
            self.stopped.set()

    def drip(self, byte: bytes) -> None:
        """Send a byte now and then until the test is over."""
        while not self.stopped.wait(0.05):
            self.send(byte)


@dataclass
class Web:
    """The server: its port, and the requests that came."""

    port: int
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the address of a page of it."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def web(answer: Answer) -> Iterator[Web]:
    """Serve until the block ends; the answer is handed the request's head."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    stopped = threading.Event()
    served = Web(listening.getsockname()[1])
    visits: list[threading.Thread] = []

    def work() -> None:
        while not stopped.is_set():
            try:
                visitor, _from = listening.accept()
            except TimeoutError:
                continue
            visit = threading.Thread(target=_visit, args=(visitor, served, answer, stopped))
            visits.append(visit)
            visit.start()

    working = threading.Thread(target=work)
    working.start()
    try:
        yield served
    finally:
        stopped.set()
        working.join()
        for visit in visits:
            visit.join()
        listening.close()


def page(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Return a whole answer with the length of its body."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(target: str) -> bytes:
    """Return an answer that names another address."""
    return page(b"", f"Location: {target}", status="302 Found")


def answering(answer: bytes) -> Answer:
    """Give the same answer to everybody."""
    return lambda _head, visit: visit.send(answer)


def _visit(visitor: socket.socket, served: Web, answer: Answer, stopped: threading.Event) -> None:
    with visitor:
        visitor.settimeout(5)
        head = b""
        try:
            while b"\r\n\r\n" not in head:
                more = visitor.recv(65536)
                if not more:
                    return
                head += more
        except OSError:
            return
        served.asked.append(head.decode("latin-1"))
        answer(served.asked[-1], Connection(visitor, stopped))
        time.sleep(0)
