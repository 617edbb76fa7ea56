"""Takes back that two speakers were made one, as far as it can be taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desk.describing import told
from desk.editing import locked, touch
from desk.history.audit import record
from desk.merging.mergers import TAKEN, links_resting_on, statements_with
from desk.refusals import RefusedError, StaleError
from models import Event, Link, Speaker, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from desk.actors import Actor

    Values = dict[str, Any]

NAMED = "speaker:name"
MERGED = ("speaker:merge", NAMED)
"""The deeds that make one speaker of two."""


@dataclass(frozen=True)
class Parting:
    """What was taken back: the speaker who stands alone again, and what stays with the other."""

    speaker: Speaker
    statements: int
    left: tuple[str, ...]


@dataclass(frozen=True)
class _Merger:
    """What the history tells of a merger: the values of every row before and after."""

    done: Event
    before: Values
    after: Values
    #: What cannot be taken back, in sentences.
    left: list[str] = field(default_factory=list)

    def changed(self, table: str, number: int) -> tuple[Values, Values]:
        """Return what the merger changed of a row, before and after; two blanks if nothing."""
        row = str(number)
        return self.before.get(table, {}).get(row, {}), self.after.get(table, {}).get(row, {})

    def added(self, table: str) -> Iterator[Values]:
        """Yield the rows that the merger added to a table."""
        known = self.before.get(table, {})
        rows = self.after.get(table, {})
        yield from (values for row, values in rows.items() if row not in known)

    def take_back(self, row: Any, *fields: str) -> bool:  # noqa: ANN401 -- any record
        """Give fields the values from before, unless somebody changed them since; tell whether."""
        before, after = self.changed(row.__tablename__, row.id)
        names = [name for name in fields if name in before]
        if any(getattr(row, name) != after[name] for name in names):
            return False
        for name in names:
            setattr(row, name, before[name])
        return bool(names)


def unmerge_speaker(session: Session, other_id: int, version: int, by: Actor) -> Parting:
    """Part two speakers again: what the merger moved goes back if it is still where it was put.

    What was logged since stays with the one who was kept. Raises MissingError, StaleError,
    RefusedError when the two are not merged, or the kept one was merged on, or the history of
    the merger was redacted.
    """
    other, kept = _merged(session, other_id, version)
    merger = _read(session, other)
    moved = list(_move_back(session, merger, kept, other))
    _part(merger, kept, other, (one for one in merged_into(session, kept.id) if one is not other))
    session.flush()
    _ask_again(session, merger, kept, other)
    _tell_later(session, merger, kept)
    record(session, by, "speaker:unmerge", other)
    return Parting(other, len(moved), tuple(merger.left))


def _merged(session: Session, other_id: int, version: int) -> tuple[Speaker, Speaker]:
    other = locked(session, Speaker, other_id)
    place, noun = "version", "speaker"
    if other.merged_into_id is None:
        raise RefusedError(place, f"“{other.name}” is not merged into anybody.")
    if other.version != version:
        raise StaleError(noun, other_id)
    kept = locked(session, Speaker, other.merged_into_id)
    if kept.merged_into_id is not None:
        reason = f"“{kept.name}” was merged on into speaker {kept.merged_into_id}; undo that first."
        raise RefusedError(place, reason)
    return other, kept


def _read(session: Session, other: Speaker) -> _Merger:
    chosen = (
        select(Event)
        .where(
            Event.subject_type == Speaker.__tablename__,
            Event.subject_id == other.id,
            Event.tag.in_(MERGED),
        )
        .order_by(Event.seq.desc())
        .limit(1)
    )
    done = session.scalars(chosen).first()
    if done is None or done.before is None or done.after is None:
        place = "version"
        reason = "The history does not tell any more what was merged; move the statements by hand."
        raise RefusedError(place, reason)
    return _Merger(done, json.loads(done.before), json.loads(done.after))


def _move_back(session: Session, merger: _Merger, kept: Speaker, other: Speaker) -> Iterator[int]:
    ids = [int(row) for row in merger.before.get(Statement.__tablename__, {})]
    gone = 0
    for statement in statements_with(session, ids):
        if statement.speaker_id != kept.id:
            gone += 1
            continue
        if (
            not merger.take_back(statement, "role")
            and "role" in merger.changed("statement", statement.id)[0]
        ):
            merger.left.append(f"The role of statement {statement.id} was changed since; it stays.")
        statement.speaker = other
        yield statement.id
    if gone:
        merger.left.append(f"{gone} of the statements were given to somebody else since.")


def _part(merger: _Merger, kept: Speaker, other: Speaker, others: Iterable[Speaker]) -> None:
    names = {values["name"] for values in merger.added("speaker_name")}
    offices = {_told(values) for values in merger.added("office")}
    for one in others:
        # What somebody else brought along as well is theirs too.
        names -= {one.name, *(also.name for also in one.names)}
        offices -= set(map(told, one.offices))
    for also in [one for one in kept.names if one.name in names]:
        kept.names.remove(also)
    for office in [one for one in kept.offices if told(one) in offices]:
        kept.offices.remove(office)
    before, _ = merger.changed("speaker", kept.id)
    for name in TAKEN:
        if name in before and not merger.take_back(kept, name):
            merger.left.append(f"“{name.replace('_', ' ')}” of {kept.name} was changed; it stays.")
    merger.take_back(other, "note")
    other.merged_into_id = None
    touch(kept)


def _told(office: Values) -> tuple[str | None, ...]:
    return office["title"], office["organisation"], office["since"], office["until"]


def _ask_again(session: Session, merger: _Merger, kept: Speaker, other: Speaker) -> None:
    """Take back the re-checks that nobody has looked at; ask about what was looked at since."""
    asked = merger.after.get(Link.__tablename__, {})
    for link in links_resting_on(session, other):
        named = merger.done.tag == NAMED
        due = named or str(link.id) in asked or _between(link, kept, other)
        if not merger.take_back(link, "recheck", "recheck_why") and due:
            why = f"“{other.name}” and “{kept.name}” were parted again"
            link.recheck_why = "; ".join(filter(None, (link.recheck_why, why)))
            link.recheck = True


def _between(link: Link, *speakers: Speaker) -> bool:
    sides = {link.from_statement.speaker_id, link.to_statement.speaker_id}
    return sides == {speaker.id for speaker in speakers}


def _tell_later(session: Session, merger: _Merger, kept: Speaker) -> None:
    since = select(func.count()).where(
        Statement.speaker_id == kept.id, Statement.created_at > merger.done.at
    )
    count = session.scalar(since) or 0
    if count:
        merger.left.append(f"{count} logged since stay with {kept.name}: see whose they are.")


def merged_into(session: Session, kept_id: int) -> list[Speaker]:
    """Return the speakers who were merged into one, the newest first."""
    chosen = select(Speaker).where(Speaker.merged_into_id == kept_id)
    return list(session.scalars(chosen.order_by(Speaker.id.desc())))
