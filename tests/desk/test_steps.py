"""What a page asks goes by an index however full the desk is: counted in steps of SQLite."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from desk import link_records, records, repeats
from models import Link, Speaker, SpeakerName, Statement
from models.keys import new_key
from models.terms import Form, LinkStatus, Relation, SpeakerKind, StatementStatus
from models.tuning import learn_sizes
from tests.factories import a_link, a_speaker, a_statement, an_account

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.pages import Page
    from models.records import LinkRecord, StatementRecord
    from tests.factories import LinkParts

pytestmark = pytest.mark.sqlite
MANY, NAMED, ON_A_PAGE = 3_000, 200, 130


@pytest.fixture
def full(session: Session) -> Session:
    """A desk of three thousand statements, each by another speaker; some have other names."""
    first = a_speaker(session, "The First").id + 1
    speakers = range(first, first + MANY)
    person = {"kind": SpeakerKind.PERSON, "name_key": "x", "found_by": "x"}
    described = [{**person, "id": one, "key": new_key(), "name": f"Nr {one}"} for one in speakers]
    session.execute(insert(Speaker), described)
    called = {"position": 0, "name_key": "x", "found_by": "x"}
    others = [{**called, "speaker_id": one, "name": f"No. {one}"} for one in speakers[:NAMED]]
    session.execute(insert(SpeakerName), others)
    said = {"form": Form.DIRECT, "quote": "So.", "status": StatementStatus.LOGGED}
    words = [{**said, "key": new_key(), "speaker_id": one} for one in speakers]
    session.execute(insert(Statement), words)
    return session


def _steps(session: Session, asked: Callable[[], object]) -> int:
    """Count them, on a desk that knows how full it is."""
    session.commit()
    learn_sizes(session.get_bind().engine)
    steps = [0]

    def tick() -> int:
        steps[0] += 1
        return 0

    here = session.connection().connection.driver_connection
    assert here is not None
    here.set_progress_handler(tick, 1)
    asked()
    here.set_progress_handler(None, 1)
    return steps[0]


def test_names_are_read_of_the_speakers_of_a_page_alone(full: Session) -> None:
    rows = full.execute(select(Statement.id, Statement.speaker_id).limit(ON_A_PAGE)).all()
    ids, speakers = [row.id for row in rows], [row.speaker_id for row in rows]
    found: list[StatementRecord] = []
    steps = _steps(full, lambda: found.extend(records.batch(full, ids, whole=False)))
    names = {one.speaker.id: one.speaker.aliases for one in found}
    assert names == {one: (f"No. {one}",) for one in speakers}
    assert steps < 20_000


def test_what_is_repeated_in_a_row_is_followed_without_a_look_at_all_others(full: Session) -> None:
    row = [a_statement(full) for _each in range(5)]
    decider = an_account(full).id
    decided: LinkParts = {
        "status": LinkStatus.CONFIRMED,
        "rationale": "The same.",
        "decider_id": decider,
    }
    for one, other in pairwise(row):
        a_link(full, one, other, Relation.REPEATS, **decided)
    found: list[repeats.Repeats] = []
    steps = _steps(full, lambda: found.append(repeats.repeats_of(full, row[0].id)))
    assert sorted(found[0].ids) == [one.id for one in row]
    assert steps < 3_000


def test_of_the_links_of_a_hub_no_more_are_read_than_are_shown(full: Session) -> None:
    hub = a_statement(full).id
    others = full.scalars(select(Statement.id).where(Statement.id < hub).limit(500)).all()
    tied = {"relation": Relation.SUPPORTS, "status": LinkStatus.PROPOSED, "high_id": hub}
    ends = ("from_id", "to_id"), ("to_id", "from_id")
    links = [
        {**tied, "key": new_key(), "low_id": one, here: hub, there: one}
        for number, one in enumerate(others)
        for here, there in (ends[number % 2],)
    ]
    full.execute(insert(Link), links)
    found: list[Page[LinkRecord]] = []
    steps = _steps(full, lambda: found.append(link_records.newest_of(full, hub)))
    newest = full.scalars(select(Link.id).order_by(Link.id.desc()).limit(link_records.SHOWN))
    assert [link.id for link in found[0].rows] == list(newest)
    assert found[0].next is not None
    assert steps < 9_000
