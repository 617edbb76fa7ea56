"""Every deed of the API is in the history, with the token with which it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Event, Token
from models.terms import Face, TokenKind
from tests.views.api.answered import BY_NAME, answered
from views.api.doors import OPERATIONS

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.views.api.conftest import Program

LEAVES_NONE = {
    "cancel_job": "stops what was begun: a job is no record, and what it did before has its events",
    **dict.fromkeys(
        (one.name for one in OPERATIONS if one.status == 202),
        "begins a job: no record yet, and what the job changes has its own events",
    ),
}
"""What changes no record, and why."""


@pytest.mark.usefixtures("desk_with_case")
def test_each_deed_leaves_an_event_with_the_token(program: Program, engine: Engine) -> None:
    deeds, silent, jobs = set[str](), set[str](), 0
    with Session(engine) as session:
        token = session.scalars(select(Token.id).where(Token.kind == TokenKind.API)).one()
        seen = len(_events(session, 0))
        for example, _answer in answered(program):
            left = _events(session, seen)
            seen += len(left)
            assert {one.token_id for one in left} <= {token}, example.operation
            jobs += sum(one.face is Face.JOB for one in left)
            done = [one for one in left if one.face is Face.API]
            if not BY_NAME[example.operation].reads:
                (deeds if done else silent).add(example.operation)
            else:
                # What is sent out of the desk is in its ledger, whoever asked for it.
                assert {one.tag for one in done} <= {"export:record"}, example.operation
    assert silent == LEAVES_NONE.keys()
    assert deeds | silent == {one.name for one in OPERATIONS if not one.reads}
    assert jobs > 0


def _events(session: Session, after: int) -> list[Event]:
    session.rollback()
    return list(session.scalars(select(Event).where(Event.seq > after).order_by(Event.seq)))
