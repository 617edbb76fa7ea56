"""Speakers and what is done to them, for tests: deeds are committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.describing import add_speaker, revise_speaker
from desk.merging.drafts import IdentityDraft, MergerDraft
from desk.merging.mergers import merge_speakers, name_speaker
from desk.merging.partings import Parting, unmerge_speaker
from desk.statement_drafts import SpeakerDraft

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Speaker

MATTIS: dict[str, Any] = {
    "name": "James Mattis",
    "aliases": ["Jim Mattis"],
    "offices": [{"title": "Secretary of Defense", "organisation": "US", "from": "2017-01-20"}],
}
GENERAL: dict[str, Any] = {
    "name": "Gen. Mattis",
    "aliases": ["Mad Dog"],
    "offices": [{"title": "Commander", "organisation": "CENTCOM", "from": "2010", "until": "2013"}],
    "speaks_for": "the Pentagon",
    "wikidata": "Q310188",
}
OFFICIAL: dict[str, Any] = {"name": "a US military official", "kind": "unnamed"}


def make(session: Session, by: Actor, **parts: Any) -> Speaker:  # noqa: ANN401 -- of a draft
    """Make a speaker and commit."""
    confirmed = bool(parts.pop("confirmed", False))
    draft = SpeakerDraft.model_validate(parts)
    speaker = add_speaker(session, draft, by, confirmed=confirmed)
    session.commit()
    return speaker


def describe(session: Session, speaker: Speaker, by: Actor, **parts: object) -> Speaker:
    """Revise the current version of a speaker and commit."""
    draft = SpeakerDraft.model_validate({"name": speaker.name, "kind": speaker.kind} | parts)
    revise_speaker(session, speaker.id, speaker.version, draft, by)
    session.commit()
    return speaker


def merge(session: Session, kept: Speaker, other: Speaker, by: Actor, **parts: object) -> Speaker:
    """Merge the current versions of two speakers and commit."""
    versions = {"version": kept.version, "other_version": other.version}
    draft = MergerDraft.model_validate(versions | parts)
    merge_speakers(session, kept.id, other.id, draft, by)
    session.commit()
    return kept


def identify(session: Session, unnamed: Speaker, by: Actor, **parts: object) -> Speaker:
    """Say who an unnamed speaker was and commit."""
    known: dict[str, Any] = {"version": unnamed.version, "reason": "He said so himself."}
    named = name_speaker(session, unnamed.id, IdentityDraft.model_validate(known | parts), by)
    session.commit()
    return named


def part(session: Session, other: Speaker, by: Actor) -> Parting:
    """Take back the last merger of a speaker and commit."""
    parting = unmerge_speaker(session, other.id, other.version, by)
    session.commit()
    return parting
