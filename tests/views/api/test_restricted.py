"""A restricted case is betrayed to no program outside: every operation that reads is walked."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.api.conftest import Program
from tests.views.secrets import WORD, store_open_case, store_secret_case
from views.api.doors import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from sqlalchemy import Engine

    from views.api.operations import Operation

NUMBERS = range(1, 9)
_NUMBER = re.compile(r"<int:\w+>")
READ = [one for one in OPERATIONS if one.reads]
#: Lists in other shapes, beside every address without a query.
ASKED = [
    "/statements?status=all&order=oldest",
    "/statements?q=open&status=all",
    "/statements?topic_id=1",
    "/statements?source_id=1&relation=none",
    "/links?status=confirmed",
    "/links?statement_id=1",
    "/links?recheck=true",
    "/speakers?q=a",
    "/sources?q=title",
    "/topics?q=case",
    "/citations?report=true&format=jsonl",
    "/citations?topic_id=1&format=csv",
    "/reports/contradictions?kind=others",
    "/reports/contradictions?topic_id=2",
    "/reports/contradictions/file?format=markdown",
    "/reports/network/file?of=speakers",
    "/reports/coverage?topic_id=2",
    "/reports/contradictions/file?format=csv&topic_id=2",
]
#: What is one's own, and changes by what is asked here: the ledger of what left the desk.
OWN = re.compile("/exports")


def _addresses() -> list[str]:
    known = tuple(one.rule for one in READ)
    return [
        *(path for one in READ for path in _filled(one)),
        *(one for one in ASKED if one.partition("?")[0] in known),
    ]


def _filled(one: Operation) -> Iterator[str]:
    parts = _NUMBER.split(one.rule)
    for numbers in product(NUMBERS, repeat=len(parts) - 1):
        between = [*map(str, numbers), ""]
        yield "".join(part + number for part, number in zip(parts, between, strict=True))


def _read(program: Program) -> dict[str, tuple[int, str]]:
    answers = {one: program.get(one) for one in _addresses()}
    return {one: (answer.status_code, answer.text) for one, answer in answers.items()}


@pytest.mark.parametrize("role", [Role.REVIEWER])
def test_for_a_program_outside_it_is_as_if_the_case_were_not_there(
    role: Role, app: Flask, engine: Engine, token: Callable[..., str]
) -> None:
    store_open_case(engine)
    program = Program(app, token(role))
    before = _read(program)
    store_secret_case(engine)
    after = _read(program)
    told = [one for one, (_status, text) in after.items() if WORD in text.lower()]
    assert told == []
    changed = [one for one in after if before[one] != after[one] and not OWN.match(one)]
    assert changed == []
    served = {one for one, (status, _text) in after.items() if status == 200}
    assert len(served) > len(READ) // 2


def test_the_walk_would_see_it(app: Flask, engine: Engine, token: Callable[..., str]) -> None:
    """An admin, to whom nothing is hidden, is told of it by most of what an outsider walks."""
    store_open_case(engine)
    store_secret_case(engine)
    answers = _read(Program(app, token(Role.ADMIN)))
    telling = {one for one, (_status, text) in answers.items() if WORD in text.lower()}
    for one in ("/statements?status=all&order=oldest", "/links", "/reports/contradictions"):
        assert one in telling, one


def test_every_operation_that_reads_is_walked() -> None:
    walked = {one.partition("?")[0] for one in _addresses()}
    patterns = {one.rule: re.compile(_NUMBER.sub("[0-9]+", one.rule)) for one in READ}
    missed = [rule for rule, made in patterns.items() if not any(map(made.fullmatch, walked))]
    assert missed == []
