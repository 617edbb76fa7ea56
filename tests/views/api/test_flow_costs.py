"""Lists of exports, jobs, readings and proposals cost the same, however long they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from models import Account, Export, Job, JobRow, Statement, exported_statement
from models.terms import Face, Imported, JobState, Verdict
from tests.factories import a_statement
from tests.views.api.test_imports import told

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tests.views.api.conftest import Program

MOST = 12


def an_export(session: Session) -> None:
    """Note that all statements left the desk."""
    account = session.scalars(select(Account.id).order_by(Account.id.desc())).first()
    parts: dict[str, Any] = {"account_id": account, "face": Face.API, "format": "csv", "scope": {}}
    left = Export(**parts, sha256="0" * 64)
    session.add(left)
    session.flush()
    held = [
        {"export_id": left.id, "statement_id": one} for one in session.scalars(select(Statement.id))
    ]
    session.execute(exported_statement.insert(), held)


def a_job(session: Session) -> None:
    """Have an import that waits, with a row."""
    account = session.scalars(select(Account.id).order_by(Account.id.desc())).first()
    job = Job(kind="import", account_id=account, arguments={}, result={}, state=JobState.QUEUED)
    session.add(job)
    session.flush()
    row = {"what": Imported.STATEMENT, "verdict": Verdict.MADE, "text": "", "field": "", "why": ""}
    session.add(JobRow(job_id=job.id, number=1, line=1, **row))


@pytest.mark.parametrize(("path", "make"), [("/exports", an_export), ("/jobs", a_job)])
def test_a_list_of_many_costs_no_more_than_a_list_of_few(
    path: str,
    make: Any,  # noqa: ANN401 -- adds one to the list
    program: Program,
    session: Session,
    engine: Engine,
    count_queries: Any,  # noqa: ANN401
) -> None:
    a_statement(session)
    make(session)
    session.commit()
    with count_queries(engine) as few:
        assert len(told(program.get(path))["data"]) == 1
    for _ in range(51):
        make(session)
    session.commit()
    with count_queries(engine) as many:
        first = told(program.get(path))
    assert len(many) == len(few) <= MOST
    rest = told(program.get(f"{path}?cursor={first['next']}"))
    assert (len(first["data"]), len(rest["data"]), rest["next"]) == (50, 2, None)
