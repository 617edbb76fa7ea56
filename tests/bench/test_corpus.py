from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.corpus import dates
from bench.corpus.accounts import ADMIN_EMAIL, CHECKER_EMAIL
from bench.corpus.building import application, build
from bench.corpus.chance import chance
from bench.corpus.filling import fill
from bench.visiting import signed_in
from desk.history.chain import faults
from models import Base, Link, Statement, StatementText, for_writing, open_engine
from models.dates import bounds
from models.terms import Relation

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

COUNT = 300


def _fill(engine: Engine, count: int) -> dict[str, int]:
    with Session(for_writing(engine)) as session:
        fill(session, count)
        session.commit()
    with engine.connect() as connection:
        tables = Base.metadata.sorted_tables
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


def test_a_made_up_desk_has_what_it_is_asked_for(engine: Engine) -> None:
    held = _fill(engine, COUNT)
    assert (held["statement"], held["link"], held["event"]) == (COUNT, 2 * COUNT, 1)
    assert held["appearance"] >= COUNT
    assert held["relay"]
    assert held["statement_topic"] > COUNT


def test_its_links_are_of_every_kind_and_a_third_of_its_conflicts_are_with_oneself(
    session: Session,
) -> None:
    fill(session, COUNT)
    by_relation = dict(
        session.execute(select(Link.relation, func.count()).group_by(Link.relation)).all()
    )
    assert set(by_relation) == set(Relation)
    conflicts = by_relation[Relation.CONTRADICTS]
    assert 0.2 < conflicts / (2 * COUNT) < 0.4
    links = session.scalars(select(Link).where(Link.relation == Relation.CONTRADICTS)).all()
    own = sum(one.from_statement.speaker_id == one.to_statement.speaker_id for one in links)
    assert 0.2 < own / conflicts < 0.5
    # Such a link starts from the smaller key.
    assert all(one.from_statement.key < one.to_statement.key for one in links)


def test_it_is_the_same_again_and_goes_on_counting(session: Session) -> None:
    said = select(Statement.key, Statement.quote, Statement.said).order_by(Statement.id)
    fill(session, COUNT)
    first = session.execute(said).all()
    session.rollback()
    fill(session, COUNT)
    assert session.execute(said).all() == first
    one = session.get_one(Statement, 1)
    more = Statement(form=one.form, quote="No.", claim=None, speaker_id=one.speaker_id)
    session.add(more)
    session.flush()
    assert more.id == COUNT + 1


def test_its_dates_are_bound_as_the_desk_binds_them() -> None:
    random = chance("dates of a test", COUNT)
    drawn = {dates.said(random) for _ in range(COUNT)}
    assert len({bool(one.text) for one in drawn}) == 2
    for one in drawn:
        told = tuple(str(day) if day else None for day in bounds(one.text))
        assert (one.earliest, one.latest) == told


def test_it_is_built_whole_and_lets_its_people_in(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'many.db'}"
    build(url, COUNT, tmp_path)
    engine = open_engine(url)
    with Session(engine) as session:
        assert list(faults(session)) == []
        assert session.scalar(select(func.count()).select_from(StatementText)) == COUNT
    engine.dispose()
    app = application(url, tmp_path)
    for email in (ADMIN_EMAIL, CHECKER_EMAIL):
        assert signed_in(app, email).get("/statements/").status_code == 200
    with pytest.raises(RuntimeError, match=r"nobody@desk\.example is not let in"):
        signed_in(app, "nobody@desk.example")


def test_a_few_statements_are_made_too(engine: Engine) -> None:
    assert _fill(engine, 13)["link"] == 26
