"""Speakers are found by every spelling of their names; a spelling alone never makes two one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import lists
from desk.references import id_of, name_of
from desk.refusals import AmbiguousSpeakerError, MissingError, RefusedError
from desk.speakers import names_offered
from desk.statements import log_statement
from models import Speaker, SpeakerName, finding_key, name_key
from tests.desk.drafting import a_draft, log
from tests.factories import a_speaker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

ARMY = {
    "name": "Maghawir al-Thawra",
    "kind": "organisation",
    "aliases": ["Maghaweir al-Thowra", "جيش مغاوير الثورة"],
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At-Tanf", "At Tanf"),
        ("at tanf", "AT‑TANF"),
        ("O’Brien", "O'Brien"),
        ("O'Brien", "OBrien"),
        ("Baʿath", "Baath"),
        ("Beyoncé", "Beyonce"),
        ("Zoë", "Zoë"),
        ("Łukasz Wałęsa", "Lukasz Walesa"),
        ("Sørensen", "Sorensen"),
        ("J. R. R. Tolkien", "JRR Tolkien"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("ＡＢＣ", "abc"),
        ("\u200fمحمد\u200e", "محمد"),
    ],
)
def test_two_spellings_are_found_by_each_other(one: str, other: str) -> None:
    assert finding_key(one) == finding_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At-Tanf", "al-Tanf"),
        ("Li", "Lee"),
        ("दिल", "दल"),
        ("佐々木", "佐木"),
        ("🙂", "🙃"),
        ("!", "?"),
    ],
)
def test_two_names_are_not(one: str, other: str) -> None:
    assert finding_key(one) != finding_key(other)


@given(st.text(max_size=40))
def test_names_that_are_alike_are_found_alike(name: str) -> None:
    assert finding_key(name.swapcase()) == finding_key(name) or name.swapcase().swapcase() != name
    assert bool(finding_key(name)) == bool(name_key(name))
    assert len(finding_key("Z" + "\u0301\u0323" * 50_000 + name)) < 1000


@pytest.mark.parametrize(
    "words",
    ["Maghawir al-Thawra", "maghaweir al thowra", "MAGHAWIR", "al-Thowra", "ثورة", "alThawra"],
)
def test_a_list_finds_a_speaker_by_any_part_of_any_name(
    writing: Session, checker: Actor, words: str
) -> None:
    known = log(writing, checker, speaker=ARMY).speaker
    log(writing, checker, speaker={"name": "Ryan Dillon"})
    assert [line.id for line in lists.speakers(writing, words, None).rows] == [known.id]


@pytest.mark.parametrize("words", ["%", "_", "\\", "\u202e", "=cmd|' /C calc'!A0", "'; --"])
def test_a_list_takes_signs_for_signs(writing: Session, checker: Actor, words: str) -> None:
    log(writing, checker, speaker=ARMY)
    assert lists.speakers(writing, words, None).rows == ()


def test_a_command_finds_a_speaker_by_either_name(writing: Session, checker: Actor) -> None:
    known = log(writing, checker, speaker=ARMY).speaker
    for called in (str(known.id), known.key, "maghawir al-thawra", "Maghaweir al Thowra"):
        assert id_of(writing, Speaker, called) == known.id
    with pytest.raises(MissingError):
        id_of(writing, Speaker, "Maghaweir")


def test_a_command_prefers_the_name_as_it_is_written(writing: Session, checker: Actor) -> None:
    plain = log(writing, checker, speaker={"name": "Al Allen"}).speaker
    log(writing, checker, speaker={"name": "Al-Allen"}, new_speaker=True)
    assert id_of(writing, Speaker, "al allen") == plain.id
    with pytest.raises(RefusedError, match="Several"):
        id_of(writing, Speaker, "alallen")


def test_a_spelling_is_asked_about_and_never_taken_for_the_same(
    writing: Session, checker: Actor
) -> None:
    known = log(writing, checker, speaker=ARMY).speaker
    draft = a_draft(speaker={"name": "Maghaweir al Thowra", "kind": "organisation"})
    with pytest.raises(AmbiguousSpeakerError, match="spelt much like") as raised:
        log_statement(writing, draft, checker)
    assert [one.id for one in raised.value.candidates] == [known.id]
    writing.rollback()
    other = log(writing, checker, speaker={"name": "Maghaweir al Thowra"}, new_speaker=True)
    assert other.speaker is not known
    assert log(writing, checker, speaker={"name": "maghaweir al-thowra"}).speaker is known


def test_a_form_offers_every_name_of_the_newest_speakers(writing: Session, checker: Actor) -> None:
    log(writing, checker, speaker=ARMY)
    log(writing, checker, speaker={"name": "Ryan Dillon"})
    assert names_offered(writing) == ["Ryan Dillon", ARMY["name"], *ARMY["aliases"]]


def test_a_name_is_said_alone_where_it_finds_one_alone(session: Session) -> None:
    names = ("Ada", "Kim", "KIM", "Lee", "Rosa", "Rosa", "99", "Max")
    found = [a_speaker(session, name) for name in names]
    session.add(SpeakerName(speaker_id=found[7].id, position=0, name="Lee"))
    found[5].merged_into_id = found[4].id
    session.flush()
    kept = [one for one in found if one.merged_into_id is None]
    for one in kept:
        name, alone = name_of(session, one.id)
        try:
            by_name = id_of(session, Speaker, name) == one.id
        except (MissingError, RefusedError):
            by_name = False
        assert name == one.name
        assert by_name or not alone
    told = {one.name: name_of(session, one.id)[1] for one in kept}
    assert [name for name, alone in told.items() if alone] == ["Ada", "Rosa", "Max"]
    with pytest.raises(MissingError):
        name_of(session, 999)
