"""What was read goes along with its text: redacted, out of sight, or in one source out of two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import sight
from desk.merging.drafts import BothSeenDraft
from desk.merging.sources import merge_sources
from desk.proposals.deciding import accept, reject
from desk.proposals.drafting import draft_of
from desk.proposals.keeping import article_to_read
from desk.proposals.proposed import proposals_of
from desk.proposals.readings import reading_at, reading_of
from desk.refusals import GoneError, MissingError
from desk.restrictions import RestrictionDraft, restrict_topic
from models import Proposal, Role, Statement
from models.terms import ProposalState
from reading.proposing import Proposed, Relayed
from tests.desk.drafting import keep, log
from tests.desk.proposing import BRIDGE, ROAD, TEXT, by_bell, proposal, read, read_article
from tests.desk.redacting import redact

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.statement_drafts import StatementDraft
    from models.reading_records import ProposalRecord

OTHER = "https://example.org/other"
VERSIONS = BothSeenDraft(version=1, other_version=1)
NEW = "Nobody asked us about the harbour at all"


def test_a_short_redacted_value_goes_where_it_is_all_that_a_field_has(
    writing: Session, checker: Actor, admin: Actor
) -> None:
    wire = "Żary Wire"
    found = (
        by_bell(TEXT, BRIDGE, told=wire),
        proposal(TEXT, ROAD, relays=(Relayed(wire), Relayed("Post")), heard="via"),
        proposal(TEXT, "She was pleased", role="of the Żary Wire", quote=None, form="indirect"),
    )
    read(writing, keep(writing, checker, TEXT), checker, Proposed(found))
    statement = log(writing, checker, told=wire, quote="Said elsewhere, long ago and once.")
    redact(writing, admin, "statement", statement.id, "told")
    one, two, three = proposals_of(writing, 1)
    assert (one.told, one.passage, one.reason) == (None, BRIDGE, "[redacted]")
    assert (two.relays, two.state) == ((("Post", None),), ProposalState.WAITING)
    assert (three.role, three.reason) == ("of the Żary Wire", "It stands in quotation marks.")


@pytest.mark.parametrize("both", [False, True])
def test_what_was_read_goes_along_when_two_sources_become_one(
    writing: Session,
    checker: Actor,
    both: bool,  # noqa: FBT001 -- as it is parametrized
) -> None:
    kept, other = keep(writing, checker, TEXT), keep(writing, checker, TEXT, url=OTHER)
    read(writing, other, checker)
    if both:
        read(writing, kept, checker, Proposed((by_bell(TEXT, BRIDGE),)))
    old = proposals_of(writing, reading_at(writing, other.id) or 0)
    reject(writing, old[0].id, 1, checker)
    merge_sources(writing, kept.source_id, other.source_id, VERSIONS, checker)
    writing.commit()
    assert reading_at(writing, other.id) is None
    told = proposals_of(writing, reading_at(writing, kept.id) or 0)
    assert [(p.id, p.state) for p in told] == [
        (old[0].id, ProposalState.REJECTED),
        (old[1].id, ProposalState.WAITING),
    ]
    accept(writing, old[1].id, told[1].version, _named(writing, told[1]), checker)
    assert writing.scalars(select(Statement)).one().appearances[0].source_id == kept.source_id


def _named(session: Session, proposal: ProposalRecord) -> StatementDraft:
    return draft_of(session, replace(proposal, speaker="Ben Bell"))


def test_a_redacted_capture_takes_its_proposals_along(
    writing: Session, checker: Actor, admin: Actor
) -> None:
    first, second = read_article(writing, checker)
    log_it = draft_of(writing, first)
    accept(writing, first.id, first.version, log_it, checker)
    writing.commit()
    capture = reading_of(writing, first.reading_id).capture_id
    redact(writing, admin, "capture", capture, "content")
    told = proposals_of(writing, first.reading_id)
    assert {(p.passage, p.quote, p.speaker, p.mention) for p in told} == {
        ("[redacted]", "[redacted]", None, None)
    }
    assert [p.state for p in told] == [ProposalState.ACCEPTED, ProposalState.REJECTED]
    assert reading_of(writing, first.reading_id).redacted
    with pytest.raises(GoneError):
        reject(writing, second.id, told[1].version, checker)
    with pytest.raises(GoneError):
        article_to_read(writing, capture)


def test_redacted_words_go_from_what_was_proposed(
    writing: Session, checker: Actor, admin: Actor
) -> None:
    first, second = read_article(writing, checker)
    statement = accept(writing, first.id, first.version, draft_of(writing, first), checker)
    writing.commit()
    redact(writing, admin, "statement", statement.id, "quote")
    redact(writing, admin, "speaker", statement.speaker_id, "name", reason="Erasure asked for.")
    one, two = proposals_of(writing, first.reading_id)
    assert (one.passage, one.speaker, one.state) == ("[redacted]", None, ProposalState.ACCEPTED)
    assert (two.passage, two.state) == (second.passage, ProposalState.WAITING)
    marks = writing.scalars(select(Proposal.fingerprint).order_by(Proposal.id)).all()
    assert marks[0] == f"redacted-{one.id}"


def test_what_became_of_it_out_of_sight_is_not_told(
    writing: Session, checker: Actor, admin: Actor, actor: Callable[[Role], Actor]
) -> None:
    first, second = read_article(writing, checker)
    draft = draft_of(writing, first).model_copy(update={"topics": ("Secret",)})
    statement = accept(writing, first.id, first.version, draft, checker)
    writing.commit()
    stranger = actor(Role.CHECKER).account_id
    restrict_topic(writing, statement.topics[0].id, RestrictionDraft(version=1), admin)
    writing.commit()
    sight.look_as(writing, stranger)
    with pytest.raises(MissingError):
        reading_of(writing, first.reading_id)
    sight.look_as(writing, None)
    log(writing, checker, quote=NEW)
    sight.look_as(writing, stranger)
    assert [p.id for p in proposals_of(writing, first.reading_id)] == [second.id]
