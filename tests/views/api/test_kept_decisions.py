"""Decisions on links that an import brings: kept for a token with the scope of admins alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from models.roles import Scope
from tests.views.api.conftest import Program
from tests.views.api.test_imports import send
from tests.views.stored import rows
from tests.views.test_imports import LINE, LINKED, lines, work_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine


@pytest.mark.parametrize(
    ("scopes", "status"),
    [
        ((Scope.LOG, Scope.READ), "proposed"),
        ((Scope.LOG, Scope.READ, Scope.REVIEW), "proposed"),
        ((Scope.LOG, Scope.READ, Scope.ADMIN), "confirmed"),
    ],
)
def test_a_confirmed_link_stays_so_only_by_what_the_token_may(
    scopes: tuple[Scope, ...],
    status: str,
    app: Flask,
    token: Callable[..., str],
    engine: Engine,
) -> None:
    program = Program(app, token(Role.ADMIN, *scopes))
    begun = send(program, lines(LINKED, {**LINE, "key": "two"}), "?trial=false")
    assert begun.status_code == 202, begun.text
    work_off(app)
    assert [one["status"] for one in rows(engine, "link")] == [status]
