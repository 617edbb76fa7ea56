"""Two sources that are one work entered twice: what was found in the other goes to the kept one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlalchemy import func, select

from desk.editing import current
from desk.history.audit import record
from desk.parties import sources
from desk.proposals.moving import move_readings
from desk.refusals import RefusedError
from desk.sight import whole_record
from desk.sources import recheck_links_on, source_of
from models import Appearance, Capture, Notice, Relay, Source, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.merging.drafts import BothSeenDraft
    from models.records import SourceRecord

TAKEN = (
    "container_title",
    "publisher",
    "genre",
    "url",
    "published",
    "accessed",
    "archived_url",
    "language",
)
"""What the kept source takes over where it says nothing itself."""


#: What belongs to a source and goes with it, beside captures and appearances.
FOLLOWING: tuple[type[Relay | Notice | Speaker], ...] = (Relay, Notice, Speaker)


@dataclass(frozen=True)
class SourceMerge:
    """What merging would do: what moves, and which fields the kept source takes over."""

    kept: SourceRecord
    other: SourceRecord
    version: int
    other_version: int
    statements: int
    in_both: int
    relays: int
    captures: int
    notices: int
    speakers: int
    taken: tuple[str, ...]
    dates_differ: bool


def merge_preview(session: Session, kept_id: int, other_id: int) -> SourceMerge:
    """Say what merging two sources would do; raises MissingError and RefusedError."""
    kept, other = source_of(session, kept_id), source_of(session, other_id)
    _refuse_two(kept, other)
    known = sources(session, [kept_id, other_id])
    return SourceMerge(
        kept=known[kept_id],
        other=known[other_id],
        version=kept.version,
        other_version=other.version,
        statements=_count(
            session, select(Appearance.statement_id).where(Appearance.source_id == other.id)
        ),
        in_both=_count(session, _in_both(kept, other)),
        relays=_count(session, select(Relay.id).where(Relay.source_id == other.id)),
        captures=_count(session, select(Capture.id).where(Capture.source_id == other.id)),
        notices=_count(session, select(Notice.id).where(Notice.source_id == other.id)),
        speakers=_count(session, select(Speaker.id).where(Speaker.source_id == other.id)),
        taken=tuple(_taken(kept, other)),
        dates_differ=bool(_redated(kept, other)),
    )


def merge_sources(
    session: Session, kept_id: int, other_id: int, draft: BothSeenDraft, by: Actor
) -> Source:
    """Make one source of two: appearances, relays, captures, notices and unnamed speakers move.

    The kept source takes over what it does not say itself, and counts as consulted if either was.
    Confirmed links are re-checked where the date of what they rest on changes. Raises MissingError,
    StaleError, and RefusedError when the two cannot be one.
    """
    kept = current(session, Source, kept_id, draft.version)
    other = current(session, Source, other_id, draft.other_version)
    _refuse_two(kept, other)
    _ask_again(session, kept, other)
    with whole_record(session):
        _move_captures(session, kept, other)
        _move_rest(session, kept, other)
    _take(kept, other)
    other.merged_into_id = kept.id
    session.flush()
    record(session, by, "source:merge", kept)
    return kept


def _move_rest(session: Session, kept: Source, other: Source) -> None:
    for kind in FOLLOWING:
        rows = session.scalars(select(kind).where(kind.source_id == other.id)).all()
        for row in cast("Sequence[Relay | Notice | Speaker]", rows):
            row.source = kept
    for before in session.scalars(select(Source).where(Source.merged_into_id == other.id)):
        before.merged_into_id = kept.id


def _refuse_two(kept: Source, other: Source) -> None:
    field = "other"
    if kept is other:
        raise RefusedError(field, "Choose another source; this is the same one.")
    for one in (kept, other):
        if one.merged_into_id is not None:
            into = one.merged_into_id
            raise RefusedError(field, f"Source {one.id} was merged into source {into} already.")


def _in_both(kept: Source, other: Source) -> Select[int]:
    here = select(Appearance.statement_id).where(Appearance.source_id == kept.id)
    there = select(Appearance.statement_id).where(Appearance.source_id == other.id)
    return there.where(Appearance.statement_id.in_(here))


def _count(session: Session, chosen: Select[int]) -> int:
    found = chosen.distinct().subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def _redated(kept: Source, other: Source) -> list[Source]:
    """Return those of the two whose statements get another date of publication."""
    published = kept.published or other.published
    return [one for one in (kept, other) if one.published != published]


def _ask_again(session: Session, kept: Source, other: Source) -> None:
    for one in _redated(kept, other):
        why = f"source {other.id} was merged into source {kept.id}, which is dated otherwise"
        recheck_links_on(session, one, why)


def _move_captures(session: Session, kept: Source, other: Source) -> None:
    """Move captures and appearances; a text that both have is kept once and used by both.

    An appearance and its capture belong to one source at any moment: they part before they move.
    """
    found = session.scalars(select(Appearance).where(Appearance.source_id == other.id)).all()
    rests_on = {one: one.capture for one in found}
    for one in found:
        one.capture = None
    session.flush()
    instead = _moved(session, kept, other)
    session.flush()
    for one, capture in rests_on.items():
        one.source = kept
        one.capture = instead.get(capture, capture) if capture else None
    move_readings(session, instead)


def _moved(session: Session, kept: Source, other: Source) -> dict[Capture, Capture]:
    known = {
        one.sha256: one
        for one in session.scalars(select(Capture).where(Capture.source_id == kept.id))
    }
    instead = {}
    for capture in session.scalars(select(Capture).where(Capture.source_id == other.id)).all():
        if capture.sha256 in known:
            instead[capture] = known[capture.sha256]
        else:
            capture.source = kept
    return instead


def _taken(kept: Source, other: Source) -> Iterator[str]:
    """Yield the fields that the kept source takes over: what it lacks, a title that is not ours."""
    if kept.title_supplied and not other.title_supplied:
        yield "title"
    yield from (name for name in TAKEN if not getattr(kept, name) and getattr(other, name))
    if not kept.authors and other.authors:
        yield "authors"
    if set(other.csl) - set(kept.csl):
        yield "csl"
    if other.seen and not kept.seen:
        yield "seen"


def _take(kept: Source, other: Source) -> None:
    for name in list(_taken(kept, other)):
        if name == "csl":
            kept.csl = {**other.csl, **kept.csl}
        else:
            setattr(kept, name, getattr(other, name))
        if name == "title":
            kept.title_supplied = False
