"""A team behind pgbouncer in transaction mode: nothing that a connection holds is counted on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models import Role
from tests.views.bouncer import CONNECTIONS, bounced
from tests.views.bursts import Burst, refuse_losses
from tests.views.threads import served_by_threads

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

    from config import Config

CLIENTS, ENOUGH = 5, 20


def test_more_than_there_are_connections_write_through_a_bouncer_and_nothing_is_lost(
    config: Config, account_: Callable[..., str], engine: Engine, run: FlaskCliRunner
) -> None:
    if engine.dialect.name != "postgresql":
        # Nothing stands between SQLite and whoever writes.
        return
    assert CLIENTS > CONNECTIONS
    emails, burst = [account_(Role.REVIEWER) for _client in range(CLIENTS)], Burst(CLIENTS)
    with (
        bounced(config.DATABASE_URL) as url,
        served_by_threads(replace(config, DATABASE_URL=url)) as address,
    ):
        burst.enter(address, emails)
        burst.until(address, ENOUGH, lambda: None)
    assert burst.told.faults == []
    assert burst.told.confirmed
    refuse_losses(burst.told, engine)
    assert run.invoke(args=["verify"]).exit_code == 0
