"""Clients who write as fast as they can, and note each write that was acknowledged to them.

What counts as acknowledged is the answer to the deed itself, which leads on to another page.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from models.terms import LinkStatus
from tests.views.pages import Page
from tests.views.serving import PATIENCE, Visit
from tests.views.stored import rows
from tests.views.typed import SAID, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    Answer = tuple[int, str, str]
    Forms = dict[str, dict[str, str]]

SHARED = "/statements/1"
_NOTE = re.compile(r'<textarea[^>]*name="note"[^>]*>\s*(\d*)\s*</textarea>')
_VERSION = re.compile(r'<input[^>]*name="version"[^>]*value="(\d+)"')
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_BROKEN = (HTTPException, OSError)


@dataclass
class Acknowledged:
    """What all clients were told is stored."""

    statements: set[str] = field(default_factory=set)
    links: set[int] = field(default_factory=set)
    confirmed: set[int] = field(default_factory=set)
    #: What the shared note was to count up to, whether that was answered, and whether it was done.
    counts: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    #: Answers that no client is to see.
    faults: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many writes there were."""
        return len(self.statements) + len(self.links) + len(self.confirmed) + len(self.counts)


class Client:
    """A reviewer who is signed in: logs, links, confirms what others linked, counts on."""

    def __init__(self, number: int, told: Acknowledged, links: deque[tuple[int, int]]) -> None:
        self._number, self._told, self._links = number, told, links
        self._turn = 0
        self._cookie = self._token = ""
        self._forms: Forms = {}

    def enter(self, address: str, email: str, forms: Forms) -> None:
        """Sign in; the forms hold the same for everybody but the token."""
        visit = Visit(address)
        page = visit.sign_in(email)
        self._cookie = "; ".join(f"{one.name}={one.value}" for one in visit.cookies)
        token = _TOKEN.search(page)
        assert token is not None
        self._token = token[1]
        self._forms = {name: {**form, "csrf_token": self._token} for name, form in forms.items()}

    def write(self, address: str, is_over: Callable[[], bool]) -> None:
        """Go on until all is over, or the server is gone."""
        place = urlsplit(address)
        connection = HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
        try:
            while not is_over():
                self._turn += 1
                for deed in (self._log_and_link, self._count_on, self._confirm, self._count_on):
                    deed(connection)
        except _BROKEN:
            return
        finally:
            connection.close()

    def _log_and_link(self, connection: HTTPConnection) -> None:
        # No word, day or source comes twice: what looks alike is asked about first.
        quote = f"Sentence{self._turn}of{self._number}"
        said = f"{1900 + self._number * 9 + self._turn // 300}-{self._turn // 25 % 12 + 1:02}-{self._turn % 25 + 1:02}"
        typed = {"quote": quote, "said": said, "source_title": f"Page {quote}"}
        status, location, _page = self._post(
            connection, "/statements/new", self._forms["log"] | typed
        )
        if status != 303:
            return
        self._told.statements.add(quote)
        form = {"csrf_token": self._token, "relation": "supports", "rationale": f"{quote} says so."}
        status, location, _page = self._post(connection, f"{location}/link?to=1", form)
        if status == 303:
            link = int(location.rpartition("/")[2])
            self._told.links.add(link)
            self._links.append((link, self._number))

    def _confirm(self, connection: HTTPConnection) -> None:
        if not self._links or self._links[0][1] == self._number:
            return
        try:
            link, by = self._links.popleft()
        except IndexError:
            return
        if by == self._number:
            self._links.append((link, by))
            return
        form = {"csrf_token": self._token, "version": "1"}
        status, _location, _page = self._post(connection, f"/links/{link}/confirm", form)
        if status == 303:
            self._told.confirmed.add(link)

    def _count_on(self, connection: HTTPConnection) -> None:
        """Read the note that all share, and write the next number; who was late does nothing."""
        _status, _location, page = self._ask(connection, "GET", f"{SHARED}/edit")
        note, version = _NOTE.search(page), _VERSION.search(page)
        if not (note and version):
            return
        counted = int(note[1] or 0) + 1
        form = self._forms["count"] | {"note": str(counted), "version": version[1]}
        self._told.asked.append(counted)
        status, _location, _page = self._post(connection, f"{SHARED}/edit", form)
        self._told.answered.append(counted)
        if status == 303:
            self._told.counts.append(counted)

    def _post(self, connection: HTTPConnection, path: str, form: dict[str, str]) -> Answer:
        return self._ask(connection, "POST", path, urlencode(form))

    def _ask(self, connection: HTTPConnection, method: str, path: str, body: str = "") -> Answer:
        headers = {"Cookie": self._cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        if answer.status >= 500:
            self._told.faults.append(f"{method} {path}: {answer.status} {Page.read(text).heading}")
        return answer.status, urlsplit(answer.headers.get("Location", "")).path, text


class Burst:
    """So many clients, who write to a server again and again, whoever ends it."""

    def __init__(self, clients: int) -> None:
        self.told = Acknowledged()
        links: deque[tuple[int, int]] = deque()
        self._clients = [Client(number, self.told, links) for number in range(clients)]

    def enter(self, address: str, emails: list[str]) -> None:
        """Have everybody sign in once, and the first log what all share; sessions outlive the server."""
        visit = Visit(address)
        visit.sign_in(emails[0])
        assert visit.submit("/statements/new", **SAID, **SOURCE)[0] == 200
        edit = Page.read(visit.get(f"{SHARED}/edit")[1]).form()
        new = Page.read(visit.get("/statements/new")[1]).form()
        forms = {"log": new.filled(**SAID, **SOURCE), "count": edit.filled(note="0")}
        for client, email in zip(self._clients, emails, strict=True):
            client.enter(address, email, forms)

    def until(self, address: str, enough: int, end: Callable[[], object]) -> None:
        """Write until so many more were acknowledged, then end the server while all go on."""
        before, over = self.told.total, threading.Event()
        threads = [
            threading.Thread(target=client.write, args=(address, over.is_set))
            for client in self._clients
        ]
        for thread in threads:
            thread.start()
        waited = threading.Event()
        while self.told.total < before + enough and any(thread.is_alive() for thread in threads):
            waited.wait(0.02)
        end()
        over.set()
        for thread in threads:
            thread.join(PATIENCE * 2)
        assert not any(thread.is_alive() for thread in threads)


def refuse_losses(told: Acknowledged, engine: Engine) -> None:
    """Compare what was acknowledged with what is stored."""
    statements = rows(engine, "statement")
    links = {row["id"]: row["status"] for row in rows(engine, "link")}
    assert told.statements <= {row["quote"] for row in statements}
    assert told.links <= links.keys()
    assert {links[one] for one in told.confirmed} <= {LinkStatus.CONFIRMED}
    # A number that was acknowledged twice, or a note that stands behind, would be a lost update.
    assert len(set(told.counts)) == len(told.counts)
    counted, unknown = int(statements[0]["note"] or 0), len(told.asked) - len(told.answered)
    assert len(told.counts) <= counted <= len(told.counts) + unknown
    events = [event["tag"] for event in rows(engine, "event")]
    assert events.count("statement:log") == len(statements)
    assert events.count("link:confirm") == len(
        [one for one in links.values() if one == LinkStatus.CONFIRMED]
    )
