"""Where contradictions are found, as it is kept ready, against the record."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from desk.read_models import conflicts
from desk.read_models.checking import differences
from models import ConflictMonth, ConflictPlace, Link
from models.conflict import EVER, UNDATED, Found
from models.terms import Answer, LinkStatus, Relation
from tests.factories import a_confirmed_contradiction, a_source, a_topic, an_appearance

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _places(session: Session, link: Link) -> set[tuple[int, int]]:
    rows = session.execute(
        select(ConflictPlace.found, ConflictPlace.number).where(ConflictPlace.link_id == link.id)
    )
    return {(row.found, row.number) for row in rows}


def test_a_conflict_is_found_of_all_that_either_side_is_of(session: Session) -> None:
    link = a_confirmed_contradiction(session)
    topic, source = a_topic(session), a_source(session)
    link.from_statement.topics = [topic]
    an_appearance(session, link.to_statement, source)
    session.flush()
    speakers = {side.speaker_id for side in (link.from_statement, link.to_statement)}
    assert _places(session, link) == {
        (Found.ALL, 0),
        (Found.TOPIC, topic.id),
        (Found.SOURCE, source.id),
        *((Found.SPEAKER, number) for number in speakers),
    }


def test_its_day_is_the_later_one_and_of_an_undated_pair_there_is_none(session: Session) -> None:
    link = a_confirmed_contradiction(session)
    day = select(ConflictPlace.day).where(ConflictPlace.found == Found.ALL)
    assert session.scalar(day) == UNDATED
    link.from_statement.said, link.to_statement.said = "2017-09-18", "2017-02"
    session.flush()
    assert session.scalar(day) == 20170918
    months = select(ConflictMonth.month).where(
        ConflictMonth.found == Found.ALL, ConflictMonth.direct + ConflictMonth.unresolved > 0
    )
    assert set(session.scalars(months)) == {EVER, 201709}


def test_what_is_rejected_or_withdrawn_is_found_nowhere(session: Session) -> None:
    link, other = a_confirmed_contradiction(session), a_confirmed_contradiction(session)
    link.status, link.reason = LinkStatus.WITHDRAWN, "It was taken back."
    other.from_statement.status_reason = "Logged twice."
    other.from_statement.status = type(other.from_statement.status)("withdrawn")
    session.flush()
    assert session.scalar(select(func.count()).select_from(ConflictPlace)) == 0
    assert conflicts.differences(session) == 0


def test_a_contradiction_is_counted_by_its_state_whichever_it_was_in_before(
    session: Session,
) -> None:
    link = a_confirmed_contradiction(session)
    link.from_statement.said = "2017-09-18"
    session.flush()
    answers = [("yes", "yes", "yes"), ("yes", "no", "unknown"), ("unknown", "yes", "yes")]
    states = list(product(("proposed", "confirmed"), (None, "It was corrected."), answers))
    for state, other in permutations(states, 2):
        for status, why, told in (state, other):
            link.status, link.recheck, link.recheck_why = LinkStatus(status), bool(why), why
            link.same_time, link.same_place, link.same_meaning = map(Answer, told)
            session.flush()
        assert conflicts.differences(session) == 0
    link.relation, link.recheck, link.recheck_why = Relation.SUPPORTS, False, None
    link.same_time = link.same_place = link.same_meaning = None
    session.flush()
    assert conflicts.differences(session) == 0


def test_many_links_that_move_are_looked_up_at_once(session: Session) -> None:
    links = [a_confirmed_contradiction(session) for _each in range(conflicts.FEW + 1)]
    for link in links:
        link.recheck, link.recheck_why = True, "It was corrected."
    session.flush()
    waiting = select(ConflictMonth.recheck).where(ConflictMonth.found == Found.ALL)
    assert set(session.scalars(waiting)) == {len(links)}
    assert conflicts.differences(session) == 0


def test_what_differs_is_counted_and_made_anew(at_tanf: Session) -> None:
    assert set(differences(at_tanf).values()) == {0}
    kept = at_tanf.scalar(select(func.count()).select_from(ConflictPlace)) or 0
    assert kept > 0
    at_tanf.execute(update(ConflictMonth).values(direct=ConflictMonth.direct + 1))
    at_tanf.execute(delete(ConflictPlace).where(ConflictPlace.found == Found.ALL))
    at_tanf.execute(update(ConflictPlace).values(state=ConflictPlace.state + 1))
    assert conflicts.differences(at_tanf) > kept
    conflicts.rebuild(at_tanf)
    assert conflicts.differences(at_tanf) == 0


def test_very_many_links_are_refreshed_a_part_at_a_time(at_tanf: Session) -> None:
    before = set(at_tanf.scalars(select(ConflictPlace.link_id)))
    conflicts.refresh(at_tanf, range(1, conflicts.BATCH + 2))
    assert set(at_tanf.scalars(select(ConflictPlace.link_id))) == before
    assert conflicts.differences(at_tanf) == 0
