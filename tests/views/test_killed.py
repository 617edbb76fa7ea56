from __future__ import annotations

import threading
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import URLError

from sqlalchemy import text

from models import Role
from tests.views.serving import Visit, environment, gainsay, served
from tests.views.stored import rows
from tests.views.typed import SAID, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

WRITERS, ACKNOWLEDGED, MOST = 3, 12, 20


class _Burst:
    """Writers who log as fast as they can, and note what was acknowledged."""

    def __init__(self, address: str, emails: list[str]) -> None:
        self.kept: list[str] = []
        self.enough = threading.Event()
        self._visits = [Visit(address) for _email in emails]
        for visit, email in zip(self._visits, emails, strict=True):
            visit.sign_in(email)
        self.threads = [
            threading.Thread(target=self._write, args=(number, visit))
            for number, visit in enumerate(self._visits)
        ]

    def _write(self, number: int, visit: Visit) -> None:
        for turn in range(MOST):
            # No word, day or source comes twice: what looks alike is asked about first.
            quote, said = f"Sentence{turn}of{number}", f"{2000 + number}-01-{turn + 1:02}"
            typed = {
                **SAID,
                **SOURCE,
                "quote": quote,
                "said": said,
                "source_title": f"Page {quote}",
            }
            try:
                status, page = visit.submit("/statements/new", **typed)
            except (URLError, HTTPException, OSError, ValueError, AssertionError):
                # The server is gone in the middle of an answer: nothing was acknowledged.
                return
            if status == 200 and f"“{quote}”" in page:
                self.kept.append(quote)
            if len(self.kept) >= ACKNOWLEDGED:
                self.enough.set()


def test_what_was_acknowledged_outlives_kill_9_in_a_burst(
    database_url: str, tmp_path: Path, account_: Callable[..., str], engine: Engine
) -> None:
    emails = [account_(Role.CHECKER) for _writer in range(WRITERS)]
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url)
    with served(env) as server:
        burst = _Burst(server.address, emails)
        for thread in burst.threads:
            thread.start()
        assert burst.enough.wait(60)
        server.process.kill()
        for thread in burst.threads:
            thread.join(60)
    held = {row["quote"] for row in rows(engine, "statement")}
    assert len(burst.kept) >= ACKNOWLEDGED
    assert set(burst.kept) <= held
    logged = [event for event in rows(engine, "event") if event["tag"] == "statement:log"]
    assert len(logged) == len(held)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    verified = gainsay(env, "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    with served(env) as again:
        visit = Visit(again.address)
        visit.sign_in(emails[0])
        status, page = visit.get(f"/statements/{len(held)}")
        assert status == 200
        assert "Sentence" in page
