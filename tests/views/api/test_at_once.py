"""Two programs at the same record, and the same request, at the very same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.views.api.conftest import ROOT
from tests.views.api.test_statements import body
from tests.views.stored import rows
from tests.views.threads import served_by_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

    from config import Config

BOTH, ROUNDS, PATIENCE = 2, 5, 30


@pytest.fixture
def address(config: Config) -> Iterator[str]:
    """The API of a desk that is served."""
    with served_by_threads(config) as served:
        yield served + ROOT


def _at_once(
    ask: Callable[[int], requests.Response],
) -> list[requests.Response]:
    """Ask twice, as close together as threads come."""
    ready = Barrier(BOTH)

    def go(number: int) -> requests.Response:
        ready.wait(PATIENCE)
        return ask(number)

    with ThreadPoolExecutor(BOTH) as both:
        return list(both.map(go, range(BOTH)))


def _sent(
    method: str, url: str, secret: str, sent: dict[str, Any], **headers: str
) -> requests.Response:
    told = {"Authorization": f"Bearer {secret}", **headers}
    return requests.request(method, url, json=sent, headers=told, timeout=PATIENCE)


def _revised(number: int) -> dict[str, Any]:
    return {**body(number), "speaker_id": 1, "speaker": None}


def test_of_two_who_edit_at_once_one_is_told_and_nothing_is_lost(
    address: str, token: Callable[..., str], engine: Engine
) -> None:
    one, other = token(), token()
    made = _sent("POST", f"{address}/statements", one, body())
    assert made.status_code == 201, made.text
    place, tag = f"{address}/statements/{made.json()['id']}", made.headers["ETag"]
    for turn in range(ROUNDS):

        def revise(number: int, turn: int = turn, tag: str = tag) -> requests.Response:
            sent = _revised(10 * turn + number + 2)
            return _sent("PUT", place, (one, other)[number], sent, **{"If-Match": tag})

        answers = _at_once(revise)
        assert sorted(answer.status_code for answer in answers) == [200, 412]
        (kept,) = (answer for answer in answers if answer.status_code == 200)
        read = requests.get(place, headers={"Authorization": f"Bearer {one}"}, timeout=PATIENCE)
        assert read.json() == kept.json()
        tag = read.headers["ETag"]
    revised = [event for event in rows(engine, "event") if event["tag"] == "statement:revise"]
    assert len(revised) == ROUNDS


def test_one_request_that_is_sent_twice_at_once_makes_one_record(
    address: str, token: Callable[..., str], engine: Engine
) -> None:
    secret = token()
    for turn in range(ROUNDS):
        sent, key = body(turn, new_speaker=True), f"key-{turn}"

        def log(_number: int, sent: dict[str, Any] = sent, key: str = key) -> requests.Response:
            where = f"{address}/statements"
            return _sent("POST", where, secret, sent, **{"Idempotency-Key": key})

        answers = _at_once(log)
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()
        replayed = [answer.headers.get("Idempotency-Replayed") for answer in answers]
        assert sorted(replayed, key=str) == [None, "true"]
    assert len(rows(engine, "statement")) == ROUNDS
