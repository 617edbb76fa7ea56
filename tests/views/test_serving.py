from __future__ import annotations

import socket
import threading
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from models import Role
from tests.views.pages import Page
from tests.views.serving import PATIENCE, Visit, environment, free_port, gainsay, served
from tests.views.stored import rows
from tests.views.typed import SAID, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

OFFER = "No admin yet. Within 15 minutes, open this link once to become it:"
SECRET = "a password of my own"  # noqa: S105 -- of an account that lives for one test
MYSELF = {"email": "ada@example.org", "name": "Ada", "password": SECRET, "again": SECRET}


def test_the_first_admin_joins_by_the_link_that_is_printed_and_nobody_after(
    database_url: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    with served(env) as server:
        assert server.process.stdout is not None
        assert server.process.stdout.readline().strip() == OFFER
        link = server.process.stdout.readline().strip()
        assert link.startswith(f"{server.address}/join/")
        path = link.removeprefix(server.address)
        ada, late = Visit(server.address), Visit(server.address)
        status, text = ada.submit(path, **MYSELF)
        assert (status, Page.read(text).heading) == (200, "The desk")
        assert ada.get("/accounts/")[0] == 200
        assert late.get(path)[0] == 404
    with served(env) as server:
        ada = Visit(server.address)
        assert ada.submit("/sign-in", email=MYSELF["email"], password=SECRET)[0] == 200
        server.process.terminate()
        assert server.process.stdout is not None
        assert server.process.stdout.read() == ""


def test_a_desk_that_others_can_reach_prints_no_link(
    database_url: str, tmp_path: Path, engine: Engine
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    with served(env, "--host", "0.0.0.0") as server:  # noqa: S104 -- that is what is tested
        assert Visit(server.address).get("/sign-in")[0] == 200
        server.process.terminate()
        assert server.process.stdout is not None
        assert "join" not in server.process.stdout.read()
    assert rows(engine, "token") == []


def test_a_port_that_is_taken_is_said_in_a_line(
    database_url: str, tmp_path: Path, engine: Engine
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    with socket.create_server(("127.0.0.1", free_port())) as taken:
        port = taken.getsockname()[1]
        done = gainsay(env, "run", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"gainsay: 127.0.0.1:{port} cannot be served at: Address already in use; choose --port\n"
    )
    assert rows(engine, "token") == []


def test_a_host_that_is_none_is_said_in_a_line(database_url: str, tmp_path: Path) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    done = gainsay(env, "run", "--host", "no such host", "--port", str(free_port()))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1, done.stderr


def test_the_served_desk_logs_and_serves_its_looks(
    database_url: str, tmp_path: Path, account_: Callable[..., str], engine: Engine
) -> None:
    email = account_(Role.CHECKER)
    with served(environment(tmp_path, GAINSAY_DATABASE_URL=database_url)) as server:
        visit = Visit(server.address)
        visit.sign_in(email)
        status, text = visit.submit("/statements/new", **SAID, **SOURCE)
        assert (status, "Logged as statement 1" in text) == (200, True)
        for link in Page.read(text).tree.every("link"):
            assert visit.get(link.attributes["href"])[0] == 200
    assert len(rows(engine, "statement")) == 1


def test_who_is_being_answered_when_the_server_is_told_to_end_gets_it_all(
    database_url: str, tmp_path: Path
) -> None:
    answered: list[int] = []
    torn: list[str] = []

    def look(address: str) -> None:
        place = urlsplit(address)
        while True:
            with closing(
                HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
            ) as asked:
                try:
                    asked.request("GET", "/sign-in")
                    answer = asked.getresponse()
                except (OSError, HTTPException):
                    # Nobody answers any more; nothing was begun.
                    return
                try:
                    answer.read()
                except (OSError, HTTPException) as fault:
                    torn.append(repr(fault))
                    return
            answered.append(answer.status)

    with served(environment(tmp_path, GAINSAY_DATABASE_URL=database_url)) as server:
        lookers = [threading.Thread(target=look, args=(server.address,)) for _one in range(4)]
        for one in lookers:
            one.start()
        while len(answered) < 8 and not torn:
            lookers[0].join(0.01)
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0
        for one in lookers:
            one.join(PATIENCE)
    assert (set(answered), torn) == ({200}, [])
