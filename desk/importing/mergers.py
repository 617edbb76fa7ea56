"""What a file says of speakers and topics that were merged since it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.merging.mergers import TAKEN, attributed
from desk.parties import speakers
from desk.references import kept_id
from desk.speakers import role_at
from desk.statement_drafts import SpeakerDraft
from desk.topics import merged_names
from models import Speaker, name_key
from models.dates import bounds
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.readers.reading import NumberedLine
    from desk.statement_drafts import StatementLine
    from models.records import SpeakerRecord

    Name = tuple[str, SpeakerKind]


@dataclass(frozen=True)
class _Merged:
    """A speaker who was merged, and the one who is kept, as a line would describe them."""

    name: str
    kind: SpeakerKind
    kept: SpeakerRecord
    draft: SpeakerDraft

    @property
    def was_named(self) -> bool:
        """Whether somebody said who an unnamed speaker was."""
        return self.kind is SpeakerKind.UNNAMED is not self.kept.kind


@dataclass(frozen=True)
class _Mergers:
    """Who was merged, by key and by name; which topics were, by folded name."""

    by_key: Mapping[str, _Merged]
    by_name: Mapping[Name, _Merged]
    kept: Mapping[str, SpeakerDraft]
    topics: Mapping[str, str]

    def of(self, draft: SpeakerDraft) -> _Merged | None:
        """Return what became of the speaker that a line means, None where nobody was merged."""
        if draft.key:
            return self.by_key.get(draft.key)
        return self.by_name.get((name_key(draft.name), draft.kind))


def follow_mergers(session: Session, lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Return the lines with kept speakers and topics in place of those merged into them.

    A key leads to the one who is kept, and so does a name that nobody else has. A name given to
    an unnamed speaker keeps the published words in the role, as naming them did.
    """
    found = _mergers(session)
    if not (found.by_key or found.topics):
        return list(lines)
    return [line._replace(draft=_followed(line.draft, found)) for line in lines]


def _followed(line: StatementLine, found: _Mergers) -> StatementLine:
    topics = (found.topics.get(name_key(name), name) for name in line.topics)
    new: dict[str, object] = {"topics": tuple(dict.fromkeys(topics))}
    merged = found.of(line.speaker)
    if merged is not None:
        new["speaker"] = merged.draft
    kept = found.kept.get(line.speaker.key or "")
    if kept is not None and _is_part_of(line.speaker, kept):
        new["speaker"] = kept
    if merged is not None and merged.was_named:
        role = line.role or role_at(merged.kept, *bounds(line.said))
        new["role"] = attributed(role, merged.name)
    return line.model_copy(update=new)


def _mergers(session: Session) -> _Mergers:
    gone = session.scalars(select(Speaker).where(Speaker.merged_into_id.is_not(None))).all()
    ends = {one.id: kept_id(session, Speaker, one.id) for one in gone}
    kept = speakers(session, set(ends.values())) if ends else {}
    by_key = {one.key: _merged(one, kept[ends[one.id]]) for one in gone}
    drafts = {one.kept.key: one.draft for one in by_key.values()}
    return _Mergers(by_key, _by_name(session, list(by_key.values())), drafts, merged_names(session))


def _is_part_of(told: SpeakerDraft, kept: SpeakerDraft) -> bool:
    """Tell whether a draft says nothing of a speaker but what is known since the merger too."""
    same = (told.name, told.kind, told.plural) == (kept.name, kept.kind, kept.plural)
    parts = set(told.aliases) <= set(kept.aliases) and set(told.offices) <= set(kept.offices)
    fields = ((getattr(told, name), getattr(kept, name)) for name in TAKEN)
    return same and parts and all(one in {None, other} for one, other in fields)


def _by_name(session: Session, merged: Sequence[_Merged]) -> dict[Name, _Merged]:
    """Return the mergers by name and kind, where a name leads to one speaker alone."""
    found: dict[Name, _Merged] = {}
    doubtful = _living(session, {name_key(one.name) for one in merged})
    for one in merged:
        name = name_key(one.name), one.kind
        if found.setdefault(name, one).kept.id != one.kept.id:
            doubtful.add(name)
    unnamed = SpeakerKind.UNNAMED
    return {name: one for name, one in found.items() if name not in doubtful | {(name[0], unnamed)}}


def _living(session: Session, names: set[str]) -> set[Name]:
    chosen = select(Speaker.name_key, Speaker.kind).where(
        Speaker.name_key.in_(names), Speaker.merged_into_id.is_(None)
    )
    return {(name, kind) for name, kind in session.execute(chosen)}


def _merged(gone: Speaker, kept: SpeakerRecord) -> _Merged:
    offices = [
        {
            "title": office.title,
            "organisation": office.organisation,
            "from": office.since,
            "until": office.until,
        }
        for office in kept.offices
    ]
    draft = SpeakerDraft.model_validate(
        {
            "key": kept.key,
            "name": kept.name,
            "kind": kept.kind,
            "plural": kept.plural,
            "aliases": kept.aliases,
            "offices": offices,
            "speaks_for": kept.speaks_for,
            "wikidata": kept.wikidata,
            "note": kept.note,
        }
    )
    return _Merged(gone.name, gone.kind, kept, draft)
