"""Whoever kills what serves: nothing that was acknowledged is lost, and nothing is there by half.

`make faults` kills twenty times on each engine; a usual run as often as GAINSAY_KILLS says, or twice.
"""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sqlalchemy import text

from models import Role
from tests.views.bursts import Burst, refuse_losses
from tests.views.pages import Page
from tests.views.serving import PATIENCE, environment, free_port, gainsay, served
from tests.views.teams import Team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

CLIENTS = 8
USUAL = 2
KILLS = int(os.environ.get("GAINSAY_KILLS", str(USUAL)))
#: So many writes are acknowledged before each kill.
ENOUGH = 12 if KILLS == USUAL else 40
SECRET = "only for tests"  # noqa: S105


def test_what_was_acknowledged_outlives_kill_9_again_and_again(
    database_url: str,
    tmp_path: Path,
    account_: Callable[..., str],
    engine: Engine,
) -> None:
    emails = [account_(Role.REVIEWER) for _client in range(CLIENTS)]
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url, GAINSAY_SECRET_KEY=SECRET)
    burst = Burst(CLIENTS)
    if engine.dialect.name == "sqlite":
        _kill_the_server(burst, env, emails)
    else:
        _kill_the_team(burst, env, emails)
    told = burst.told
    # For who runs it by hand, with -s.
    sys.stdout.write(f"{told.total} acknowledged, {KILLS} kills\n")
    assert told.faults == []
    assert told.total >= KILLS * ENOUGH
    refuse_losses(told, engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    verified = gainsay(env, "verify")
    assert (verified.returncode, verified.stderr) == (0, "")


def _kill_the_server(burst: Burst, env: dict[str, str], emails: list[str]) -> None:
    port = free_port()
    for turn in range(KILLS):
        with served(env, port=port) as server:
            if turn == 0:
                burst.enter(server.address, emails)
            burst.until(server.address, ENOUGH, server.process.kill)


def _kill_the_team(burst: Burst, env: dict[str, str], emails: list[str]) -> None:
    """Kill one of the processes and all of them, in turn."""
    team = Team({**env, "GAINSAY_LIMITS_URL": env["GAINSAY_DATABASE_URL"]})
    try:
        for turn in range(KILLS):
            team.start()
            if turn == 0:
                _refuse_more_tries(team.port)
                burst.enter(team.address, emails)
            burst.until(team.address, ENOUGH, team.kill_one if turn % 2 else team.kill_all)
    finally:
        team.kill_all()


def _refuse_more_tries(port: int) -> None:
    """Try a door as somebody at another address: the processes count together."""
    place = ("127.0.0.2", 0)
    asking = HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=place)
    asking.request("GET", "/sign-in")
    page = asking.getresponse()
    form = Page.read(page.read().decode()).form().filled(email="nobody@example.org", password="x")  # noqa: S106
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    asking.close()
    statuses = []
    for _try in range(11):
        # Each is a connection of its own, for whichever process takes it.
        asking = HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=place)
        told = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        asking.request("POST", "/sign-in", urlencode(form), told)
        statuses.append(asking.getresponse().status)
        asking.close()
    assert statuses == [422] * 10 + [429]
