"""The database knows how many rows stand behind an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import OperationalError

from models import Link, for_writing
from models.terms import LinkStatus, Relation
from models.tuning import learn_sizes
from tests.factories import a_contradiction

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


def test_what_is_learnt_stands_in_the_database(session: Session, engine: Engine) -> None:
    a_contradiction(session)
    session.commit()
    assert learn_sizes(engine)
    if engine.dialect.name == "sqlite":
        told = session.scalars(text("SELECT idx FROM sqlite_stat1 WHERE tbl = 'link'")).all()
        assert "ix_link_from_id_relation_status_to_id" in told
    else:
        assert session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'link'")) == 1


@pytest.mark.sqlite
def test_somebody_who_writes_is_not_waited_for_for_ever(session: Session, engine: Engine) -> None:
    session.commit()
    with for_writing(engine).begin():
        assert learn_sizes(engine) is False


def test_what_is_more_than_somebody_who_writes_is_not_kept_quiet() -> None:
    closed = create_engine("sqlite://")
    with closed.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(OperationalError, match="readonly"):
        learn_sizes(closed)
    closed.dispose()


@pytest.mark.sqlite
def test_links_of_a_statement_are_found_by_what_they_do(session: Session, engine: Engine) -> None:
    chosen = select(Link.id).where(
        Link.from_id == 1,
        Link.relation == Relation.REPEATS,
        Link.status == LinkStatus.CONFIRMED,
    )
    sql = str(chosen.compile(engine, compile_kwargs={"literal_binds": True}))
    plan = session.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()
    assert "ix_link_from_id_relation_status_to_id (from_id=? AND relation=? AND status=?)" in str(
        plan
    )
