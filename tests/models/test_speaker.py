from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from models import Office, SpeakerName, name_key
from models.terms import SpeakerKind
from tests.factories import a_source, a_speaker
from tests.rules import refused_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_an_unnamed_speaker_belongs_to_a_source(session: Session) -> None:
    with refused_by("ck_speaker_unnamed_has_source"):
        a_speaker(session, "a US military official", kind=SpeakerKind.UNNAMED)


@pytest.mark.parametrize("kind", sorted(set(SpeakerKind) - {SpeakerKind.UNNAMED}))
def test_a_named_speaker_belongs_to_none(session: Session, kind: SpeakerKind) -> None:
    source = a_source(session)
    with refused_by("ck_speaker_unnamed_has_source"):
        a_speaker(session, kind=kind, source=source)


def test_two_unnamed_speakers_of_one_source_may_be_described_alike(session: Session) -> None:
    source = a_source(session)
    first, second = (
        a_speaker(session, "an official", kind=SpeakerKind.UNNAMED, source=source) for _ in range(2)
    )
    assert first.id != second.id


def test_homonyms_are_two_speakers(session: Session) -> None:
    assert a_speaker(session, "John Smith").id != a_speaker(session, "John Smith").id


def test_a_speaker_is_not_merged_into_itself(session: Session) -> None:
    speaker = a_speaker(session)
    speaker.merged_into_id = speaker.id
    with refused_by("ck_speaker_not_merged_into_itself"):
        session.flush()


@pytest.mark.parametrize(
    ("name", "folded"),
    [("James  MATTIS", "james mattis"), ("ÄRGER", "ärger"), ("Straße", "strasse"), ("ﬁ", "fi")],
)
def test_names_are_folded_for_comparison(name: str, folded: str) -> None:
    assert name_key(name) == folded


def test_names_and_offices_come_in_their_order(session: Session) -> None:
    speaker = a_speaker(session)
    for position, name in [(1, "Jim Mattis"), (0, "Gen. MATTIS")]:
        speaker.names.append(SpeakerName(position=position, name=name))
    for position, title in [(1, "Secretary of Defense"), (0, "Commander")]:
        speaker.offices.append(Office(position=position, title=title))
    session.commit()
    assert [name.name_key for name in speaker.names] == ["gen. mattis", "jim mattis"]
    assert [office.title for office in speaker.offices] == ["Commander", "Secretary of Defense"]


def test_a_speaker_has_another_name_once(session: Session) -> None:
    speaker = a_speaker(session)
    speaker.names += [SpeakerName(position=place, name="Jim Mattis") for place in range(2)]
    rule = r"speaker_name\.speaker_id, speaker_name\.name"
    with refused_by("uq_speaker_name_speaker_id_name", rule):
        session.flush()


def test_the_dates_of_an_office_bring_their_bounds() -> None:
    office = Office(position=0, title="Secretary", since="2017-01", until="2018")
    assert (office.since_from, office.since_to) == (date(2017, 1, 1), date(2017, 1, 31))
    assert (office.until_from, office.until_to) == (date(2018, 1, 1), date(2018, 12, 31))
