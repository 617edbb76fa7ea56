"""What a statement is found by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import lists
from desk.lists import StatementScope
from desk.search_index import BATCH, of_source, of_speaker, of_topic, reindex
from models import Relay, SpeakerName, Statement, Translation
from models.terms import LinkStatus, TranslationKind
from tests.factories import a_link, a_source, a_speaker, a_statement, a_topic, an_appearance

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _found(session: Session, words: str) -> list[int]:
    return [card.id for card in lists.statements(session, StatementScope(q=words)).rows]


@pytest.fixture
def known(session: Session) -> Statement:
    """A statement with a word of its own in every part that the search reads."""
    speaker = a_speaker(session, "alphaname")
    speaker.names.append(SpeakerName(position=0, name="bravoname"))
    statement = a_statement(
        session,
        speaker=speaker,
        quote="charlie",
        claim="delta",
        role="echo",
        told="foxtrot",
        where="golf",
        in_answer_to="hotel",
        context="india",
        note="juliett",
        topics=[a_topic(session, "kilo")],
    )
    statement.translations.append(
        Translation(position=0, language="fr", text="lima", kind=TranslationKind.OURS)
    )
    source = a_source(session, "mike", container_title="november", publisher="oscar")
    found = an_appearance(session, statement, source, exact="papa")
    stub = a_source(session, "quebec", container_title="romeo", seen=False)
    found.relays.append(Relay(position=0, name="sierra", source=stub))
    a_link(session, statement, a_statement(session), rationale="tango")
    a_link(session, a_statement(session), statement, rationale="uniform")
    reindex(session, [statement.id])
    return statement


PARTS = (
    "alphaname bravoname charlie delta echo foxtrot golf hotel india juliett kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform"
)


@pytest.mark.parametrize("word", PARTS.split())
def test_a_statement_is_found_by_each_of_its_parts(
    session: Session, known: Statement, word: str
) -> None:
    assert _found(session, word) == [known.id]


def test_what_is_over_is_not_searched(session: Session) -> None:
    start, end = a_statement(session), a_statement(session)
    a_link(session, start, end, rationale="mistaken", status=LinkStatus.REJECTED, reason="No.")
    reindex(session, [start.id, end.id])
    assert _found(session, "mistaken") == []


def test_many_statements_are_indexed_and_unknown_ones_passed_over(session: Session) -> None:
    speaker = a_speaker(session)
    ids = [a_statement(session, speaker=speaker).id for _ in range(BATCH + 2)]
    reindex(session, [*ids, 4711_0815])
    speaker.name = "Renamed"
    assert _found(session, "renamed") == []
    reindex(session, session.scalars(of_speaker(speaker.id)))
    assert len(lists.statement_ids(session, StatementScope(q="renamed"))) == BATCH + 2


def test_statements_of_a_party_are_chosen(session: Session, known: Statement) -> None:
    [found] = known.appearances
    relayed = found.relays[0].source_id
    assert relayed
    chosen = [of_speaker(known.speaker_id), of_topic(known.topics[0].id)]
    chosen += [of_source(found.source_id), of_source(relayed)]
    assert [list(session.scalars(one)) for one in chosen] == [[known.id]] * len(chosen)
