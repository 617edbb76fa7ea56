"""Brings an earlier version of a statement back, as a new version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from desk.checks import check_quote
from desk.history.audit import record
from desk.rechecks import recheck_links_of
from desk.refusals import RefusedError
from desk.sources import kept as kept_source
from desk.speakers import kept_speaker
from desk.statements import WORDS, changed_weight, current_statement, touch, weight
from desk.topics import kept_topic
from desk.versions.versions import KEPT, current_version, version_at
from models import (
    Appearance,
    Capture,
    NoticeAppearance,
    Relay,
    Source,
    Speaker,
    Statement,
    Topic,
    Translation,
)
from models.terms import Form, Heard, SpeakerKind, TranslationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.versions.versions import Version

    Values = dict[str, Any]
    Row = TypeVar("Row", Appearance, Translation)

#: Free places beyond those of any statement: two of one place cannot stand beside each other.
PARKED = 1_000_000
TERMS = {"form": Form, "heard": Heard, "kind": TranslationKind}
MATTER = ("statement_id", "appearance_id")


@dataclass(frozen=True)
class Footing:
    """What an earlier version rests on, as it stands today."""

    speaker: Speaker | None
    sources: dict[int, Source]
    captures: dict[int, Capture]
    topics: tuple[Topic, ...]
    #: What comes back otherwise than it was, in sentences.
    changed: tuple[str, ...]
    #: What keeps the version from being brought back, in sentences.
    lost: tuple[str, ...]


def bring_back(session: Session, statement_id: int, version: int, seq: int, by: Actor) -> Statement:
    """Make a statement what it was after the deed `seq`: its words, topics, appearances, translations.

    Its status stays. Links resting on it are re-checked as after a revision. Raises StaleError,
    MissingError, UnknownVersionError, and RefusedError when something it rested on is gone.
    """
    statement = current_statement(session, statement_id, version)
    now = current_version(session, statement_id)
    wanted = version_at(session, now, seq)
    footing = footing_of(session, wanted)
    _refuse(now, wanted, footing)
    before = weight(statement)
    with session.no_autoflush:
        _write_words(statement, wanted, footing)
    _write_translations(session, statement, wanted)
    _write_appearances(session, statement, wanted, footing)
    if changed := changed_weight(before, weight(statement)):
        why = f"an earlier version of statement {statement.id} was brought back: "
        recheck_links_of(session, statement, why + ", ".join(changed))
    touch(statement)
    told = f"as it stood after deed {seq}"
    record(session, by, "statement:bring_back", statement, because=told)
    return statement


def footing_of(session: Session, version: Version) -> Footing:
    """Return what a version rests on today, and what of it has changed or is lost."""
    changed: list[str] = []
    lost: list[str] = []
    speaker = _speaker(session, version, changed, lost)
    sources = _sources(session, version, changed, lost)
    home = speaker.source_id if speaker else None
    if speaker and home and home not in {source.id for source in sources.values()}:
        lost.append(f"“{speaker.name}” is described by another source now.")
    return Footing(
        speaker=speaker,
        sources=sources,
        captures=_captures(session, version, sources, changed),
        topics=tuple(_topics(session, version, changed)),
        changed=tuple(changed),
        lost=tuple(lost),
    )


def _refuse(now: Version, wanted: Version, footing: Footing) -> None:
    field = "version"
    if footing.lost:
        raise RefusedError(field, " ".join(footing.lost))
    if wanted.rows == now.rows:
        raise RefusedError(field, "The statement stands like this already.")


def _speaker(
    session: Session, version: Version, changed: list[str], lost: list[str]
) -> Speaker | None:
    speaker = session.get(Speaker, version.words["speaker_id"])
    if speaker is None:
        lost.append("Its speaker is no longer in the record.")
        return None
    found = kept_speaker(session, speaker)
    if found is not speaker:
        changed.append(
            f"“{speaker.name}” is one with “{found.name}” now, who stands as the speaker."
        )
        if found.kind is SpeakerKind.UNNAMED and speaker.kind is not SpeakerKind.UNNAMED:
            lost.append(f"“{found.name}” is unnamed now.")
    return found


def _sources(
    session: Session, version: Version, changed: list[str], lost: list[str]
) -> dict[int, Source]:
    wanted = {
        row["source_id"]
        for table in ("appearance", "relay")
        for row in version.rows[table].values()
        if row["source_id"] is not None
    }
    found = {one.id: one for one in session.scalars(select(Source).where(Source.id.in_(wanted)))}
    lost += [f"Source {one} is no longer in the record." for one in sorted(wanted - found.keys())]
    kept = {number: kept_source(source) for number, source in found.items()}
    changed += [
        f"“{source.title}” is one with “{kept[number].title}” now."
        for number, source in found.items()
        if kept[number] is not source
    ]
    return kept


def _captures(
    session: Session, version: Version, sources: dict[int, Source], changed: list[str]
) -> dict[int, Capture]:
    rested = {
        row["capture_id"]: sources.get(row["source_id"])
        for row in version.rows["appearance"].values()
        if row["capture_id"] is not None
    }
    kept = session.scalars(select(Capture).where(Capture.id.in_(rested))) if rested else ()
    found = {one.id: one for one in kept if one.source is rested[one.id]}
    changed += [
        f"Capture {one} is no longer one of that source; the appearance comes back without it."
        for one in sorted(rested.keys() - found.keys())
    ]
    return found


def _topics(session: Session, version: Version, changed: list[str]) -> Iterator[Topic]:
    keys = version.words["topics"]
    known = {one.key: one for one in session.scalars(select(Topic).where(Topic.key.in_(keys)))}
    if len(known) < len(keys):
        changed.append("A topic of it is no longer in the record.")
    seen = set()
    for topic in known.values():
        kept = kept_topic(session, topic)
        if kept is not topic:
            changed.append(f"The topic “{topic.name}” is part of “{kept.name}” now.")
        if kept not in seen:
            seen.add(kept)
            yield kept


def _write_words(statement: Statement, wanted: Version, footing: Footing) -> None:
    for name in WORDS:
        setattr(statement, name, _value(wanted.words, name))
    if footing.speaker is not None:
        statement.speaker = footing.speaker
    statement.topics = sorted(footing.topics, key=lambda topic: topic.name)


def _write_translations(session: Session, statement: Statement, wanted: Version) -> None:
    rows = wanted.ordered("translation")
    statement.translations = [
        _written(one, row, _names("translation"))
        for one, row in _matched(statement.translations, rows, Translation)
    ]
    session.flush()


def _write_appearances(
    session: Session, statement: Statement, wanted: Version, footing: Footing
) -> None:
    rows = wanted.ordered("appearance")
    _drop(session, statement, {number for number, _row in rows})
    for place, found in enumerate(statement.appearances):
        found.position = PARKED + place
    session.flush()
    matched = list(_matched(statement.appearances, rows, Appearance))
    for (found, row), (number, _same) in zip(matched, rows, strict=True):
        found.source = footing.sources[row["source_id"]]
        found.capture = footing.captures.get(row["capture_id"])
        _written(found, row, _names("appearance", "source_id", "capture_id"))
        _hand_on(session, found, wanted.ordered("relay", appearance_id=number), footing)
    statement.appearances = [found for found, _row in matched]
    session.flush()
    for found in statement.appearances:
        check_quote(statement, found)


def _drop(session: Session, statement: Statement, kept: set[int]) -> None:
    for found in [one for one in statement.appearances if one.id not in kept]:
        touching = NoticeAppearance.appearance_id == found.id
        for touched in session.scalars(select(NoticeAppearance).where(touching)):
            session.delete(touched)
        statement.appearances.remove(found)
    session.flush()


def _hand_on(
    session: Session, found: Appearance, rows: list[tuple[int, Values]], footing: Footing
) -> None:
    told = [(row["name"], row["verb"], row["source_id"]) for _number, row in rows]
    if told == [(hop.name, hop.verb, hop.source_id) for hop in found.relays]:
        return
    found.relays.clear()
    session.flush()
    found.relays = [
        Relay(position=place, name=name, verb=verb, source=footing.sources.get(source_id or 0))
        for place, (name, verb, source_id) in enumerate(told)
    ]


def _matched(
    known: Iterable[Row], rows: list[tuple[int, Values]], kind: type[Row]
) -> Iterator[tuple[Row, Values]]:
    """Yield each row with the record that is kept of it, or a new one."""
    by_id = {one.id: one for one in known}
    for number, row in rows:
        yield by_id.get(number) or kind(), row


def _written(one: Row, row: Values, names: Iterable[str]) -> Row:
    for name in names:
        setattr(one, name, _value(row, name))
    return one


def _names(table: str, *leave_out: str) -> list[str]:
    return [name for name in KEPT[table] if name not in (*MATTER, *leave_out)]


def _value(row: Values, name: str) -> Any:  # noqa: ANN401 -- any field of a record
    value = row.get(name)
    return TERMS[name](value) if name in TERMS and value is not None else value
