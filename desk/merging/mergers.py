"""Two speakers who are one: what the other one said moves to the one who is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from desk.describing import told
from desk.drafts import LINE_CHARACTERS
from desk.editing import current, touch
from desk.history.audit import record
from desk.read_models.search_index import of_speaker
from desk.refusals import RefusedError
from desk.sight import whole_record
from desk.speakers import role_at, speaker_for
from desk.statement_drafts import SpeakerDraft
from models import Link, Office, Speaker, SpeakerName, Statement
from models.terms import LinkStatus, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.merging.drafts import IdentityDraft, MergerDraft

BATCH = 500
TAKEN = ("speaks_for", "wikidata", "note")
"""What the kept speaker takes over where nothing is said of them yet."""
HALF, OTHER_HALF = aliased(Statement), aliased(Statement)


def merge_speakers(
    session: Session, kept_id: int, other_id: int, draft: MergerDraft, by: Actor
) -> Speaker:
    """Make one speaker of two: statements, names and offices of the other go to the kept one.

    Confirmed links between the two are set to re-check, since a speaker then stands against
    themselves. Raises MissingError, StaleError, RefusedError when the two cannot be one.
    """
    kept, other = _both(session, (kept_id, draft.version), (other_id, draft.other_version))
    _refuse_two(kept, other, same=draft.same)
    if kept.kind is not SpeakerKind.UNNAMED:
        _ask_again(_links_between(session, kept, other), _now_one(kept, other))
    for statement in statements_of(session, other):
        statement.speaker = kept
    _unite(kept, other)
    _lead(kept, other, draft.reason)
    record(session, by, "speaker:merge", other)
    return kept


def name_speaker(session: Session, unnamed_id: int, draft: IdentityDraft, by: Actor) -> Speaker:
    """Say who an unnamed speaker was, and how we know.

    What they said moves to the named speaker; the words in which the source described them stay
    with each statement, in its role, and every confirmed link resting on it is set to re-check.
    Raises MissingError, StaleError, RefusedError, AmbiguousSpeakerError.
    """
    unnamed = current(session, Speaker, unnamed_id, draft.version)
    if unnamed.kind is not SpeakerKind.UNNAMED:
        field = "version"
        raise RefusedError(field, "This speaker has a name; two named ones are merged.")
    named = _identity(session, unnamed, draft)
    why = f"the unnamed speaker “{unnamed.name}” was named: {named.name}"
    _ask_again(links_resting_on(session, unnamed), why)
    for statement in statements_of(session, unnamed):
        statement.role = role_as_published(statement, unnamed, named)
        statement.speaker = named
    _lead(named, unnamed, draft.reason)
    record(session, by, "speaker:name", unnamed)
    return named


def role_as_published(statement: Statement, unnamed: Speaker, named: Speaker) -> str:
    """Return the role of a statement whose speaker is named now: with the published words.

    Raises RefusedError on `version` when that is longer than a role may be.
    """
    role = statement.role or role_at(named, statement.said_from, statement.said_to)
    words = attributed(role, unnamed.name)
    if len(words) > LINE_CHARACTERS:
        field = "version"
        raise RefusedError(field, f"The role of statement {statement.id} would become too long.")
    return words


def attributed(role: str | None, description: str) -> str:
    """Return a role with the words in which the source described an unnamed speaker."""
    return "; ".join(filter(None, (role, f"published as “{description}”")))


def statements_of(session: Session, speaker: Speaker) -> Iterator[Statement]:
    """Yield all statements of a speaker, whatever their status, read 500 at a time."""
    with whole_record(session):
        ids = session.scalars(of_speaker(speaker.id)).all()
    yield from statements_with(session, ids)


def statements_with(session: Session, ids: Sequence[int]) -> Iterator[Statement]:
    """Yield the statements with these ids, read 500 at a time."""
    for start in range(0, len(ids), BATCH):
        some = Statement.id.in_(ids[start : start + BATCH])
        with whole_record(session):
            found = session.scalars(select(Statement).where(some).order_by(Statement.id)).all()
        yield from found


def links_resting_on(session: Session, speaker: Speaker) -> Sequence[Link]:
    """Return the confirmed links with a side that a speaker said."""
    side = of_speaker(speaker.id)
    either = or_(Link.from_id.in_(side), Link.to_id.in_(side))
    with whole_record(session):
        chosen = select(Link).where(Link.status == LinkStatus.CONFIRMED, either)
        return session.scalars(chosen).all()


def _links_between(session: Session, one: Speaker, other: Speaker) -> Sequence[Link]:
    sides = HALF.speaker_id, OTHER_HALF.speaker_id
    forth = (sides[0] == one.id) & (sides[1] == other.id)
    back = (sides[0] == other.id) & (sides[1] == one.id)
    chosen = (
        select(Link)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .where(Link.status == LinkStatus.CONFIRMED, forth | back)
    )
    with whole_record(session):
        return session.scalars(chosen).all()


def _ask_again(links: Sequence[Link], why: str) -> None:
    for link in links:
        link.recheck_why = "; ".join(filter(None, (link.recheck_why, why)))
        link.recheck = True


def _now_one(kept: Speaker, other: Speaker) -> str:
    return f"“{other.name}” and “{kept.name}” were merged: both sides are of one speaker now"


def _both(
    session: Session, kept: tuple[int, int], other: tuple[int, int]
) -> tuple[Speaker, Speaker]:
    if kept[0] == other[0]:
        field = "other"
        raise RefusedError(field, "These are one speaker already; choose another one.")
    found = {one: current(session, Speaker, one, version) for one, version in sorted((kept, other))}
    return found[kept[0]], found[other[0]]


def _refuse_two(kept: Speaker, other: Speaker, *, same: bool) -> None:
    unnamed = [one.kind is SpeakerKind.UNNAMED for one in (kept, other)]
    field = "other"
    if unnamed == [False, True]:
        reason = f"“{other.name}” is not named by the source: say who it was on their own page."
        raise RefusedError(field, reason)
    if unnamed == [True, False]:
        reason = f"Keep “{other.name}”, who has a name, and say there that this one was them."
        raise RefusedError(field, reason)
    if all(unnamed) and kept.source_id != other.source_id:
        reason = "Two sources each leave somebody unnamed; that they mean one person is not known."
        raise RefusedError(field, reason)
    if all(unnamed) and not same:
        field = "same"
        reason = "Tick that these are one person; the source names neither, so you have to know."
        raise RefusedError(field, reason)


def _unite(kept: Speaker, other: Speaker) -> None:
    known = {kept.name, *(one.name for one in kept.names)}
    for name in dict.fromkeys((other.name, *(one.name for one in other.names))):
        if name not in known:
            kept.names.append(SpeakerName(position=len(kept.names), name=name))
    for office in other.offices:
        if told(office) not in map(told, kept.offices):
            kept.offices.append(_copy(office, len(kept.offices)))
    for field in TAKEN:
        if getattr(kept, field) is None:
            setattr(kept, field, getattr(other, field))


def _copy(office: Office, position: int) -> Office:
    return Office(
        position=position,
        title=office.title,
        organisation=office.organisation,
        since=office.since,
        until=office.until,
    )


def _lead(kept: Speaker, other: Speaker, reason: str | None) -> None:
    """Let the other one's page and key lead to the kept one."""
    other.merged_into_id = kept.id
    if reason:
        other.note = "\n".join(filter(None, (other.note, reason)))
    touch(kept)


def _identity(session: Session, unnamed: Speaker, draft: IdentityDraft) -> Speaker:
    who = SpeakerDraft(name=draft.name, kind=draft.kind) if draft.name else None
    field = "name" if draft.speaker_id is None else "speaker_id"
    if who is None and draft.speaker_id is None:
        raise RefusedError(field, "Name who it was, or choose a known speaker.")
    assert unnamed.source is not None  # noqa: S101 -- the database holds to it
    named = speaker_for(session, draft.speaker_id, who, unnamed.source, new=draft.new_speaker)
    if named.kind is SpeakerKind.UNNAMED:
        raise RefusedError(field, f"“{named.name}” is not a name; who was it?")
    return named
