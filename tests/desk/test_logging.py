"""What it takes to log a statement, and what is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from desk.records import cards
from desk.refusals import RefusedError, UnconfirmedError
from desk.statements import log_statement
from models import Source, Speaker, Statement
from models.terms import Form, SpeakerKind, StatementStatus
from tests.desk.drafting import REPORT, WORDS, a_draft, found, keep, log
from tests.factories import a_source, a_speaker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

PASSAGE = {"exact": "Mattis denied that ground was given up."}
PARAPHRASE = {"form": "indirect", "quote": None}
STUB = {"type": "article-newspaper", "title": "Wire report", "publisher": "Reuters", "seen": False}


def _refusal(**parts: object) -> tuple[str, str]:
    """Return the field and the kind of what is wrong with the shape of a draft."""
    with pytest.raises(ValidationError) as raised:
        a_draft(**parts)
    [fault] = raised.value.errors()
    return ".".join(str(part) for part in fault["loc"]), fault["type"]


def test_quote_speaker_and_source_are_enough(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    [card] = cards(writing, [statement.id])
    assert (card.quote, card.speaker.name, card.speaker.kind) == (
        WORDS,
        "James Mattis",
        SpeakerKind.PERSON,
    )
    assert card.appearances[0].source.title == REPORT["title"]
    assert (card.status, card.said, card.role) == (StatementStatus.LOGGED, None, None)


def test_a_passage_is_enough_for_a_paraphrase(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, **PARAPHRASE, appearance=found(locator=PASSAGE))
    [card] = cards(writing, [statement.id])
    assert (card.form, card.passage, card.wording) == (Form.INDIRECT, *[PASSAGE["exact"]] * 2)


def test_a_claim_is_enough_for_a_paraphrase(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, **PARAPHRASE, claim="No ground was given up.")
    assert (statement.quote, statement.claim) == (None, "No ground was given up.")


def test_a_mixed_statement_has_a_quote_and_the_sentence_around_it(
    writing: Session, checker: Actor
) -> None:
    locator = {"exact": "He had “not ceded” any ground."}
    statement = log(
        writing, checker, form="mixed", quote="not ceded", appearance=found(locator=locator)
    )
    assert (statement.form, statement.quote) == (Form.MIXED, "not ceded")


def test_neither_passage_nor_claim_is_refused() -> None:
    assert _refusal(**PARAPHRASE) == ("", "no_substance")
    assert _refusal(form="mixed") == ("", "no_substance")


def test_a_quote_on_a_paraphrase_is_refused() -> None:
    assert _refusal(form="indirect", claim="None.") == ("quote", "quote_on_paraphrase")


@pytest.mark.parametrize("form", ["direct", "mixed"])
def test_a_quoting_form_without_quote_is_refused(form: str) -> None:
    assert _refusal(form=form, quote=None, claim="None.") == ("quote", "quote_missing")


def test_a_form_of_no_name_is_refused_alone() -> None:
    assert _refusal(form="verbatim") == ("form", "enum")


def test_an_unknown_field_is_refused_by_name() -> None:
    assert _refusal(colour="blue") == ("colour", "extra_forbidden")


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("speaker_id", {"speaker_id": 4711}),
        ("speaker", {"speaker": None}),
        ("appearance.source_id", {"appearance": {"source_id": 4711}}),
        ("appearance.source_id", {"appearance": {"heard": "direct"}}),
        ("appearance.capture_id", {"appearance": {"capture_id": 4711}}),
        (
            "appearance.relays",
            {"appearance": found(relays=[{"name": "Reuters", "source_id": 4711}])},
        ),
    ],
)
def test_what_is_not_there_is_refused_at_its_field(
    writing: Session, checker: Actor, field: str, parts: dict[str, object]
) -> None:
    with pytest.raises(RefusedError) as raised:
        log_statement(writing, a_draft(**parts), checker)
    assert raised.value.field == field
    writing.rollback()
    assert [writing.query(kind).count() for kind in (Statement, Speaker, Source)] == [0, 0, 0]


def test_said_after_the_source_was_published_has_to_be_confirmed(
    writing: Session, checker: Actor
) -> None:
    late = a_draft(said="2017-09-20", appearance={"source": REPORT | {"published": "2017-09-19"}})
    with pytest.raises(UnconfirmedError) as raised:
        log_statement(writing, late, checker)
    assert "20 September 2017" in raised.value.warnings[0]
    writing.rollback()
    statement = log_statement(writing, late.model_copy(update={"confirmed": True}), checker)
    assert statement.said == "2017-09-20"


@pytest.mark.parametrize("published", ["2017-09-20", "2017-09", "2017", None])
def test_a_date_that_may_be_before_publication_needs_no_confirmation(
    writing: Session, checker: Actor, published: str | None
) -> None:
    source = REPORT | {"published": published}
    assert log(writing, checker, said="2017-09-20", appearance={"source": source}).id


def test_a_stub_known_by_outlet_title_and_date_is_used_again(
    writing: Session, checker: Actor
) -> None:
    relays = [{"name": "Reuters", "verb": "told", "source": STUB}]
    first = log(writing, checker, appearance=found(relays=relays))
    second = log(writing, checker, appearance=found(relays=relays))
    hops = [statement.appearances[0].relays[0] for statement in (first, second)]
    assert hops[0].source_id == hops[1].source_id
    assert hops[0].source is not None
    assert (hops[0].source.seen, hops[0].verb) == (False, "told")


@pytest.mark.parametrize("other", [{"publisher": "AP"}, {"published": "2017"}, {"title": "Other"}])
def test_a_stub_that_differs_is_another_one(
    writing: Session, checker: Actor, other: dict[str, object]
) -> None:
    stubs = [STUB, STUB | other]
    made = [
        log(writing, checker, appearance=found(relays=[{"name": "Reuters", "source": stub}]))
        for stub in stubs
    ]
    assert len({statement.appearances[0].relays[0].source_id for statement in made}) == len(stubs)


def test_relays_stand_nearest_to_the_speaker_first(writing: Session, checker: Actor) -> None:
    relays = [{"name": "Reuters"}, {"name": "AP", "source_id": None}]
    statement = log(writing, checker, appearance=found(relays=relays))
    [card] = cards(writing, [statement.id])
    assert [hop.name for hop in card.appearances[0].relays] == ["Reuters", "AP"]
    assert card.origins == ("Reuters",)


def test_a_relay_may_be_a_known_source(writing: Session, checker: Actor) -> None:
    wire = keep(writing, checker, url="https://example.org/wire").source_id
    relays = [{"name": "Reuters", "source_id": wire}]
    statement = log(writing, checker, appearance=found(relays=relays))
    assert statement.appearances[0].relays[0].source_id == wire


def test_topics_are_made_once_whatever_their_case(writing: Session, checker: Actor) -> None:
    first = log(writing, checker, topics=["At Tanf", "at  tanf ", "Deir Ezzor"])
    second = log(writing, checker, topics=["AT TANF"])
    assert [topic.name for topic in first.topics] == ["At Tanf", "Deir Ezzor"]
    assert [topic.slug for topic in second.topics] == ["at-tanf"]


@pytest.mark.parametrize("name", ["التنف", "!!!"])
def test_a_topic_without_latin_letters_has_a_slug_too(
    writing: Session, checker: Actor, name: str
) -> None:
    [topic] = log(writing, checker, topics=[name]).topics
    assert (topic.name, topic.slug) == (name, topic.key)


def test_two_topics_of_one_slug_are_told_apart(writing: Session, checker: Actor) -> None:
    topics = log(writing, checker, topics=["At Tanf", "At-Tanf"]).topics
    assert len({topic.slug for topic in topics}) == 2


def test_a_source_is_known_by_its_address(writing: Session, checker: Actor) -> None:
    first, second = log(writing, checker), log(writing, checker)
    assert first.appearances[0].source_id == second.appearances[0].source_id


def test_a_stub_that_is_consulted_is_seen(writing: Session, checker: Actor) -> None:
    stub = REPORT | {"seen": False}
    other = {"type": "webpage", "title": "CNN on the outpost"}
    relays = [{"name": "Reuters", "source": stub}]
    citing = log(writing, checker, appearance={"source": other, "relays": relays})
    [hop] = citing.appearances[0].relays
    assert hop.source is not None
    assert not hop.source.seen
    with pytest.raises(UnconfirmedError, match="in front of you"):
        log(writing, checker)
    writing.rollback()
    assert log(writing, checker, confirmed=True).appearances[0].source is hop.source
    assert hop.source.seen


def test_a_source_and_a_speaker_may_be_chosen_by_id(writing: Session, checker: Actor) -> None:
    source, speaker = a_source(writing), a_speaker(writing)
    appearance = {"source_id": source.id}
    draft = a_draft(speaker=None, speaker_id=speaker.id, appearance=appearance)
    statement = log_statement(writing, draft, checker)
    assert (statement.speaker, statement.appearances[0].source) == (speaker, source)
