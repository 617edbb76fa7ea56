"""A person decides what becomes of each proposal; many at once only where nothing is to be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from desk.likely_repeats import Why
from desk.proposals.accepting import accept_sure
from desk.proposals.deciding import SeenStatement, accept, accept_as_appearance, reject, reopen
from desk.proposals.drafting import appearance_of, draft_of
from desk.proposals.proposed import proposal_record, proposals_of, repeats_of, speakers_meant
from desk.refusals import AmbiguousSpeakerError, MissingError, RefusedError, StaleError
from desk.repeating import SightingDraft
from desk.statements import withdraw_statement
from models import Link, Source, Speaker, Statement
from models.reading_records import MatchedBy, NotSure
from models.terms import Heard, ProposalState, QuoteCheck, Relation, SpeakerKind
from reading.proposing import Proposed, Relayed, Span
from tests.desk.drafting import keep, log, one_event
from tests.desk.proposing import BRIDGE, ROAD, TEXT, by_bell, proposal, read, read_article
from tests.factories import a_speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.reading_records import ProposalRecord
    from reading.proposing import Proposal as Found


def _read(session: Session, by: Actor, *found: Found, text: str = TEXT) -> list[ProposalRecord]:
    kept = read(session, keep(session, by, text), by, Proposed(found))
    return list(proposals_of(session, kept.reading.id))


def _someone(session: Session, name: str, **parts: object) -> Speaker:
    speaker = a_speaker(session, name, **parts)  # type: ignore[arg-type]
    session.info.pop("changes", None)
    session.commit()
    return speaker


def test_accepting_makes_statement_appearance_and_selector_in_one_step(
    writing: Session, checker: Actor
) -> None:
    hop = {"heard": "via", "relays": (Relayed("The Wire", "told"),), "told": "the Wire"}
    [found] = _read(writing, checker, by_bell(TEXT, BRIDGE, **hop))
    with one_event(writing, "statement:log"):
        made = accept(writing, found.id, 1, draft_of(writing, found), checker)
    here = made.appearances[0]
    assert (made.quote, made.claim, made.role, made.said) == (BRIDGE, None, "Mayor", "2024-03-04")
    assert (made.speaker.name, made.speaker.kind) == ("Ada Bell", SpeakerKind.PERSON)
    assert (here.exact, here.start, here.end) == (BRIDGE, found.start, found.end)
    assert (here.prefix, here.suffix) == ("“", TEXT[found.end : found.end + 32])
    assert (here.check, here.heard) == (QuoteCheck.FOUND, Heard.VIA)
    assert [(one.name, one.verb) for one in here.relays] == [("The Wire", "told")]
    told = proposal_record(writing, found.id)
    assert (told.state, told.statement_id) == (ProposalState.ACCEPTED, made.id)
    assert (told.decided_by is not None, told.why_not[0]) == (True, NotSure.DECIDED)


def test_a_mended_passage_gets_its_place_without_a_script(writing: Session, checker: Actor) -> None:
    found = read_article(writing, checker)[0]
    draft, longer = draft_of(writing, found), f"{BRIDGE},” Mayor Ada Bell said"
    place = draft.appearance.locator.model_copy(update={"exact": longer, "start": 0, "end": 3})
    mended = draft.appearance.model_copy(update={"locator": place, "capture_id": None})
    made = accept(writing, found.id, 1, draft.model_copy(update={"appearance": mended}), checker)
    assert (made.appearances[0].start, made.appearances[0].suffix) == (
        1,
        TEXT[1 + len(longer) :][:32],
    )


def test_the_second_to_decide_is_told(writing: Session, checker: Actor) -> None:
    first, second = read_article(writing, checker)
    draft = draft_of(writing, first)
    accept(writing, first.id, 1, draft, checker)
    for decided in (
        lambda: accept(writing, first.id, 1, draft, checker),
        lambda: reject(writing, first.id, 2, checker),
        lambda: reopen(writing, second.id, 1, checker),
    ):
        with pytest.raises(StaleError, match="Somebody else"):
            decided()
    with pytest.raises(MissingError):
        reject(writing, 99, 1, checker)


def test_a_proposal_is_of_its_own_capture(writing: Session, checker: Actor) -> None:
    found = read_article(writing, checker)[0]
    other = keep(writing, checker, "Another text.", url="https://example.org/other")
    draft = draft_of(writing, found)
    elsewhere = draft.appearance.model_copy(update={"capture_id": other.id})
    with pytest.raises(RefusedError, match="another capture"):
        accept(writing, found.id, 1, draft.model_copy(update={"appearance": elsewhere}), checker)


def test_what_is_known_gets_another_appearance(writing: Session, checker: Actor) -> None:
    known = log(writing, checker, quote=BRIDGE, speaker={"name": "Ada Bell"}, said="2024-03-04")
    text = f"It is so. {TEXT}"
    capture = keep(writing, checker, text, url="https://example.org/other", title="Other")
    kept = read(writing, capture, checker, Proposed((by_bell(text, BRIDGE),)))
    found = proposals_of(writing, kept.reading.id)[0]
    likely = repeats_of(writing, found)
    assert [(one.statement.id, one.why) for one in likely] == [(known.id, Why.SAME_WORDS)]
    draft = SightingDraft(appearance=appearance_of(writing, found))
    with one_event(writing, "statement:appear"):
        accept_as_appearance(
            writing, found.id, 1, SeenStatement(known.id, known.version), draft, checker
        )
    assert [one.capture_id for one in known.appearances] == [None, capture.id]
    assert proposal_record(writing, found.id).statement_id == known.id


def test_what_was_said_again_is_linked_as_a_repeat(writing: Session, checker: Actor) -> None:
    known = log(writing, checker)
    found = read_article(writing, checker)[0]
    made = accept(writing, found.id, 1, draft_of(writing, found), checker, repeats=known.id)
    link = writing.scalars(select(Link)).one()
    assert (link.relation, {link.from_id, link.to_id}) == (
        Relation.REPEATS,
        {known.id, made.id},
    )


def test_rejected_ones_are_brought_back_and_accepted_ones_once_withdrawn(
    writing: Session, checker: Actor
) -> None:
    first, second = read_article(writing, checker)
    reject(writing, second.id, 1, checker)
    made = accept(writing, first.id, 1, draft_of(writing, first), checker)
    writing.commit()
    assert proposal_record(writing, second.id).decided_by
    assert reopen(writing, second.id, 2, checker).state is ProposalState.WAITING
    with pytest.raises(RefusedError, match="withdraw that first"):
        reopen(writing, first.id, 2, checker)
    withdraw_statement(writing, made.id, made.version, "Misread.", checker)
    assert reopen(writing, first.id, 2, checker).statement_id is None


def test_known_speakers_are_matched_by_every_name_and_nobody_unnamed(
    writing: Session, checker: Actor
) -> None:
    whole, accent = _someone(writing, "Ada Bell"), _someone(writing, "Áda Bell")
    found = read_article(writing, checker)[0]
    assert [(one.speaker.id, one.by) for one in speakers_meant(writing, found)] == [
        (whole.id, MatchedBy.NAME),
        (accent.id, MatchedBy.SPELLING),
    ]
    [short] = _read(
        writing, checker, by_bell(TEXT, "She was pleased", speaker="Bell"), text=f"{TEXT} So."
    )
    assert {one.by for one in speakers_meant(writing, short)} == {MatchedBy.PART}
    nobody = by_bell(TEXT, "on Monday", speaker="Ada Bell", speaker_kind="unnamed")
    [unnamed] = _read(writing, checker, nobody, text=f"{TEXT} And.")
    assert speakers_meant(writing, unnamed) == ()


def test_two_of_one_name_are_for_a_person_to_tell(writing: Session, checker: Actor) -> None:
    _someone(writing, "Ada Bell")
    _someone(writing, "Ada Bell")
    found = read_article(writing, checker)[0]
    assert found.why_not == (NotSure.SEVERAL,)
    with pytest.raises(AmbiguousSpeakerError):
        accept(writing, found.id, 1, draft_of(writing, found), checker)


def test_without_a_speaker_there_is_no_statement(writing: Session, checker: Actor) -> None:
    second = read_article(writing, checker)[1]
    with pytest.raises(RefusedError, match="Name the speaker"):
        accept(writing, second.id, 1, draft_of(writing, second), checker)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"form": "mixed"}, NotSure.NOT_QUOTED),
        ({"form": "indirect", "quote": None}, NotSure.NOT_QUOTED),
        ({"speaker": None}, NotSure.NO_SPEAKER),
        ({"speaker_kind": "unnamed", "speaker": "a town official"}, NotSure.UNNAMED),
        ({"mention": Span(0, 1)}, NotSure.NOT_NAMED_THERE),
        ({"speaker": "Bell"}, NotSure.PART_OF_A_NAME),
        ({"speaker": "Bell", "speaker_kind": "organisation"}, NotSure.PART_OF_A_NAME),
        ({"speaker": "Bell voters", "speaker_kind": "group"}, NotSure.PART_OF_A_NAME),
        ({"said": None}, NotSure.NO_DATE),
        ({"said": "2024-03"}, NotSure.UNSURE_DATE),
        ({"said": "2024-03-04~"}, NotSure.UNSURE_DATE),
    ],
)
def test_what_a_person_has_to_look_at_is_not_sure(
    writing: Session, checker: Actor, parts: dict[str, object], why: NotSure
) -> None:
    [found] = _read(writing, checker, by_bell(TEXT, BRIDGE, **parts))
    assert found.why_not == (why,)
    done = accept_sure(writing, [found.id], checker)
    assert (done.statements, [left.why for left in done.left]) == ((), [(why,)])


def test_what_is_joined_of_several_quotations_is_not_sure(writing: Session, checker: Actor) -> None:
    text = "“We will rebuild,” Mayor Ada Bell said on Monday. “The road is closed.”"
    passage = text[1:-1]
    parts = (Span(1, 17), Span(text.index("The road"), len(text) - 1))
    joined = "We will rebuild, … The road is closed."
    [found] = _read(writing, checker, by_bell(text, passage, quote=joined, parts=parts), text=text)
    assert (found.joined, found.why_not) == (True, (NotSure.JOINED,))
    dots = "“We will … wait,” Mayor Ada Bell said on Monday."
    [own] = _read(writing, checker, by_bell(dots, "We will … wait"), text=dots)
    assert (own.joined, own.why_not) == (False, ())


def test_the_sure_are_accepted_together_and_the_others_left_with_why(
    writing: Session, checker: Actor
) -> None:
    _someone(writing, "Ada Bell")
    bare = "She was pleased"
    all_ = (by_bell(TEXT, BRIDGE), by_bell(TEXT, ROAD), proposal(TEXT, bare))
    unmarked = replace(all_[2], speaker="Ada Bell", mention=all_[0].mention)
    found = _read(writing, checker, *all_[:2], unmarked)
    log(writing, checker, quote=ROAD, speaker={"name": "Ada Bell"}, said="2024-03-04")
    done = accept_sure(writing, [*(one.id for one in found), 99], checker)
    writing.commit()
    told = writing.scalars(select(Statement.quote).where(Statement.id.in_(done.statements)))
    assert told.all() == [BRIDGE]
    assert [(left.proposal.passage, left.why) for left in done.left] == [
        (ROAD, (NotSure.REPEAT,)),
        (bare, (NotSure.NOT_QUOTED,)),
    ]
    assert len(writing.scalars(select(Speaker)).all()) == 1


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("“Never.” We will rebuild the bridge, Mayor Ada Bell said on Monday.", False),
        ('"Never." We will rebuild the bridge, Mayor Ada Bell said on Monday.', False),
        ('He said "no". "We will rebuild the bridge," Mayor Ada Bell said on Monday.', True),
        ("„We will rebuild the bridge“, Mayor Ada Bell said on Monday.", True),
        ("‘We will rebuild the bridge,’ Mayor Ada Bell said on Monday.", True),
    ],
)
def test_only_a_mark_that_opens_makes_what_follows_quoted(
    writing: Session, checker: Actor, text: str, *, is_sure: bool
) -> None:
    _someone(writing, "Ada Bell")
    [found] = _read(writing, checker, by_bell(text, "We will rebuild the bridge"), text=text)
    done = accept_sure(writing, [found.id], checker)
    assert [left.why for left in done.left] == ([] if is_sure else [(NotSure.NOT_QUOTED,)])


def test_a_name_that_is_a_part_of_a_known_one_is_left_for_a_person(
    writing: Session, checker: Actor
) -> None:
    _someone(writing, "Maria Ada Bell")
    [found] = _read(writing, checker, by_bell(TEXT, BRIDGE))
    done = accept_sure(writing, [found.id], checker)
    assert [left.why for left in done.left] == [(NotSure.PART_OF_A_NAME,)]
    assert done.statements == ()


def test_what_would_be_asked_about_is_left_and_takes_nothing_along(
    writing: Session, checker: Actor
) -> None:
    kept = read(
        writing,
        keep(writing, checker, TEXT, published="2024-03-01"),
        checker,
        Proposed((by_bell(TEXT, BRIDGE), by_bell(TEXT, ROAD, said="2024-02-29"))),
    )
    found = proposals_of(writing, kept.reading.id)
    done = accept_sure(writing, [one.id for one in found], checker)
    writing.commit()
    assert [left.why for left in done.left] == [(NotSure.ODD,)]
    assert len(done.statements) == 1
    assert writing.scalars(select(Source)).all()


def test_a_draft_that_cannot_be_logged_says_so(writing: Session, checker: Actor) -> None:
    found = read_article(writing, checker)[0]
    with pytest.raises(ValidationError):
        draft_of(writing, replace(found, heard=Heard.VIA))


def test_everybody_who_reads_sees_who_decided(writing: Session, actor: Callable[[], Actor]) -> None:
    by = actor()
    found = read_article(writing, by)[1]
    reject(writing, found.id, 1, by)
    told = proposal_record(writing, found.id)
    assert told.decided_at is not None
    assert told.decided_by
    with pytest.raises(MissingError):
        proposal_record(writing, 99)
